// GET and POST /api/v2/alerts.

import type { Alert } from '../../model/alert.ts'
import { compareUtf8 } from '../../model/labels.ts'
import { matchRoutes, type Route } from '../../routing/route.ts'
import type { ApiDeps } from '../deps.ts'
import { Slices, sortInSlices } from '../slices.ts'
import { alertTest, ReceiverTest, readAlertFilter } from './alert-filter.ts'
import { type AlertTexts, receiversText, type Suppression, statusText } from './alert-text.ts'
import { type Answer, emptyAnswer, refusal } from './answer.ts'
import { parseJsonBody } from './json-body.ts'
import { listAnswer } from './list-text.ts'
import { AlertBuilder, checkPostedAlerts } from './postable-alerts.ts'
import type { ApiRequest } from './request.ts'

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

/** GET /alerts: those that are not over, by fingerprint. As api/v2/api.go getAlertsHandler. */
export class AlertLister {
  readonly #deps: ApiDeps
  readonly #texts: AlertTexts
  readonly #receivers = new WeakMap<Alert, Receivers>()

  constructor(deps: ApiDeps, texts: AlertTexts) {
    this.#deps = deps
    this.#texts = texts
  }

  async list(request: ApiRequest): Promise<Answer> {
    const { clock, options } = this.#deps
    const read = readAlertFilter(request.query, options.matcherMode)
    if (!read.ok) return read.answer
    const config = this.#deps.config()
    const receiverTest = new ReceiverTest(read.filter, config.receivers)
    const suppressionOf = alertTest(read.filter, this.#deps, clock.now())
    const slices = new Slices(clock, request.isAbandoned)

    const listed: Listed[] = []
    const alerts = [...this.#deps.alerts.all()]
    for (let i = 0; i < alerts.length; i++) {
      if (i % alertsPerLook === alertsPerLook - 1 && slices.isOver) await slices.next()
      const alert = alerts[i] as Alert
      const suppression = suppressionOf(alert)
      if (suppression === undefined) continue
      const receivers = this.#receiversOf(alert, config.route)
      if (receiverTest.admitsSome(receivers.names)) listed.push({ alert, suppression, receivers: receivers.text })
    }
    const sorted = await sortInSlices(listed, byFingerprint, slices)
    return listAnswer(
      sorted,
      ({ alert, receivers, suppression }) => this.#texts.text(alert, receivers, statusText(suppression, '[]')),
      slices,
    )
  }

  #receiversOf(alert: Alert, route: Route): Receivers {
    const known = this.#receivers.get(alert)
    if (known?.route === route) return known
    const names = matchRoutes(route, alert.labels).map((matched) => matched.receiver)
    const receivers = { route, names, text: receiversText(names) }
    this.#receivers.set(alert, receivers)
    return receivers
  }
}

/** Whom an alert reaches by the routes below `route`. */
interface Receivers {
  readonly route: Route
  readonly names: readonly string[]
  readonly text: string
}

interface Listed {
  readonly alert: Alert
  readonly suppression: Suppression
  readonly receivers: string
}

function byFingerprint(a: Listed, b: Listed): number {
  return compareUtf8(a.alert.labels.fingerprint, b.alert.labels.fingerprint)
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
    const checked = checkPostedAlerts(parsed.value)
    if (!checked.ok) return checked.answer

    const { alerts, clock, bus } = this.#deps
    const { resolveTimeout } = this.#deps.config().global
    const { valid, faults, firing } = this.#builder.build(checked.posted, { now: clock.now(), resolveTimeout })
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
