// GET /api/v2/alerts/groups: the open groups with those of their alerts that are not over.

import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import { compareUtf8 } from '../../model/labels.ts'
import type { GroupView } from '../deps.ts'
import { Slices, sortInSlices } from '../slices.ts'
import { commaSeparated, inPieces, wholeIfShort } from '../text-pieces.ts'
import { alertTest, isOver, ReceiverTest, readAlertFilter } from './alert-filter.ts'
import { type AlertView, receiversText, statusText, textList } from './alert-view.ts'
import { comparePlaces } from './alert-views.ts'
import type { Answer } from './answer.ts'
import type { GroupOrder } from './group-order.ts'
import type { ReadDeps } from './read-deps.ts'
import type { ApiRequest } from './request.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

/** A group with what passed the filter, in the order in which alerts stand in notifications. */
interface ListedGroup {
  readonly group: GroupView
  readonly alerts: readonly AlertView[]
}

/** By the groups' labels, then by receiver. As api/v2/api.go getAlertGroupsHandler. */
export async function listAlertGroups(
  { deps, views, turns }: ReadDeps,
  order: GroupOrder,
  request: ApiRequest,
): Promise<Answer> {
  const { clock, options } = deps
  const read = readAlertFilter(request.query, options.matcherMode)
  if (!read.ok) return read.answer
  const slices = new Slices({ clock, turns, isAbandoned: request.isAbandoned })
  await views.inOrder()
  const groups = await order.sorted(deps.groups(), slices)
  const now = clock.now()
  const basis = views.basisAt(now)
  const receiverTest = new ReceiverTest(read.filter, deps.config().receivers)
  const suppressionOf = alertTest(read.filter, views, { basis, now })

  /** Of the alerts that several routes take: the receivers of those groups that are listed. */
  const shared = new Map<AlertView, string[]>()
  const listed: ListedGroup[] = []
  let looked = 0
  for (const group of groups) {
    if (!receiverTest.admits(group.receiver)) continue
    const alerts: AlertView[] = []
    for (const alert of [...group.alerts()]) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      if (isOver(alert, now)) continue
      const view = views.of(alert)
      if (suppressionOf(view) === undefined) continue
      alerts.push(view)
      if (views.receivers(view, basis).names.length === 1) continue
      const receivers = shared.get(view)
      if (receivers === undefined) shared.set(view, [group.receiver])
      else receivers.push(group.receiver)
    }
    if (alerts.length === 0) continue
    listed.push({ group, alerts: await sortInSlices(alerts, comparePlaces, slices) })
  }

  const sharedTexts = new Map<AlertView, string>()
  for (const [view, receivers] of shared) sharedTexts.set(view, receiversText(receivers.sort(compareUtf8)))
  const shown = request.query.flag('muted') ? listed : listed.filter(({ group }) => group.mutedBy.length === 0)
  const texts = groupTexts(shown, (view, mutedBy) => {
    const receivers = sharedTexts.get(view) ?? views.receivers(view, basis).text
    const suppression = views.suppression(view, basis, now)
    return view.text(receivers, mutedBy === '[]' ? suppression.status : statusText(suppression, mutedBy))
  })
  return { status: 200, body: await wholeIfShort(inPieces(texts, slices)) }
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
    yield `],"labels":${goJsonLabels(group.labels)},"receiver":{"name":${goJsonString(group.receiver)}},"routeLabels":${goJsonLabels(group.routeLabels)}}`
    before = ','
  }
  yield groups.length === 0 ? '[]\n' : ']\n'
}
