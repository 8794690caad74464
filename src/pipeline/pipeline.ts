// The way of one notification from its group's flush to its receiver: the stages that may stop alerts, then for each
// integration by itself: is there something new to tell, deliver it, write it down.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { Inhibitor } from '../inhibition/inhibitor.ts'
import type { Integration } from '../integrations/contract.ts'
import { type Alert, isResolvedAt } from '../model/alert.ts'
import { type Duration, second } from '../model/instant.ts'
import type { Notification } from '../model/notification.ts'
import type { NotificationLog } from '../notification-log/notification-log.ts'
import type { SilenceStore } from '../silences/silence-store.ts'
import { type DeliverySignals, IntegrationQueue } from './integration-queue.ts'
import { notificationReason } from './notification-reason.ts'
import { runStages, type Stage } from './stage.ts'
import { activeTimesStage } from './stages/active-times.ts'
import { inhibitStage } from './stages/inhibit.ts'
import { muteTimesStage } from './stages/mute-times.ts'
import { silenceStage } from './stages/silence.ts'
import type { TimeIntervals } from './time-intervals.ts'

export interface PipelineOptions {
  readonly clock: Clock
  readonly bus: EventBus
  /** Numbers from 0 up to 1, for the jitter of retries. */
  readonly random: () => number
  readonly inhibitor: Inhibitor
  readonly silences: Pick<SilenceStore, 'silencedBy'>
  readonly timeIntervals: TimeIntervals
  readonly notificationLog: NotificationLog
  /** The integrations of each receiver that a route names. */
  readonly receivers: ReadonlyMap<string, readonly Integration[]>
  /** The pipeline that this one takes over from: what it is still delivering for a group comes first. */
  readonly predecessor: Pipeline | undefined
}

/** How long what is being delivered may take when another pipeline takes over. */
const retirement: Duration = 10 * second

/** Decides whether, and sees that it is delivered. Rebuilt with each configuration. */
export class Pipeline {
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #log: NotificationLog
  readonly #stages: readonly Stage[]
  readonly #queues: ReadonlyMap<string, readonly IntegrationQueue[]>
  readonly #underWay = new Map<AbortController, { readonly groupKey: string; readonly delivered: Promise<boolean> }>()
  readonly #retire = new AbortController()
  #predecessor: Pipeline | undefined

  constructor(options: PipelineOptions) {
    const { clock, bus, random, inhibitor, silences, timeIntervals, notificationLog, receivers, predecessor } = options
    this.#clock = clock
    this.#bus = bus
    this.#log = notificationLog
    this.#predecessor = predecessor
    void predecessor?.drained().then(() => {
      this.#predecessor = undefined
    })
    this.#stages = [
      inhibitStage(inhibitor),
      activeTimesStage(timeIntervals),
      muteTimesStage(timeIntervals),
      silenceStage(silences),
    ]
    const queues = new Map<string, readonly IntegrationQueue[]>()
    for (const [receiver, integrations] of receivers) {
      queues.set(
        receiver,
        integrations.map((integration) => {
          const ref = { receiver, name: integration.name, index: integration.index }
          return new IntegrationQueue({ integration, ref, clock, bus, random })
        }),
      )
    }
    this.#queues = queues
  }

  /**
   * Takes a notification all the way. True when nothing is left to tell: everything that had to be told was, or was
   * stopped on purpose; the group may then forget what is resolved. False when an integration failed: the next flush
   * tries again.
   */
  async run(notification: Notification): Promise<boolean> {
    const passed = runStages(this.#stages, notification, this.#bus)
    if (passed === undefined) return true
    const abort = new AbortController()
    const deadline = this.#clock.at(notification.deadline, () =>
      abort.abort(new DOMException('the time until the next flush is over', 'TimeoutError')),
    )
    const { groupKey } = notification
    const delivered = this.#fanOut(passed, { abort: abort.signal, retire: this.#retire.signal })
    this.#underWay.set(abort, { groupKey, delivered })
    try {
      return await delivered
    } finally {
      deadline.cancel()
      this.#underWay.delete(abort)
    }
  }

  /** Resolves when nothing that is being delivered now, or only for one group, is under way any more. */
  async drained(groupKey?: string): Promise<void> {
    const mine = [...this.#underWay.values()].filter((running) => (groupKey ?? running.groupKey) === running.groupKey)
    await Promise.allSettled(mine.map(({ delivered }) => delivered))
  }

  /**
   * Makes no more attempts. Those under way may come to their end, so that what a receiver has got is known, but not
   * take longer than 10 s. Then closes the integrations. Alertmanager cuts them off: with a receiver that is slower
   * than the reloads come, nobody is ever told.
   */
  async retire(): Promise<void> {
    this.#retire.abort()
    const patience = this.#clock.at(this.#clock.now() + retirement, () => this.#abortAll())
    await this.drained()
    patience.cancel()
    await this.close()
  }

  /** Ends what is being delivered, with the reason contextCanceled, and closes the integrations. */
  async close(): Promise<void> {
    this.#abortAll()
    await Promise.all([...this.#queues.values()].flat().map((queue) => queue.close()))
  }

  #abortAll(): void {
    for (const abort of this.#underWay.keys()) {
      abort.abort(new DOMException('the pipeline was closed', 'AbortError'))
    }
  }

  async #fanOut(notification: Notification, signals: DeliverySignals): Promise<boolean> {
    await this.#predecessor?.drained(notification.groupKey)
    const queues = this.#queues.get(notification.receiver) ?? []
    const results = await Promise.all(queues.map((queue) => this.#notify(queue, notification, signals)))
    return results.every(Boolean)
  }

  async #notify(queue: IntegrationQueue, notification: Notification, signals: DeliverySignals): Promise<boolean> {
    const { groupKey, repeatInterval, now } = notification
    const integration = queue.ref
    const firing = notification.alerts.filter((alert) => !isResolvedAt(alert, now))
    const resolved = notification.alerts.filter((alert) => isResolvedAt(alert, now))
    const identities = { firing: firing.map(identity), resolved: resolved.map(identity) }
    const last = this.#log.find(groupKey, integration)
    const reason = notificationReason({
      last,
      ...identities,
      repeatInterval,
      sendResolved: queue.sendResolved,
      now,
    })
    if (reason === undefined) {
      const alerts = notification.alerts.map((alert) => ({ fingerprint: alert.labels.fingerprint, by: [] }))
      this.#bus.emit({ type: 'notification stopped', reason: 'duplicate', notification, alerts, integration })
      return true
    }
    this.#bus.emit({ type: 'notification started', integration, notification })
    const alerts = queue.sendResolved ? notification.alerts : firing
    let data = reason === 'first notification' ? undefined : last?.data
    // Nothing to send to one that does not want to hear of resolved alerts, but the log has to know that they are.
    if (alerts.length > 0) {
      const result = await queue.deliver({ notification, alerts, reason, ...(data && { previous: data }) }, signals)
      if (!result.delivered) {
        const { error, attempts } = result
        this.#bus.emit({ type: 'notification failed', integration, groupKey, reason: result.reason, error, attempts })
        return false
      }
      data = result.data ?? data
      const sent = { integration, notification, reason, alerts: alerts.length, attempts: result.attempts }
      this.#bus.emit({ type: 'notification sent', ...sent })
    }
    const at = this.#clock.now()
    await this.#log.record({ groupKey, integration, at, ...identities, repeatInterval, ...(data && { data }) })
    return true
  }
}

/** By what the log knows an alert: its labels alone, since they are its identity. */
function identity(alert: Alert): string {
  return alert.labels.fingerprint
}
