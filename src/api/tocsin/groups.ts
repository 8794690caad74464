// GET /api/tocsin/v1/groups: everything that the page of alerts shows, in one answer, each alert once.

import { type Alert, compareAlerts } from '../../model/alert.ts'
import type { Fingerprint } from '../../model/fingerprint.ts'
import type { Instant } from '../../model/instant.ts'
import { compareUtf8 } from '../../model/labels.ts'
import type { ApiConfig, ApiDeps, GroupView } from '../deps.ts'
import type { Slices } from '../slices.ts'
import { alertTest } from '../v2/alert-filter.ts'
import { type AlertTexts, receiversText, type Suppression, statusText } from '../v2/alert-text.ts'
import { resultOf } from './integration-result.ts'
import type { WireGroup, WireGroupCounts } from './schema.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

/** In UTF-16 units. */
const pieceLength = 65_536

const everything = {
  matchers: [],
  receiver: undefined,
  receiverMatchers: [],
  active: true,
  silenced: true,
  inhibited: true,
}

interface FoundAlert {
  readonly alert: Alert
  readonly suppression: Suppression
  readonly receivers: string[]
}

export interface GroupsWork {
  readonly deps: ApiDeps
  readonly texts: AlertTexts
  readonly slices: Slices
  readonly withAlerts: boolean
}

/** The answer's JSON, a WireGroups, in pieces. */
export async function* groupsText({ deps, texts, slices, withAlerts }: GroupsWork): AsyncGenerator<string> {
  const now = deps.clock.now()
  // Before anything is read: what changes meanwhile comes after this place.
  const position = deps.live.position()
  const suppressionOf = alertTest(everything, deps, now)
  const receivers = new Map(deps.config().receivers.map((receiver) => [receiver.name, receiver]))
  const found = new Map<Fingerprint, FoundAlert>()
  let piece = `{"now":"${isoText(now)}","position":${JSON.stringify(position)},"groups":[`
  let looked = 0
  let first = true
  for (const group of [...deps.groups()]) {
    const shown: Alert[] = []
    const counts = { active: 0, silenced: 0, inhibited: 0 }
    for (const alert of [...group.alerts()]) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      const known = found.get(alert.labels.fingerprint)
      const suppression = known?.suppression ?? suppressionOf(alert)
      if (suppression === undefined) continue
      if (known === undefined) {
        found.set(alert.labels.fingerprint, { alert, suppression, receivers: [group.receiver] })
      } else if (!known.receivers.includes(group.receiver)) known.receivers.push(group.receiver)
      shown.push(alert)
      count(suppression, counts)
    }
    if (shown.length === 0) continue
    const wire = wireGroup({ group, alerts: shown, counts, deps, receiver: receivers.get(group.receiver) })
    piece += `${first ? '' : ','}${JSON.stringify(wire)}`
    first = false
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  const lastEnded = found.size === 0 ? lastEnd(deps) : undefined
  piece += lastEnded === undefined ? '],"alerts":[' : `],"lastEnded":"${isoText(lastEnded)}","alerts":[`
  if (withAlerts) {
    first = true
    for (const { alert, suppression, receivers } of found.values()) {
      const names = receiversText(receivers.length > 1 ? receivers.sort(compareUtf8) : receivers)
      piece += (first ? '' : ',') + texts.text(alert, names, statusText(suppression, '[]'))
      first = false
      if (piece.length < pieceLength) continue
      yield piece
      piece = ''
      if (slices.isOver) await slices.next()
    }
  }
  const restored = [...found.keys()].filter((fingerprint) => deps.alerts.isRestored(fingerprint))
  yield `${piece}],"restored":${JSON.stringify(restored)}}\n`
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
  readonly alerts: readonly Alert[]
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
    alerts: alerts.toSorted(compareAlerts).map((alert) => alert.labels.fingerprint),
    integrations: (receiver?.integrations ?? []).map(({ name, index }) => {
      const last = deps.lastResult(groupKey, { receiver: group.receiver, name, index })
      return { name, index, ...(last === undefined ? {} : { last: resultOf(last) }) }
    }),
  }
}

function isoText(at: Instant): string {
  return new Date(at).toISOString()
}
