// GET and POST /api/v2/alerts.

import type { ApiDeps } from '../deps.ts'
import { Slices } from '../slices.ts'
import { inPieces, listTexts, wholeIfShort } from '../text-pieces.ts'
import { admitsAll, alertTest, isOver, ReceiverTest, readAlertFilter } from './alert-filter.ts'
import type { AlertPage } from './alert-page.ts'
import type { AlertView } from './alert-view.ts'
import { type Answer, emptyAnswer, refusal } from './answer.ts'
import { parseJsonBody } from './json-body.ts'
import { AlertBuilder } from './postable-alerts.ts'
import type { ReadDeps } from './read-deps.ts'
import type { ApiRequest } from './request.ts'

/** From how many alerts on an answer of all of them is made of pages. */
const manyAlerts = 256

/** GET /alerts: those that are not over, by fingerprint. As api/v2/api.go getAlertsHandler. */
export async function listAlerts({ deps, views, turns }: ReadDeps, request: ApiRequest): Promise<Answer> {
  const { clock, options } = deps
  const read = readAlertFilter(request.query, options.matcherMode)
  if (!read.ok) return read.answer
  const { filter } = read
  const slices = new Slices({ clock, turns, isAbandoned: request.isAbandoned })
  const ordered = await (filter.matchers.length === 0 ? views.inOrder() : views.matching(filter.matchers, slices))
  const now = clock.now()
  const basis = views.basisAt(now)
  const receiverTest = new ReceiverTest(filter, deps.config().receivers)
  const suppressionOf = alertTest(filter, views, { basis, now })
  const textOf = (view: AlertView): string | undefined => {
    const suppression = isOver(view.alert, now) ? undefined : suppressionOf(view)
    if (suppression === undefined) return undefined
    const receivers = views.receivers(view, basis)
    return receiverTest.admitsSome(receivers.names) ? view.text(receivers.text, suppression.status) : undefined
  }
  if (admitsAll(filter) && ordered.length >= manyAlerts) {
    const write = (view: AlertView): string => {
      const text = textOf(view)
      return text === undefined ? '' : `,${text}`
    }
    const bytes = (page: AlertPage): Buffer => page.bytes(basis, now, write)
    return { status: 200, body: listOfPages(await views.inPages(), bytes, slices) }
  }
  return { status: 200, body: await wholeIfShort(inPieces(listTexts(ordered, textOf), slices)) }
}

async function* listOfPages(
  pages: readonly AlertPage[],
  bytesOf: (page: AlertPage) => Buffer,
  slices: Slices,
): AsyncGenerator<Buffer> {
  let isFirst = true
  yield Buffer.from('[')
  for (const page of pages) {
    const bytes = bytesOf(page)
    if (bytes.length > 0) yield isFirst ? bytes.subarray(1) : bytes
    isFirst &&= bytes.length === 0
    if (slices.isOver) await slices.next()
  }
  yield Buffer.from(']\n')
}

/** POST /alerts. As api/v2/api.go postAlertsHandler. */
export class AlertTaker {
  readonly #deps: ApiDeps
  readonly #builder: AlertBuilder

  constructor(deps: ApiDeps) {
    this.#deps = deps
    this.#builder = new AlertBuilder(deps.alerts, deps.options.matcherMode)
  }

  /** Stores what is valid, then says what was not. The body is parsed once, and nothing is awaited before the whole request is stored. */
  async take(request: ApiRequest): Promise<Answer> {
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
