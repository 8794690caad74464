// GET /api/v2/alerts/groups: the open groups with those of their alerts that are not over.

import { compareAlerts } from '../../model/alert.ts'
import type { Instant } from '../../model/instant.ts'
import { compareUtf8 } from '../../model/labels.ts'
import { matchAll } from '../../model/matcher.ts'
import type { GroupView } from '../deps.ts'
import { Gathered } from '../gathered.ts'
import { Slices, sortInSlices } from '../slices.ts'
import { commaSeparated, inPieces, wholeIfShort } from '../text-pieces.ts'
import { type AlertFilter, admitsAll, alertTest, isOver, ReceiverTest, readAlertFilter } from './alert-filter.ts'
import { type AlertView, receiversText, statusFor, textList, type VerdictBasis } from './alert-view.ts'
import type { AlertViews } from './alert-views.ts'
import type { Answer } from './answer.ts'
import { groupEnd } from './group-page.ts'
import type { PagedGroup } from './group-pages.ts'
import type { ReadDeps } from './read-deps.ts'
import type { ApiRequest } from './request.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

/** What one answer is made with. */
interface GroupReading {
  readonly views: AlertViews
  readonly basis: VerdictBasis
  readonly now: Instant
  readonly slices: Slices
}

/** A group with what passed the filter, in the order in which alerts stand in notifications. */
interface ListedGroup {
  readonly group: GroupView
  readonly alerts: readonly AlertView[]
}

/** By the groups' labels, then by receiver. As api/v2/api.go getAlertGroupsHandler. */
export async function listAlertGroups({ deps, kept, turns }: ReadDeps, request: ApiRequest): Promise<Answer> {
  const { clock, options } = deps
  const read = readAlertFilter(request.query, options.matcherMode)
  if (!read.ok) return read.answer
  const slices = new Slices({ clock, turns, isAbandoned: request.isAbandoned })
  const { views, groupPages } = kept.take()
  await views.renew()
  const groups = await groupPages.inOrder(deps.groups(), slices)
  const now = clock.now()
  const reading = { views, basis: views.basisAt(now), now, slices }
  const isMutedShown = request.query.flag('muted')
  const wanted = isMutedShown ? groups : groups.filter(({ group }) => group.mutedBy.length === 0)
  if (admitsAll(read.filter)) return { status: 200, body: await wholeIfShort(allOf(wanted, reading)) }

  const receiverTest = new ReceiverTest(read.filter, deps.config().receivers)
  const listed = groups.filter(({ group }) => receiverTest.admits(group.receiver)).map(({ group }) => group)
  const texts = await filtered(listed, read.filter, { isMutedShown, reading })
  return { status: 200, body: await wholeIfShort(inPieces(texts, slices)) }
}

const groupBegin = Buffer.from(',{"alerts":[')

async function* allOf(
  groups: readonly PagedGroup[],
  { views, basis, now, slices }: GroupReading,
): AsyncGenerator<Buffer, void> {
  const gathered = new Gathered()
  gathered.add(Buffer.from('['))
  let isFirst = true
  for (const { group, page } of groups) {
    if (!page.isCurrent(group, views)) await page.renew(group, views, slices)
    const writing = views.writing('by name', textList(group.mutedBy), { basis, now })
    let isEmpty = true
    for (const run of page.runs) {
      const bytes = run.bytes(writing)
      if (bytes.length > 0) {
        if (isEmpty) for (const piece of gathered.add(isFirst ? groupBegin.subarray(1) : groupBegin)) yield piece
        for (const piece of gathered.add(isEmpty ? bytes.subarray(1) : bytes)) yield piece
        isEmpty = false
      }
      if (slices.isOver) await slices.next()
    }
    if (isEmpty) continue
    for (const piece of gathered.add(page.end(group))) yield piece
    isFirst = false
  }
  yield gathered.rest(Buffer.from(']\n'))
}

async function filtered(
  groups: readonly GroupView[],
  filter: AlertFilter,
  { isMutedShown, reading }: { readonly isMutedShown: boolean; readonly reading: GroupReading },
): Promise<Iterable<string>> {
  const { views, basis, now, slices } = reading
  const suppressionOf = alertTest(filter, views, reading)
  /** For each alert the receivers of those groups that are listed. */
  const receivers = new Map<AlertView, string[]>()
  const listed: ListedGroup[] = []
  let looked = 0
  for (const group of groups) {
    const alerts: AlertView[] = []
    for (const alert of [...group.alerts()]) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      if (isOver(alert, now) || !matchAll(filter.matchers, alert.labels)) continue
      const view = views.of(alert)
      if (suppressionOf(view) === undefined) continue
      const known = receivers.get(view)
      if (known === undefined) receivers.set(view, [group.receiver])
      else known.push(group.receiver)
      alerts.push(view)
    }
    if (alerts.length === 0) continue
    const compare = (a: AlertView, b: AlertView): number => compareAlerts(a.alert, b.alert)
    listed.push({ group, alerts: await sortInSlices(alerts, compare, slices) })
  }
  const shown = isMutedShown ? listed : listed.filter(({ group }) => group.mutedBy.length === 0)
  return groupTexts(shown, (view, mutedBy) => {
    const names = receiversText((receivers.get(view) ?? []).toSorted(compareUtf8))
    return views.text(view, names, statusFor(views.suppression(view, basis, now), mutedBy))
  })
}

/** @param write answers an alert of a group as JSON; `mutedBy` is JSON too */
function* groupTexts(
  groups: readonly ListedGroup[],
  write: (alert: AlertView, mutedBy: string) => string,
): Generator<string> {
  let before = '['
  for (const { group, alerts } of groups) {
    const mutedBy = textList(group.mutedBy)
    yield `${before}{"alerts":[`
    yield* commaSeparated(alerts, (alert) => write(alert, mutedBy))
    yield groupEnd(group)
    before = ','
  }
  yield groups.length === 0 ? '[]\n' : ']\n'
}
