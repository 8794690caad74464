// The delivery of one group to one integration, one attempt after the other, until what is true by then was taken. It does
// not give up: a new flush replaces what is to be told, not the retries.

import type { Clock, Timer } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { SendResult } from '../integrations/contract.ts'
import { type Alert, isResolvedAt } from '../model/alert.ts'
import { type Duration, hour } from '../model/instant.ts'
import type { DeliveryData, FailureReason, Notification, NotificationReason } from '../model/notification.ts'
import { isTakenOver, takenOverIdentity } from '../notification-log/alertmanager-log.ts'
import type { NotificationLog } from '../notification-log/notification-log.ts'
import { Backoff } from './backoff.ts'
import type { IntegrationQueue } from './integration-queue.ts'
import { notificationReason } from './notification-reason.ts'

/** However long a receiver asks us to wait, we ask again after this. */
const longestAfter: Duration = hour

export interface LaneOptions {
  readonly clock: Clock
  readonly bus: EventBus
  /** Numbers from 0 up to 1, for the jitter of retries. */
  readonly random: () => number
  readonly log: NotificationLog
  /** The way to the integration, as the present configuration has it; undefined when that has none. */
  readonly queue: () => IntegrationQueue | undefined
}

/** What is to be told, and who awaits how that ends. */
interface Task {
  readonly notification: Notification
  readonly settle: (told: boolean) => void
  attempts: number
  failure: { readonly reason: FailureReason; readonly error: string } | undefined
}

/** What is new for the integration. */
interface News {
  readonly reason: NotificationReason
  readonly alerts: readonly Alert[]
  readonly previous: DeliveryData | undefined
  readonly firing: readonly string[]
  readonly resolved: readonly string[]
}

/** Holds at most two notifications: the one of the attempt under way, and the newest. */
export class Lane {
  readonly #options: LaneOptions
  readonly #backoff: Backoff
  #newest: Task | undefined
  #attempting: Task | undefined
  #running: Promise<void> | undefined
  #wake: () => void = () => {}
  #cancelled = false

  constructor(options: LaneOptions) {
    this.#options = options
    this.#backoff = new Backoff(options.random)
  }

  /**
   * Tells this instead of whatever was still to be told. Resolves with true when that is done, or nothing of it is news;
   * with false when it was refused, or replaced before it could be told.
   */
  tell(notification: Notification): Promise<boolean> {
    return new Promise((settle) => {
      this.drop()
      this.#newest = { notification, settle, attempts: 0, failure: undefined }
      this.#running ??= this.#run()
    })
  }

