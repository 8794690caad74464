// GET and POST /api/v2/alerts.

import type { ApiDeps } from '../deps.ts'
import { Gathered } from '../gathered.ts'
import { SharedTurns } from '../shared-turns.ts'
import { Slices } from '../slices.ts'
import { wholeIfShort } from '../text-pieces.ts'
import { admitsAll, alertTest, ReceiverTest, readAlertFilter } from './alert-filter.ts'
import type { AlertRun } from './alert-run.ts'
import type { AlertView } from './alert-view.ts'
import { type Answer, emptyAnswer, refusal } from './answer.ts'
import { parseJsonBody } from './json-body.ts'
import { AlertBuilder } from './postable-alerts.ts'
import type { ReadDeps } from './read-deps.ts'
import type { ApiRequest } from './request.ts'

/** GET /alerts: those that are not over, by fingerprint. As api/v2/api.go getAlertsHandler. */
export async function listAlerts({ deps, kept, turns }: ReadDeps, request: ApiRequest): Promise<Answer> {
  const { clock, options } = deps
  const read = readAlertFilter(request.query, options.matcherMode)
  if (!read.ok) return read.answer
  const { filter } = read
  const slices = new Slices({ clock, turns, isAbandoned: request.isAbandoned })
  const { views } = kept.take()
  await views.renew()
  const runs = await views.runsMatching(filter.matchers, slices)
  const now = clock.now()
  const basis = views.basisAt(now)
  const writing = views.writing('by route', '[]', { basis, now })
  const receiverTest = new ReceiverTest(filter, deps.config().receivers)
  const suppressionOf = alertTest(filter, views, { basis, now })
  const admits = (view: AlertView): boolean =>
    suppressionOf(view) !== undefined && receiverTest.admitsSome(views.receivers(view, basis).names)
  const bytesOf = (run: AlertRun): Buffer => (admitsAll(filter) ? run.bytes(writing) : run.bytesOf(admits, writing))
  return { status: 200, body: await wholeIfShort(listOf(runs, bytesOf, slices)) }
}

async function* listOf(
  runs: readonly AlertRun[],
  bytesOf: (run: AlertRun) => Buffer,
  slices: Slices,
): AsyncGenerator<Buffer> {
  const gathered = new Gathered()
  let isFirst = true
  gathered.add(Buffer.from('['))
  for (const run of runs) {
    const bytes = bytesOf(run)
    if (bytes.length > 0) {
      for (const piece of gathered.add(isFirst ? bytes.subarray(1) : bytes)) yield piece
      isFirst = false
    }
    if (slices.isOver) await slices.next()
  }
  yield gathered.rest(Buffer.from(']\n'))
}

/** POST /alerts. As api/v2/api.go postAlertsHandler. */
export class AlertTaker {
  readonly #deps: ApiDeps
  readonly #builder: AlertBuilder
  readonly #turns: SharedTurns

  constructor(deps: ApiDeps) {
    this.#deps = deps
    this.#turns = new SharedTurns(deps.clock)
    this.#builder = new AlertBuilder(deps.alerts, deps.options.matcherMode)
  }

  /** Stores what is valid, then says what was not. The body is parsed once, and nothing is awaited between that and the storing of the whole request. */
  take(request: ApiRequest): Promise<Answer> {
    return this.#turns.run(() => this.#take(request))
  }

  async #take(request: ApiRequest): Promise<Answer> {
    const parsed = parseJsonBody(request.body, 'alerts')
    if (!parsed.ok) return parsed.answer
    const posted = this.#builder.read(parsed.value)
    if (!posted.ok) return posted.answer

    const { alerts, clock, bus } = this.#deps
    const { resolveTimeout } = this.#deps.config().global
    const { valid, faults, firing } = this.#builder.build(posted.alerts, { now: clock.now(), resolveTimeout })
    const resolved = valid.length + faults.length - firing
    bus.emit({ type: 'alerts received', firing, resolved, apiVersion: 'v2' })
    for (const reason of faults) bus.emit({ type: 'alert invalid', apiVersion: 'v2', reason })
    try {
      await alerts.put(valid)
    } catch (error) {
      return refusal(500, error instanceof Error ? error.message : String(error))
    }
    return faults.length === 0 ? emptyAnswer : refusal(400, faults.join('\n'))
  }
}
