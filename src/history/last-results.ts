// What came of the last notifications: for each group and integration, and for each integration over all groups. Listens
// only, lives in memory, and forgets the oldest when there are too many.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { IntegrationRef } from '../events/event.ts'
import type { Instant } from '../model/instant.ts'
import type { FailureReason, NotificationReason } from '../model/notification.ts'

/** How one notification of one group ended, or how it stands while it is retried. */
export type NotificationResult =
  | { readonly result: 'sent'; readonly at: Instant; readonly reason: NotificationReason | undefined }
  | {
      /** `retrying`: another attempt follows by itself. */
      readonly result: 'failed' | 'retrying'
      readonly at: Instant
      readonly reason: FailureReason | undefined
      readonly error: string
      /** When the one before it was sent, as far as it is known. */
      readonly lastSent: Instant | undefined
    }

/** The last success and the last failure of an integration. */
export interface IntegrationRecord {
  readonly lastSent?: { readonly at: Instant; readonly groupKey: string }
  readonly lastFailed?: {
    readonly at: Instant
    readonly groupKey: string
    readonly error: string
    /** Absent while it is retried. */
    readonly reason?: FailureReason
  }
}

export interface LastResultsOptions {
  readonly clock: Clock
  readonly bus: EventBus
  /** How many groups' results are kept. */
  readonly capacity?: number
}

const defaultCapacity = 20_000

/** Reads the bus from its making to its disposal. */
export class LastResults implements Disposable {
  readonly #clock: Clock
  readonly #capacity: number
  /** The least recently changed first. */
  readonly #results = new Map<string, NotificationResult>()
  readonly #records = new Map<string, IntegrationRecord>()
  readonly #leave: readonly (() => void)[]

  constructor({ clock, bus, capacity = defaultCapacity }: LastResultsOptions) {
    this.#clock = clock
    this.#capacity = capacity
    this.#leave = [
      bus.on('notification sent', ({ integration, notification, reason }) => {
        const at = clock.now()
        this.#keep(notification.groupKey, integration, { result: 'sent', at, reason })
        this.#record(integration, { lastSent: { at, groupKey: notification.groupKey } })
      }),
      bus.on('notification failed', (failed) => this.#failed('failed', failed, failed.reason)),
      bus.on('notification attempted', ({ error, retry, ...attempt }) => {
        if (error !== undefined && retry === true) this.#failed('retrying', { ...attempt, error }, undefined)
      }),
    ]
  }

  /** Undefined when nothing was sent since the start, or so long ago that it is forgotten. */
  find(groupKey: string, integration: IntegrationRef): NotificationResult | undefined {
    return this.#results.get(keyOf(groupKey, integration))
  }

  /** Empty for an integration that has sent nothing since the start. */
  recordOf(integration: IntegrationRef): IntegrationRecord {
    return this.#records.get(keyOf('', integration)) ?? {}
  }

  [Symbol.dispose](): void {
    for (const leave of this.#leave) leave()
  }

  #failed(
    result: 'failed' | 'retrying',
    failed: { readonly integration: IntegrationRef; readonly groupKey: string; readonly error: string },
    reason: FailureReason | undefined,
  ): void {
    const { integration, groupKey, error } = failed
    const at = this.#clock.now()
    const before = this.find(groupKey, integration)
    const lastSent = before?.result === 'sent' ? before.at : before?.lastSent
    this.#keep(groupKey, integration, { result, at, reason, error, lastSent })
    const why = reason === undefined ? {} : { reason }
    this.#record(integration, { lastFailed: { at, groupKey, error, ...why } })
  }

  #keep(groupKey: string, integration: IntegrationRef, result: NotificationResult): void {
    const key = keyOf(groupKey, integration)
    this.#results.delete(key)
    this.#results.set(key, result)
    if (this.#results.size > this.#capacity) this.#results.delete(this.#results.keys().next().value as string) // it has one
  }

  #record(integration: IntegrationRef, change: IntegrationRecord): void {
    const key = keyOf('', integration)
    this.#records.set(key, { ...this.#records.get(key), ...change })
  }
}

function keyOf(groupKey: string, { receiver, name, index }: IntegrationRef): string {
  return `${receiver}\0${name}[${index}]\0${groupKey}`
}