  /** Tells no more what was still to be told. An attempt that is under way comes to its end. */
  drop(): void {
    const dropped = this.#newest
    this.#newest = undefined
    if (dropped !== undefined && dropped !== this.#attempting) this.#giveUp(dropped, '')
  }

  /** Drops what is to be told, now and for ever. */
  cancel(): void {
    this.#cancelled = true
    this.drop()
    this.#wake()
  }

  /** How many notifications it holds. */
  get size(): number {
    return new Set([this.#newest, this.#attempting].filter((task) => task !== undefined)).size
  }

  /** Resolves when no attempt is under way and none follows by itself. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      for (let task = this.#newest; task !== undefined; task = this.#newest) {
        const wait = await this.#attempt(task)
        if (wait !== undefined && !this.#cancelled) await this.#pause(wait)
      }
    } finally {
      // In the turn in which the loop ends: what is told from now on needs a new one. After a mistake of ours the next flush tells.
      this.#running = undefined
      this.#newest?.settle(false)
      this.#newest = undefined
    }
  }

  /** Answers with how long to wait before the next attempt, or undefined when there is nothing to wait for. */
  async #attempt(task: Task): Promise<Duration | undefined> {
    const { bus } = this.#options
    const queue = this.#options.queue()
    if (queue === undefined) return this.#end(task, false)
    const news = this.#newsIn(task.notification, queue)
    if (news === undefined) return this.#end(task, true)
    const { notification } = task
    if (task.attempts === 0) bus.emit({ type: 'notification started', integration: queue.ref, notification })
    // Nothing to send to one that does not want to hear of resolved alerts, but the log has to know that they are.
    if (news.alerts.length === 0) {
      await this.#record(notification, { queue, news, data: news.previous })
      return this.#end(task, true)
    }
    this.#attempting = task
    const { reason, alerts, previous } = news
    const result = await queue.attempt(
      { notification, alerts, reason, ...(previous && { previous }) },
      task.attempts + 1,
    )
    this.#attempting = undefined
    // Another configuration has taken over: its integration is asked at once.
    if (result === undefined) return this.#newest === task ? undefined : this.#end(task, false)
    task.attempts++
    return result.sent ? this.#sent(task, { queue, news, data: result.data }) : this.#failed(task, result)
  }

  async #sent(
    task: Task,
    { queue, news, data }: { queue: IntegrationQueue; news: News; data: DeliveryData | undefined },
  ): Promise<undefined> {
    const { notification, attempts } = task
    const told = { integration: queue.ref, notification, reason: news.reason, alerts: news.alerts.length, attempts }
    this.#options.bus.emit({ type: 'notification sent', ...told })
    this.#backoff.reset()
    await this.#record(notification, { queue, news, data: data ?? news.previous })
    return this.#end(task, true)
  }

  #failed(task: Task, result: Extract<SendResult, { sent: false }>): Duration | undefined {
    task.failure = result
    if (!result.retry) {
      this.#backoff.reset()
      this.#giveUp(task, ' due to unrecoverable error')
      return this.#end(task, false)
    }
    const wait = Math.max(this.#backoff.next(), Math.min(result.after ?? 0, longestAfter))
    if (this.#newest === task) return wait
    // It was replaced meanwhile.
    this.#giveUp(task, '')
    return wait
  }

  /** What the integration has to be told by now; told as an event when that is nothing. */
  #newsIn(notification: Notification, queue: IntegrationQueue): News | undefined {
    const { groupKey, repeatInterval, now } = notification
    const integration = queue.ref
    const firing = notification.alerts.filter((alert) => !isResolvedAt(alert, now))
    const identities = {
      firing: firing.map(identity),
      resolved: notification.alerts.filter((alert) => isResolvedAt(alert, now)).map(identity),
    }
    const last = this.#options.log.find(groupKey, integration)
    const compared = last !== undefined && isTakenOver(last) ? takenOver(notification) : identities
    const reason = notificationReason({ last, ...compared, repeatInterval, sendResolved: queue.sendResolved, now })
    if (reason === undefined) {
      const alerts = notification.alerts.map((alert) => ({ fingerprint: alert.labels.fingerprint, by: [] }))
      this.#options.bus.emit({ type: 'notification stopped', reason: 'duplicate', notification, alerts, integration })
      return undefined
    }
    return {
      reason,
      alerts: queue.sendResolved ? notification.alerts : firing,
      previous: reason === 'first notification' ? undefined : last?.data,
      ...identities,
    }
  }

  async #record(
    { groupKey, repeatInterval }: Notification,
    { queue, news, data }: { queue: IntegrationQueue; news: News; data: DeliveryData | undefined },
  ): Promise<void> {
    const { firing, resolved } = news
    const at = this.#options.clock.now()
    const told = { groupKey, integration: queue.ref, at, firing, resolved, repeatInterval, ...(data && { data }) }
    await this.#options.log.record(told)
  }

  #end(task: Task, told: boolean): undefined {
    if (this.#newest === task) this.#newest = undefined
    task.settle(told)
    return undefined
  }

  /** As notify/retry_stage.go words it. One that was never attempted is told of by the one that replaces it. */
  #giveUp(task: Task, why: string): void {
    task.settle(false)
    const ref = this.#options.queue()?.ref
    if (task.failure === undefined || ref === undefined) return
    const { reason, error } = task.failure
    const { receiver, name, index } = ref
    this.#options.bus.emit({
      type: 'notification failed',
      integration: ref,
      groupKey: task.notification.groupKey,
      reason,
      error: `${receiver}/${name}[${index}]: notify retry canceled${why} after ${task.attempts} attempts: ${error}`,
      attempts: task.attempts,
    })
  }

  #pause(span: Duration): Promise<void> {
    const { clock } = this.#options
    return new Promise((resolve) => {
      const timer: Timer = clock.at(clock.now() + span, () => this.#wake())
      this.#wake = () => {
        timer.cancel()
        this.#wake = () => {}
        resolve()
      }
    })
  }
}

/** The same for an entry that Alertmanager wrote. */
function takenOver({ alerts, now }: Notification): Pick<News, 'firing' | 'resolved'> {
  const identities = (over: boolean): readonly string[] =>
    alerts.filter((alert) => isResolvedAt(alert, now) === over).map(({ labels }) => takenOverIdentity(labels))
  return { firing: identities(false), resolved: identities(true) }
}

/** By what the log knows an alert: its labels alone, since they are its identity. */
function identity(alert: Alert): string {
  return alert.labels.fingerprint
}
