// GET and POST /api/v2/alerts.

import type { ApiDeps } from '../deps.ts'
import { Slices } from '../slices.ts'
import { inPieces, listTexts, wholeIfShort } from '../text-pieces.ts'
import { alertTest, isOver, ReceiverTest, readAlertFilter } from './alert-filter.ts'
import { type Answer, emptyAnswer, refusal } from './answer.ts'
import { parseJsonBody } from './json-body.ts'
import { buildAlerts, checkPostedAlerts } from './postable-alerts.ts'
import type { ReadDeps } from './read-deps.ts'
import type { ApiRequest } from './request.ts'

/** GET /alerts: those that are not over, by fingerprint. As api/v2/api.go getAlertsHandler. */
export async function listAlerts({ deps, views, turns }: ReadDeps, request: ApiRequest): Promise<Answer> {
  const { clock, options } = deps
  const read = readAlertFilter(request.query, options.matcherMode)
  if (!read.ok) return read.answer
  const { matchers } = read.filter
  const slices = new Slices({ clock, turns, isAbandoned: request.isAbandoned })
  const ordered = await (matchers.length === 0 ? views.inOrder() : views.matching(matchers, slices))
  const now = clock.now()
  const basis = views.basisAt(now)
  const receiverTest = new ReceiverTest(read.filter, deps.config().receivers)
  const suppressionOf = alertTest(read.filter, views, { basis, now })
  const texts = listTexts(ordered, (view) => {
    const suppression = isOver(view.alert, now) ? undefined : suppressionOf(view)
    if (suppression === undefined) return undefined
    const receivers = views.receivers(view, basis)
    return receiverTest.admitsSome(receivers.names) ? view.text(receivers.text, suppression.status) : undefined
  })
  return { status: 200, body: await wholeIfShort(inPieces(texts, slices)) }
}

/**
 * POST /alerts: stores what is valid, then says what was not. The body is parsed once, and nothing is awaited before
 * the whole request is stored. As api/v2/api.go postAlertsHandler.
 */
export async function postAlerts(deps: ApiDeps, request: ApiRequest): Promise<Answer> {
  const parsed = parseJsonBody(request.body, 'alerts')
  if (!parsed.ok) return parsed.answer
  const checked = checkPostedAlerts(parsed.value)
  if (!checked.ok) return checked.answer

  const { resolveTimeout } = deps.config().global
  const { valid, faults, firing } = buildAlerts(checked.posted, {
    now: deps.clock.now(),
    resolveTimeout,
    mode: deps.options.matcherMode,
  })
  tell(deps, { firing, resolved: valid.length + faults.length - firing, faults })
  try {
    await deps.alerts.put(valid)
  } catch (error) {
    return refusal(500, error instanceof Error ? error.message : String(error))
  }
  return faults.length === 0 ? emptyAnswer : refusal(400, faults.join('\n'))
}

const firingReceived = { type: 'alert received', status: 'firing', apiVersion: 'v2' } as const
const resolvedReceived = { type: 'alert received', status: 'resolved', apiVersion: 'v2' } as const

function tell({ bus }: ApiDeps, batch: { firing: number; resolved: number; faults: readonly string[] }): void {
  if (bus.hears('alert received')) {
    for (let i = 0; i < batch.firing; i++) bus.emit(firingReceived)
    for (let i = 0; i < batch.resolved; i++) bus.emit(resolvedReceived)
  }
  for (const reason of batch.faults) bus.emit({ type: 'alert invalid', apiVersion: 'v2', reason })
}
