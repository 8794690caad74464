// The delivery of one group to one integration, one attempt after the other, until what is true by then was taken. It does
// not give up: a new flush replaces what is to be told, not the retries.

import type { Clock, Timer } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { IntegrationRef } from '../events/event.ts'
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
  /** Where it leads. */
  readonly integration: IntegrationRef
  /** The way there, as the present configuration has it; undefined when that has none. */
  readonly queue: () => IntegrationQueue | undefined
  /** Called when nothing is left to tell, and nothing to remember. */
  readonly emptied: (lane: Lane) => void
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

/** What is to be told, and through which integration. */
interface Due {
  readonly queue: IntegrationQueue
  readonly news: News
}

/** Holds at most two notifications: the one of the attempt under way, and the newest. */
export class Lane {
  readonly #options: LaneOptions
  readonly #backoff: Backoff
  #newest: Task | undefined
  #attempting: Task | undefined
  #running: Promise<void> = Promise.resolve()
  #isRunning = false
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
      if (!this.#isRunning) this.#running = this.#run()
    })
  }

  get integration(): IntegrationRef {
    return this.#options.integration
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
  idle(): Promise<void> {
    return this.#running
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    try {
      for (let task = this.#newest; task !== undefined; task = this.#newest) {
        const due = this.#due(task)
        if (due === undefined) continue
        // Nothing to send to one that does not want to hear of resolved alerts, but the log has to know that they are.
        if (due.news.alerts.length === 0) {
          await this.#told(task, due, due.news.previous)
          continue
        }
        this.#attempting = task
        // Thousands may wait here: no more is kept of each than this call.
        const turn = due.queue.turn()
        if (turn !== undefined) await turn
        const wait = await this.#attempt(task, due)
        if (wait !== undefined && !this.#cancelled) await this.#pause(wait)
      }
    } finally {
      // In the turn in which the loop ends: what is told from now on needs a new one. After a mistake of ours the next flush tells.
      this.#isRunning = false
      this.#newest?.settle(false)
      this.#newest = undefined
      this.#options.emptied(this)
    }
  }

  /** What is to be told now; undefined when the task has come to its end. */
  #due(task: Task): Due | undefined {
    const { bus } = this.#options
    const queue = this.#options.queue()
    if (queue === undefined) return this.#end(task, false)
    const news = this.#newsIn(task.notification, queue)
    if (news === undefined) return this.#end(task, true)
    const { notification } = task
    if (task.attempts === 0) bus.emit({ type: 'notification started', integration: queue.ref, notification })
    return { queue, news }
  }

  /** Answers with how long to wait before the next attempt, or undefined when there is nothing to wait for. */
  async #attempt(task: Task, due: Due): Promise<Duration | undefined> {
    const { notification } = task
    const { queue, news } = due
    const { reason, alerts, previous } = news
    const delivery = { notification, alerts, reason, ...(previous && { previous }) }
    const result = await queue.attempt(delivery, task.attempts + 1)
    this.#attempting = undefined
    // Another configuration has taken over: its integration is asked at once.
    if (result === undefined) return this.#newest === task ? undefined : this.#end(task, false)
    task.attempts++
    if (!result.sent) return this.#failed(task, result)
    const told = { integration: queue.ref, notification, reason, alerts: alerts.length, attempts: task.attempts }
    this.#options.bus.emit({ type: 'notification sent', ...told })
    this.#backoff.reset()
    return this.#told(task, due, result.data ?? previous)
  }

  /** Remembers that the integration knows. */
  async #told(task: Task, { queue, news }: Due, data: DeliveryData | undefined): Promise<undefined> {
    const { groupKey, repeatInterval } = task.notification
    const { firing, resolved } = news
    const at = this.#options.clock.now()
    const told = { groupKey, integration: queue.ref, at, firing, resolved, repeatInterval, ...(data && { data }) }
    await this.#options.log.record(told)
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
    const firing: Alert[] = []
    const identities = { firing: [] as string[], resolved: [] as string[] }
    for (const alert of notification.alerts) {
      const isOver = isResolvedAt(alert, now)
      if (!isOver) firing.push(alert)
      identities[isOver ? 'resolved' : 'firing'].push(identity(alert))
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
