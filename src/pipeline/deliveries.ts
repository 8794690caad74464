// What every group has still to tell every integration of its receiver. Outlives a configuration: a reload swaps the
// integrations, and what is being told goes on.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { IntegrationRef } from '../events/event.ts'
import type { Integration } from '../integrations/contract.ts'
import type { Notification } from '../model/notification.ts'
import type { NotificationLog } from '../notification-log/notification-log.ts'
import { IntegrationQueue } from './integration-queue.ts'
import { Lane } from './lane.ts'

export interface DeliveriesOptions {
  readonly clock: Clock
  readonly bus: EventBus
  /** Numbers from 0 up to 1, for the jitter of retries. */
  readonly random: () => number
  readonly notificationLog: NotificationLog
}

/** Whose delivery it is: the group. Nothing is asked of it. */
export type Holder = object

/** A lane for each group and integration; no lane waits for another. */
export class Deliveries {
  readonly #options: DeliveriesOptions
  /** Those that have something to tell. */
  readonly #lanes = new Map<Holder, readonly Lane[]>()
  /** Lanes without a group, of which an attempt is still under way. */
  readonly #leaving = new Set<Promise<void>>()
  #receivers: ReadonlyMap<string, readonly IntegrationQueue[]> = new Map()
  readonly #retiring = new Set<Promise<void>>()
  readonly #retired = new Set<IntegrationQueue>()

  constructor(options: DeliveriesOptions) {
    this.#options = options
  }

  /** Sends through these integrations from now on. Attempts through the earlier ones come to their end. */
  use(receivers: ReadonlyMap<string, readonly Integration[]>): void {
    const { clock, bus } = this.#options
    const earlier = [...this.#receivers.values()].flat()
    const queues = new Map<string, readonly IntegrationQueue[]>()
    for (const [receiver, integrations] of receivers) {
      queues.set(
        receiver,
        integrations.map((integration) => {
          const ref = { receiver, name: integration.name, index: integration.index }
          return new IntegrationQueue({ integration, ref, clock, bus })
        }),
      )
    }
    this.#receivers = queues
    for (const queue of earlier) {
      this.#retired.add(queue)
      const retired = queue.retire().finally(() => {
        this.#retired.delete(queue)
        this.#retiring.delete(retired)
      })
      this.#retiring.add(retired)
    }
  }

  /** True when every integration of the receiver was told, or has nothing to be told. False when one was not: the next flush tells it again. */
  async tell(notification: Notification, holder: Holder): Promise<boolean> {
    const queues = this.#receivers.get(notification.receiver) ?? []
    const [only, ...others] = queues
    if (only !== undefined && others.length === 0) return this.#laneOf(holder, only.ref).tell(notification)
    const results = await Promise.all(queues.map(({ ref }) => this.#laneOf(holder, ref).tell(notification)))
    return results.every(Boolean)
  }

  /** How many notifications wait to be sent, or are being sent. */
  get pending(): number {
    let pending = 0
    for (const lanes of this.#lanes.values()) for (const lane of lanes) pending += lane.size
    return pending
  }

  /** Tells no more what the group had still to tell: nothing of it is wanted any more. */
  drop(holder: Holder): void {
    for (const lane of this.#lanes.get(holder) ?? []) lane.drop()
  }

  /** Forgets a group. */
  release(holder: Holder): void {
    for (const lane of this.#lanes.get(holder) ?? []) {
      lane.cancel()
      const left = lane.idle().finally(() => this.#leaving.delete(left))
      this.#leaving.add(left)
    }
    this.#lanes.delete(holder)
  }

  /** Resolves when the attempts under way are over; meant for the end, when no more are begun. */
  async drained(): Promise<void> {
    const lanes = [...this.#lanes.values()].flat()
    await Promise.allSettled([...lanes.map((lane) => lane.idle()), ...this.#leaving, ...this.#retiring])
  }

  /** Ends the attempts under way, and closes the integrations. */
  async close(): Promise<void> {
    for (const holder of [...this.#lanes.keys()]) this.release(holder)
    const queues = [...this.#receivers.values(), [...this.#retired]].flat()
    await Promise.all(queues.map((queue) => queue.close()))
  }

  #laneOf(holder: Holder, integration: IntegrationRef): Lane {
    const lanes = this.#lanes.get(holder) ?? []
    const known = lanes.find((lane) => isSame(lane.integration, integration))
    if (known !== undefined) return known
    const { clock, bus, random, notificationLog: log } = this.#options
    const queue = (): IntegrationQueue | undefined => this.#queueOf(integration)
    const emptied = (lane: Lane): void => this.#forget(holder, lane)
    const lane = new Lane({ clock, bus, random, log, integration, queue, emptied })
    this.#lanes.set(holder, [...lanes, lane])
    return lane
  }

  #forget(holder: Holder, lane: Lane): void {
    const left = (this.#lanes.get(holder) ?? []).filter((other) => other !== lane)
    if (left.length === 0) this.#lanes.delete(holder)
    else this.#lanes.set(holder, left)
  }

  #queueOf(integration: IntegrationRef): IntegrationQueue | undefined {
    return this.#receivers.get(integration.receiver)?.find(({ ref }) => isSame(ref, integration))
  }
}

function isSame(one: IntegrationRef, other: IntegrationRef): boolean {
  return one.receiver === other.receiver && one.name === other.name && one.index === other.index
}
