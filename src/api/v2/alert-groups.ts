// GET /api/v2/alerts/groups: the open groups with those of their alerts that are not over.

import { type Alert, compareAlerts } from '../../model/alert.ts'
import type { Fingerprint } from '../../model/fingerprint.ts'
import { goJsonLabels, goJsonString } from '../../model/go-json.ts'
import { compareUtf8 } from '../../model/labels.ts'
import type { ApiDeps, GroupView } from '../deps.ts'
import { Slices, sortInSlices } from '../slices.ts'
import { alertTest, ReceiverTest, readAlertFilter } from './alert-filter.ts'
import { type AlertTexts, receiversText, type Suppression, statusText, textList } from './alert-text.ts'
import type { Answer } from './answer.ts'
import type { ApiRequest } from './request.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

/** In UTF-16 units. */
const pieceLength = 65_536

/** A group with what passed the filter, in the order in which alerts stand in notifications. */
interface ListedGroup {
  readonly group: GroupView
  readonly alerts: readonly ListedAlert[]
}

interface ListedAlert {
  readonly alert: Alert
  readonly suppression: Suppression
}

/** By the groups' labels, then by receiver. As api/v2/api.go getAlertGroupsHandler and dispatch/dispatch.go Groups. */
export async function listAlertGroups(deps: ApiDeps, texts: AlertTexts, request: ApiRequest): Promise<Answer> {
  const read = readAlertFilter(request.query, deps.options.matcherMode)
  if (!read.ok) return read.answer
  const receiverTest = new ReceiverTest(read.filter, deps.config().receivers)
  const suppressionOf = alertTest(read.filter, deps, deps.clock.now())
  const slices = new Slices(deps.clock, request.isAbandoned)

  const receivers = new Map<Fingerprint, string[]>()
  const listed: ListedGroup[] = []
  let looked = 0
  for (const group of [...deps.groups()]) {
    if (!receiverTest.admits(group.receiver)) continue
    const alerts: ListedAlert[] = []
    for (const alert of [...group.alerts()]) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      const suppression = suppressionOf(alert)
      if (suppression === undefined) continue
      const known = receivers.get(alert.labels.fingerprint)
      if (known === undefined) receivers.set(alert.labels.fingerprint, [group.receiver])
      else known.push(group.receiver)
      alerts.push({ alert, suppression })
    }
    if (alerts.length === 0) continue
    listed.push({ group, alerts: await sortInSlices(alerts, (a, b) => compareAlerts(a.alert, b.alert), slices) })
  }
  const shown = request.query.flag('muted') ? listed : listed.filter(({ group }) => group.mutedBy.length === 0)
  const sorted = await sortInSlices(shown, compareGroups, slices)
  const receiverTexts = new Map<Fingerprint, string>()
  const receiversOf = (fingerprint: Fingerprint): string => {
    const known = receiverTexts.get(fingerprint)
    if (known !== undefined) return known
    const text = receiversText((receivers.get(fingerprint) ?? []).sort(compareUtf8))
    receiverTexts.set(fingerprint, text)
    return text
  }
  const pieces = groupPieces({ groups: sorted, texts, receiversOf, slices })
  return { status: 200, body: looked <= alertsPerLook ? await joined(pieces) : pieces }
}

function compareGroups(a: ListedGroup, b: ListedGroup): number {
  return a.group.labels.compare(b.group.labels) || compareUtf8(a.group.receiver, b.group.receiver)
}

async function* groupPieces(work: {
  readonly groups: readonly ListedGroup[]
  readonly texts: AlertTexts
  readonly receiversOf: (fingerprint: Fingerprint) => string
  readonly slices: Slices
}): AsyncGenerator<string> {
  let piece = '['
  for (const [index, { group, alerts }] of work.groups.entries()) {
    const mutedBy = textList(group.mutedBy)
    piece += index === 0 ? '{"alerts":[' : ',{"alerts":['
    for (const [position, { alert, suppression }] of alerts.entries()) {
      if (position > 0) piece += ','
      piece += work.texts.text(alert, work.receiversOf(alert.labels.fingerprint), statusText(suppression, mutedBy))
      if (piece.length < pieceLength) continue
      yield piece
      piece = ''
      if (work.slices.isOver) await work.slices.next()
    }
    piece += `],"labels":${goJsonLabels(group.labels)},"receiver":{"name":${goJsonString(group.receiver)}},"routeLabels":${goJsonLabels(group.routeLabels)}}`
  }
  yield `${piece}]\n`
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
