// Sends to one integration of one receiver, and again until it was taken, refused or given up. Each has its own queue,
// so that a receiver that hangs holds up no other.

import PQueue from 'p-queue'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { IntegrationRef } from '../events/event.ts'
import type { Integration, SendResult } from '../integrations/contract.ts'
import type { Instant } from '../model/instant.ts'
import type { Delivery, DeliveryData, FailureReason } from '../model/notification.ts'
import { Backoff } from './backoff.ts'

/** How many requests one integration may have under way. */
const concurrency = 64

/** How a delivery ended. */
export type DeliveryResult =
  | { readonly delivered: true; readonly attempts: number; readonly data?: DeliveryData }
  | {
      readonly delivered: false
      readonly attempts: number
      readonly reason: FailureReason
      readonly error: string
    }

/** What ends a delivery before its time. */
export interface DeliverySignals {
  /** Ends an attempt that is under way: with a TimeoutError when the time for it is over. */
  readonly abort: AbortSignal
  /** Lets the attempt that is under way come to its end, and makes no other. */
  readonly retire: AbortSignal
}

export interface IntegrationQueueOptions {
  readonly integration: Integration
  readonly ref: IntegrationRef
  readonly clock: Clock
  readonly bus: EventBus
  readonly random: () => number
}

/** Delivers through one integration. An attempt waits for its turn; a back-off holds no turn. */
export class IntegrationQueue {
  readonly #integration: Integration
  readonly #ref: IntegrationRef
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #random: () => number
  readonly #turns = new PQueue({ concurrency })

  constructor({ integration, ref, clock, bus, random }: IntegrationQueueOptions) {
    this.#integration = integration
    this.#ref = ref
    this.#clock = clock
    this.#bus = bus
    this.#random = random
  }

  get ref(): IntegrationRef {
    return this.#ref
  }

  get sendResolved(): boolean {
    return this.#integration.sendResolved
  }

  /**
   * Attempts until the integration takes the delivery, refuses it for good, or there is no more time for it. As
   * notify/retry_stage.go.
   */
  async deliver(delivery: Delivery, { abort, retire }: DeliverySignals): Promise<DeliveryResult> {
    const backoff = new Backoff(this.#random)
    const end = AbortSignal.any([abort, retire])
    let last: { reason: FailureReason; error: string } | undefined
    let attempts = 0
    while (!end.aborted) {
      const begun = this.#clock.now()
      const result = await this.#attempt(delivery, { abort, retire })
      if (result === 'never started') break
      attempts++
      this.#tell({ delivery, result, attempts, begun })
      if (result.sent) {
        const { data } = result
        return { delivered: true, attempts, ...(data === undefined ? {} : { data }) }
      }
      if (!result.retry) return this.#givenUp({ attempts, why: ' due to unrecoverable error', last: result })
      // What an abort made of the attempt says less than the failure before it.
      if (!abort.aborted) last = result
      await this.#waitUntil(begun + backoff.next(), end)
    }
    return this.#givenUp({ attempts, why: '', last: last ?? abortOutcome(end) })
  }

  async close(): Promise<void> {
    this.#turns.clear()
    await this.#integration.close()
  }

  async #attempt(delivery: Delivery, { abort, retire }: DeliverySignals): Promise<SendResult | 'never started'> {
    let started = false
    try {
      return await this.#turns.add(
        async (): Promise<SendResult | 'never started'> => {
          if (retire.aborted) return 'never started'
          started = true
          return this.#integration.send(delivery, abort)
        },
        { signal: abort },
      )
    } catch (error) {
      if (!started) return 'never started'
      if (abort.aborted) return { sent: false, retry: true, ...abortOutcome(abort) }
      // A send answers with a result whatever happens outside; an exception is a mistake in the integration. The next flush tries again.
      return {
        sent: false,
        retry: false,
        reason: 'other',
        error: error instanceof Error ? error.message : String(error),
      }
    }
  }

  #tell(told: { delivery: Delivery; result: SendResult; attempts: number; begun: Instant }): void {
    const { result } = told
    this.#bus.emit({
      type: 'notification attempted',
      integration: this.#ref,
      groupKey: told.delivery.notification.groupKey,
      attempt: told.attempts,
      took: this.#clock.now() - told.begun,
      ...(result.sent ? {} : { error: result.error, retry: result.retry }),
    })
  }

  #givenUp(end: { attempts: number; why: string; last: { reason: FailureReason; error: string } }): DeliveryResult {
    const { receiver, name, index } = this.#ref
    const { reason, error } = end.last
    return {
      delivered: false,
      attempts: end.attempts,
      reason,
      error: `${receiver}/${name}[${index}]: notify retry canceled${end.why} after ${end.attempts} attempts: ${error}`,
    }
  }

  #waitUntil(when: Instant, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve()
        return
      }
      const done = (): void => {
        timer.cancel()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = this.#clock.at(when, done)
      signal.addEventListener('abort', done, { once: true })
    })
  }
}

function abortOutcome(signal: AbortSignal): { reason: FailureReason; error: string } {
  return isTimeout(signal)
    ? { reason: 'contextDeadlineExceeded', error: 'context deadline exceeded' }
    : { reason: 'contextCanceled', error: 'context canceled' }
}

function isTimeout(signal: AbortSignal): boolean {
  return signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
}
