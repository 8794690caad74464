// The alerts as last told, merged by Alertmanager's rules. Owns them until they are over, told so, and swept out; keeps them
// on disk through alert-journal.ts.

import { type Clock, every, type Timer } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import { type Alert, isResolvedAt, mergeAlerts } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Duration, Instant, Timestamp } from '../model/instant.ts'
import { alertNameLabel } from '../model/labels.ts'
import { timestampOf } from '../model/timestamp.ts'
import type { Storage } from '../storage/storage.ts'
import { AlertJournal } from './alert-journal.ts'
import { AlertnameLimit } from './alertname-limit.ts'

/** Called in the same turn in which alerts were put, with what they became. */
export type AlertsListener = (alerts: readonly Alert[], now: Instant) => void

export interface AlertStoreOptions {
  readonly clock: Clock
  readonly bus: EventBus
  readonly storage: Storage
  /** How often alerts that are over are swept out. */
  readonly gcInterval: Duration
  /** How many alerts may share an alertname; 0 or less: as many as come. */
  readonly perAlertnameLimit: number
}

/** Those alerts that somebody has still to tell of, though they may be over; undefined while that is not known yet. */
export type AlertsInUse = () => ReadonlySet<Fingerprint> | undefined

/**
 * Holds every alert by fingerprint, and tells listeners of each change at once, so that a request is routed whole before it is answered.
 * What it answered for survives the death of the process.
 */
export class AlertStore implements AsyncDisposable {
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #limit: AlertnameLimit | undefined
  readonly #sweeper: Timer
  readonly #alerts = new Map<Fingerprint, Alert>()
  /** Those that were swept out while their end was still to be told. On disk they stay; a new telling does not join them. */
  readonly #ended = new Map<Fingerprint, Alert>()
  readonly #journal: AlertJournal
  /** Those that an earlier run left, and that nobody has told again yet. */
  readonly #restored = new Set<Fingerprint>()
  #inUse: AlertsInUse = () => new Set()
  #version = 0
  #listeners: readonly AlertsListener[] = []

