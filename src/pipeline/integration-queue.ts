// The way to one integration of one receiver: attempts wait for their turn there, so that a receiver that hangs holds up
// no other. Whether and when an attempt is made again is lane.ts.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { IntegrationRef } from '../events/event.ts'
import type { Integration, SendResult } from '../integrations/contract.ts'
import { type Duration, type Instant, second } from '../model/instant.ts'
import type { Delivery } from '../model/notification.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'

/** How many requests one integration may have under way. */
const concurrency = 64

/** How long an attempt may take, unless the integration's configuration says so itself. */
const attemptTimeout: Duration = 10 * second

export interface IntegrationQueueOptions {
  readonly integration: Integration
  readonly ref: IntegrationRef
  readonly clock: Clock
  readonly bus: EventBus
}

/** Makes attempts through one integration. An attempt waits for its turn; a back-off holds no turn. */
export class IntegrationQueue {
  readonly #integration: Integration
  readonly #ref: IntegrationRef
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #limit = new ConcurrencyLimit(concurrency)
  /** Those of the attempts under way. */
  readonly #limits = new Set<AbortController>()
  #retired = false

  constructor({ integration, ref, clock, bus }: IntegrationQueueOptions) {
    this.#integration = integration
    this.#ref = ref
    this.#clock = clock
    this.#bus = bus
  }

  get ref(): IntegrationRef {
    return this.#ref
  }

  get sendResolved(): boolean {
    return this.#integration.sendResolved
  }

  /** The turn to make one attempt, which has to follow. Undefined when it is there at once; whoever waits holds no more than this. */
  turn(): Promise<void> | undefined {
    return this.#limit.take()
  }

  /**
   * Makes the attempt of one turn, and tells of it. Undefined when it was no turn any more: another configuration has
   * taken over, or the program ends.
   * @param attempt counts from 1.
   */
  async attempt(delivery: Delivery, attempt: number): Promise<SendResult | undefined> {
    try {
      if (this.#retired) return undefined
      const begun = this.#clock.now()
      const result = await this.#send(delivery)
      this.#tell({ delivery, result, attempt, begun })
      return result
    } finally {
      this.#limit.give()
    }
  }

  /** Gives no more turns. Resolves when the attempts under way are over, and the integration is closed. */
  async retire(): Promise<void> {
    this.#retired = true
    await this.#limit.idle()
    await this.#integration.close()
  }

  /** Ends the attempts under way, with the reason contextCanceled, and closes the integration. */
  close(): Promise<void> {
    for (const limit of this.#limits) limit.abort(new DOMException('the pipeline was closed', 'AbortError'))
    return this.retire()
  }

  async #send(delivery: Delivery): Promise<SendResult> {
    const { timeout } = this.#integration
    const limit = new AbortController()
    this.#limits.add(limit)
    const timer =
      timeout === undefined
        ? this.#clock.at(this.#clock.now() + attemptTimeout, () =>
            limit.abort(new DOMException('the attempt took too long', 'TimeoutError')),
          )
        : undefined
    try {
      return await this.#integration.send(delivery, limit.signal)
    } catch (error) {
      // A send answers with a result whatever happens outside; an exception is a mistake in the integration. The next flush tries again.
      const message = error instanceof Error ? error.message : String(error)
      return { sent: false, retry: false, reason: 'other', error: message }
    } finally {
      timer?.cancel()
      this.#limits.delete(limit)
    }
  }

  #tell(told: { delivery: Delivery; result: SendResult; attempt: number; begun: Instant }): void {
    const { result, attempt } = told
    this.#bus.emit({
      type: 'notification attempted',
      integration: this.#ref,
      groupKey: told.delivery.notification.groupKey,
      attempt,
      took: this.#clock.now() - told.begun,
      ...(result.sent ? {} : { error: result.error, retry: result.retry }),
    })
  }
}
