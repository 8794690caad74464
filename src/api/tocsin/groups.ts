// GET /api/tocsin/v1/groups: everything that the page of alerts shows, in one answer, each alert once.

import { compareAlerts } from '../../model/alert.ts'
import type { Instant } from '../../model/instant.ts'
import { compareUtf8 } from '../../model/labels.ts'
import type { ApiConfig, ApiDeps, GroupView } from '../deps.ts'
import type { Slices } from '../slices.ts'
import { commaSeparated, inPieces } from '../text-pieces.ts'
import { alertTest, isOver } from '../v2/alert-filter.ts'
import { type AlertView, receiversText, type Suppression } from '../v2/alert-view.ts'
import type { AlertViews } from '../v2/alert-views.ts'
import type { ReadDeps } from '../v2/read-deps.ts'
import { resultOf } from './integration-result.ts'
import type { WireGroup, WireGroupCounts } from './schema.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

const everything = { matchers: [], active: true, silenced: true, inhibited: true }

export interface GroupsWork {
  readonly read: ReadDeps
  readonly slices: Slices
  readonly withAlerts: boolean
}

/** The answer's JSON, a WireGroups, in pieces. */
export async function* groupsText({ read, slices, withAlerts }: GroupsWork): AsyncGenerator<string, void> {
  const { deps, kept } = read
  const { views } = kept.take()
  await views.renew()
  const now = deps.clock.now()
  // Before anything is read: what changes meanwhile comes after this place.
  const position = deps.live.position()
  yield* inPieces(groupsTexts({ deps, views, now, withAlerts, position }), slices)
}

function* groupsTexts(work: {
  readonly deps: ApiDeps
  readonly views: AlertViews
  readonly now: Instant
  readonly withAlerts: boolean
  readonly position: string
}): Generator<string> {
  const { deps, views, now, withAlerts, position } = work
  const basis = views.basisAt(now)
  const suppressionOf = alertTest(everything, views, { basis, now })
  const configured = new Map(deps.config().receivers.map((receiver) => [receiver.name, receiver]))
  /** The receivers of each alert that is shown. */
  const found = new Map<AlertView, string[]>()
  let looked = 0
  let before = `{"now":"${isoText(now)}","position":${JSON.stringify(position)},"groups":[`
  for (const group of [...deps.groups()]) {
    const shown: AlertView[] = []
    const counts = { active: 0, silenced: 0, inhibited: 0 }
    for (const alert of [...group.alerts()]) {
      // A look at the time now and then: a group may be large.
      if (++looked % alertsPerLook === 0) yield ''
      if (isOver(alert, now)) continue
      const view = views.of(alert)
      const suppression = suppressionOf(view)
      if (suppression === undefined) continue
      const receivers = found.get(view)
      if (receivers === undefined) found.set(view, [group.receiver])
      else if (!receivers.includes(group.receiver)) receivers.push(group.receiver)
      shown.push(view)
      count(suppression, counts)
    }
    if (shown.length === 0) continue
    const receiver = configured.get(group.receiver)
    yield before + JSON.stringify(wireGroup({ group, alerts: shown, counts, deps, receiver }))
    before = ','
  }
  if (before !== ',') yield before
  const lastEnded = found.size === 0 ? lastEnd(deps) : undefined
  yield lastEnded === undefined ? '],"alerts":[' : `],"lastEnded":"${isoText(lastEnded)}","alerts":[`
  yield* commaSeparated(withAlerts ? [...found] : [], ([view, receivers]) => {
    const names = receiversText(receivers.length > 1 ? receivers.sort(compareUtf8) : receivers)
    return views.text(view, names, views.suppression(view, basis, now).status)
  })
  const restored = Array.from(found.keys(), ({ alert }) => alert.labels.fingerprint).filter((fingerprint) =>
    deps.alerts.isRestored(fingerprint),
  )
  yield `],"restored":${JSON.stringify(restored)}}\n`
}

/** Alerts that are over are swept out after a while, so that it is known for a while only. */
function lastEnd({ alerts }: ApiDeps): Instant | undefined {
  let end: Instant | undefined
  for (const { endsAt } of alerts.all()) if (end === undefined || endsAt.at > end) end = endsAt.at
  return end
}

function count(suppression: Suppression, counts: { active: number; silenced: number; inhibited: number }): void {
  if (suppression.silencedBy.length > 0) counts.silenced++
  if (suppression.inhibitedBy.length > 0) counts.inhibited++
  if (suppression.silencedBy.length === 0 && suppression.inhibitedBy.length === 0) counts.active++
}

function wireGroup(found: {
  readonly group: GroupView
  readonly alerts: readonly AlertView[]
  readonly counts: WireGroupCounts
  readonly deps: ApiDeps
  readonly receiver: ApiConfig['receivers'][number] | undefined
}): WireGroup {
  const { group, alerts, counts, deps, receiver } = found
  const { groupKey, routeId, labels, mutedBy, nextFlush } = group
  return {
    id: `${routeId} ${labels.fingerprint}`,
    groupKey,
    routeId,
    receiver: group.receiver,
    labels: labels.toJSON(),
    routeLabels: group.routeLabels.toJSON(),
    mutedBy,
    nextFlush: isoText(nextFlush),
    counts,
    alerts: alerts.toSorted((a, b) => compareAlerts(a.alert, b.alert)).map(({ alert }) => alert.labels.fingerprint),
    integrations: (receiver?.integrations ?? []).map(({ name, index }) => {
      const last = deps.lastResult(groupKey, { receiver: group.receiver, name, index })
      return { name, index, ...(last === undefined ? {} : { last: resultOf(last) }) }
    }),
  }
}

function isoText(at: Instant): string {
  return new Date(at).toISOString()
}