  constructor({ clock, bus, storage, gcInterval, perAlertnameLimit }: AlertStoreOptions) {
    this.#clock = clock
    this.#bus = bus
    this.#limit = perAlertnameLimit > 0 ? new AlertnameLimit(perAlertnameLimit) : undefined
    this.#sweeper = every(clock, gcInterval, () => this.sweep())
    this.#journal = new AlertJournal({
      clock,
      storage,
      alerts: {
        find: (fingerprint) => this.find(fingerprint),
        all: () => this.withEnded(),
      },
    })
    this.#restore()
  }

  /**
   * Takes over what a client told: merges each alert with what is known of it and hands the results to the listeners,
   * all in one turn. An alert over the limit for its alertname is dropped and told of as an event.
   * Resolves when what is new or changed is on disk; a telling that only moves ends does not wait for that. Rejects with
   * a StorageError when the disk refuses: then the alerts are told of all the same, but would not survive.
   * As provider/mem/mem.go Put.
   */
  async put(alerts: readonly Alert[]): Promise<void> {
    const now = this.#clock.now()
    const isHeard = this.#bus.hears('alert changed')
    const stored: Alert[] = []
    const changed: Alert[] = []
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
      if (old !== undefined && isMereResend(old, alert, now) && !this.#journal.isUnkept(fingerprint)) {
        this.#journal.endMoved(fingerprint)
      } else {
        changed.push(alert)
      }
      if (this.#ended.size > 0) this.#ended.delete(fingerprint)
      const isBack = this.#restored.size > 0 && this.#restored.delete(fingerprint)
      if (isHeard) this.#bus.emit({ type: 'alert changed', alert, previous: old, isBack })
    }
    if (stored.length > 0) this.#version++
    // Before the listeners, so that what they write comes after it.
    const kept = changed.length > 0 ? this.#journal.keep(changed) : undefined
    if (stored.length > 0) for (const listener of this.#listeners) listener(stored, now)
    await kept
  }

  get(fingerprint: Fingerprint): Alert | undefined {
    return this.#alerts.get(fingerprint)
  }

  /** All alerts, those that are over but not yet swept out too. In no particular order. */
  all(): Iterable<Alert> {
    return this.#alerts.values()
  }

  /** As `get`, for those too that were swept out while their end was still to be told. */
  find(fingerprint: Fingerprint): Alert | undefined {
    return this.#alerts.get(fingerprint) ?? this.#ended.get(fingerprint)
  }

  /** Those too that were swept out while their end was still to be told. */
  *withEnded(): Generator<Alert> {
    yield* this.#alerts.values()
    yield* this.#ended.values()
  }

  get size(): number {
    return this.#alerts.size
  }

  /** Grows whenever `all` answers otherwise than before. For readers that remember. */
  get version(): number {
    return this.#version
  }

  /**
   * The clock was set by so much. Every alert lasts as long as it would have: what was over stays over, nothing ends that was not about
   * to, and the next telling is younger than this one.
   */
  clockStepped(by: Duration): void {
    const now = this.#clock.now()
    this.#version++
    for (const alerts of [this.#alerts, this.#ended]) {
      for (const [fingerprint, alert] of alerts) {
        const endsAt = alert.endsAt.at > Math.min(now, now - by) ? movedBy(alert.endsAt, by) : alert.endsAt
        alerts.set(fingerprint, { ...alert, endsAt, updatedAt: movedBy(alert.updatedAt, by) })
        this.#journal.endMoved(fingerprint)
      }
    }
  }

  /** True for an alert that an earlier run left, until somebody tells it again. */
  isRestored(fingerprint: Fingerprint): boolean {
    return this.#restored.has(fingerprint)
  }

  /** Has the sweep ask which alerts are still in use; these stay on disk. */
  keepThoseIn(inUse: AlertsInUse): void {
    this.#inUse = inUse
  }

  /** Listens to changes. Returns the function that stops listening. */
  subscribe(listener: AlertsListener): () => void {
    this.#listeners = [...this.#listeners, listener]
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener)
    }
  }

  /** Forgets alerts that are over. Those whose end is still to be told stay on disk until it was. */
  sweep(): void {
    const now = this.#clock.now()
    const over = [...this.#alerts.values()].filter((alert) => isResolvedAt(alert, now))
    if (over.length > 0) this.#version++
    for (const alert of over) {
      const { fingerprint } = alert.labels
      this.#alerts.delete(fingerprint)
      this.#restored.delete(fingerprint)
      this.#ended.set(fingerprint, alert)
      this.#bus.emit({ type: 'alert expired', alert })
    }
    this.#dropEnded()
    this.#limit?.dropStale(now)
  }

  #dropEnded(): void {
    if (this.#ended.size === 0) return
    const inUse = this.#inUse()
    if (inUse === undefined) return
    const forgotten = [...this.#ended.keys()].filter((fingerprint) => !inUse.has(fingerprint))
    for (const fingerprint of forgotten) this.#ended.delete(fingerprint)
    this.#journal.forget(forgotten)
  }

  /** Writes what is still to be written. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#sweeper.cancel()
    await this.#journal.close()
  }

  /** What is over by now comes back too: its end may still have to be told. */
  #restore(): void {
    const now = this.#clock.now()
    for (const alert of this.#journal.load()) {
      const { fingerprint } = alert.labels
      this.#alerts.set(fingerprint, alert)
      this.#restored.add(fingerprint)
      this.#limit?.admit({ alertname: alert.labels.get(alertNameLabel), fingerprint, endsAt: alert.endsAt.at, now })
    }
  }
}

function movedBy({ at }: Timestamp, by: Duration): Timestamp {
  return timestampOf(at + by)
}

/** True when nothing but the end has moved, and fires or is over as before. */
function isMereResend(old: Alert, alert: Alert, now: Instant): boolean {
  return (
    isResolvedAt(old, now) === isResolvedAt(alert, now) &&
    old.startsAt.at === alert.startsAt.at &&
    old.timeout === alert.timeout &&
    old.generatorURL === alert.generatorURL &&
    old.annotations.equals(alert.annotations)
  )
}
