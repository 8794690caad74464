// The alerts as last told, merged by Alertmanager's rules. Owns them until they are over and swept out.

import { type Clock, every, type Timer } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import { type Alert, isResolvedAt, mergeAlerts } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Duration, Instant } from '../model/instant.ts'
import { alertNameLabel } from '../model/labels.ts'
import { AlertnameLimit } from './alertname-limit.ts'

/** Called in the same turn in which alerts were put, with what they became. */
export type AlertsListener = (alerts: readonly Alert[], now: Instant) => void

export interface AlertStoreOptions {
  readonly clock: Clock
  readonly bus: EventBus
  /** How often alerts that are over are swept out. */
  readonly gcInterval: Duration
  /** How many alerts may share an alertname; 0 or less: as many as come. */
  readonly perAlertnameLimit: number
}

/** Holds every alert by fingerprint, and tells listeners of each change at once, so that a request is routed whole before it is answered. */
export class AlertStore implements Disposable {
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #limit: AlertnameLimit | undefined
  readonly #sweeper: Timer
  readonly #alerts = new Map<Fingerprint, Alert>()
  #listeners: readonly AlertsListener[] = []

  constructor({ clock, bus, gcInterval, perAlertnameLimit }: AlertStoreOptions) {
    this.#clock = clock
    this.#bus = bus
    this.#limit = perAlertnameLimit > 0 ? new AlertnameLimit(perAlertnameLimit) : undefined
    this.#sweeper = every(clock, gcInterval, () => this.sweep())
  }

  /**
   * Takes over what a client told: merges each alert with what is known of it and hands the results to the listeners,
   * all in one turn. An alert over the limit for its alertname is dropped and told of as an event.
   * As provider/mem/mem.go Put.
   */
  async put(alerts: readonly Alert[]): Promise<void> {
    const now = this.#clock.now()
    const stored: Alert[] = []
    for (const update of alerts) {
      const fingerprint = update.labels.fingerprint
      const old = this.#alerts.get(fingerprint)
      const alert = old === undefined ? update : mergeAlerts(old, update, now)
      const alertname = alert.labels.get(alertNameLabel)
      if (this.#limit !== undefined && !this.#limit.admit({ alertname, fingerprint, endsAt: alert.endsAt.at, now })) {
        this.#bus.emit({ type: 'alert limited', alertname })
        continue
      }
      this.#alerts.set(fingerprint, alert)
      stored.push(alert)
      if (this.#bus.hears('alert changed')) this.#bus.emit({ type: 'alert changed', alert, previous: old })
    }
    if (stored.length > 0) for (const listener of this.#listeners) listener(stored, now)
  }

  get(fingerprint: Fingerprint): Alert | undefined {
    return this.#alerts.get(fingerprint)
  }

  /** All alerts, those that are over but not yet swept out too. In no particular order. */
  all(): Iterable<Alert> {
    return this.#alerts.values()
  }

  get size(): number {
    return this.#alerts.size
  }

  /** How many listeners are told of changes. */
  get listenerCount(): number {
    return this.#listeners.length
  }

  /** Listens to changes. Returns the function that stops listening. */
  subscribe(listener: AlertsListener): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }

  /** Forgets alerts that are over. Groups keep those whose end they have still to tell. */
  sweep(): void {
    const now = this.#clock.now()
    for (const [fingerprint, alert] of this.#alerts) {
      if (!isResolvedAt(alert, now)) continue
      this.#alerts.delete(fingerprint)
      this.#bus.emit({ type: 'alert expired', alert })
    }
    this.#limit?.dropStale(now)
  }

  [Symbol.dispose](): void {
    this.#sweeper.cancel()
  }
}
