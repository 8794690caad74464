// One aggregation group: the alerts of one route that share their group labels, and the timer on which they are told.

import type { Clock, Timer } from '../clock.ts'
import { type Alert, compareAlerts, isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import { type Instant, second, zeroTimestamp } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import type { Route } from '../routing/route.ts'

/** An attempt to tell has at least this long, however short the group's interval. As notify/notify.go MinTimeout. */
const shortestDeadline = 10 * second

export interface GroupOptions {
  readonly route: Route
  readonly labels: LabelSet
  readonly clock: Clock
  readonly firstFlush: Instant
  /** Tells; answers true when nothing is left to tell. */
  readonly notify: (notification: Notification) => Promise<boolean>
  /** Called when the last alert has left: the group is then of no use any more. */
  readonly onEmpty: () => void
}

/** Collects alerts, and flushes them: once after group_wait, then every group_interval for as long as there are any. */
export class Group {
  readonly route: Route
  readonly labels: LabelSet
  /** `{}/{team="db"}:{alertname="X"}`. Not unique: two routes may have the same matchers. */
  readonly key: string
  readonly #clock: Clock
  readonly #notify: GroupOptions['notify']
  readonly #onEmpty: () => void
  readonly #alerts = new Map<Fingerprint, Alert>()
  /** Those that no flush has looked at yet. */
  readonly #unprocessed = new Set<Fingerprint>()
  #timer: Timer
  #nextFlush: Instant
  #flushes = 0
  #state: 'waiting' | 'flushing' | 'overdue' | 'stopped' = 'waiting'

  constructor({ route, labels, clock, firstFlush, notify, onEmpty }: GroupOptions) {
    this.route = route
    this.labels = labels
    this.key = `${route.key}:${labels}`
    this.#clock = clock
    this.#notify = notify
    this.#onEmpty = onEmpty
    this.#nextFlush = firstFlush
    this.#timer = clock.at(firstFlush, () => this.#due())
  }

  /** Takes an alert in, or its newer version. */
  insert(alert: Alert): void {
    const { fingerprint } = alert.labels
    if (!this.#alerts.has(fingerprint)) this.#unprocessed.add(fingerprint)
    this.#alerts.set(fingerprint, alert)
  }

  /** The alerts, those too that are resolved and not yet told so; in no particular order. */
  get alerts(): Iterable<Alert> {
    return this.#alerts.values()
  }

  get size(): number {
    return this.#alerts.size
  }

  /** When the group looks next whether there is something to tell. */
  get nextFlush(): Instant {
    return this.#nextFlush
  }

  /** True until a flush has looked at the alert. */
  isUnprocessed(fingerprint: Fingerprint): boolean {
    return this.#unprocessed.has(fingerprint)
  }

  /** Ends the timer. What is being told goes on until its pipeline is closed. */
  stop(): void {
    this.#state = 'stopped'
    this.#timer.cancel()
  }

  #due(): void {
    if (this.#state === 'waiting') void this.#flush()
    else if (this.#state === 'flushing') this.#state = 'overdue'
  }

  /**
   * One flush at a time. A flush that lasts beyond the next one's time is followed by it at once.
   * As dispatch/dispatch.go aggrGroup.run and flush.
   */
  async #flush(): Promise<void> {
    const now = this.#clock.now()
    this.#state = 'flushing'
    this.#nextFlush = now + this.route.groupInterval
    this.#timer = this.#clock.at(this.#nextFlush, () => this.#due())
    this.#unprocessed.clear()
    const notification = this.#freeze(now)
    try {
      if (await this.#notify(notification)) this.#forgetResolved(notification)
    } finally {
      // Whatever went wrong, the group goes on.
      this.#afterFlush()
    }
  }

  #freeze(now: Instant): Notification {
    const { route } = this
    const alerts = [...this.#alerts.values()]
      // What fires at `now` is told as firing, however long the telling takes.
      .map((alert) => (isResolvedAt(alert, now) ? alert : { ...alert, endsAt: zeroTimestamp }))
      .sort(compareAlerts)
    return {
      groupKey: this.key,
      groupLabels: this.labels,
      routeId: route.id,
      routeLabels: route.labels,
      receiver: route.receiver,
      repeatInterval: route.repeatInterval,
      muteTimeIntervals: route.muteTimeIntervals,
      activeTimeIntervals: route.activeTimeIntervals,
      now,
      deadline: now + Math.max(route.groupInterval, shortestDeadline),
      flush: ++this.#flushes,
      alerts,
    }
  }

  /** Drops the alerts that were told as resolved, unless they were updated meanwhile. */
  #forgetResolved({ alerts, now }: Notification): void {
    for (const told of alerts) {
      const { fingerprint } = told.labels
      if (isResolvedAt(told, now) && this.#alerts.get(fingerprint) === told) {
        this.#alerts.delete(fingerprint)
        this.#unprocessed.delete(fingerprint)
      }
    }
  }

  #afterFlush(): void {
    if (this.#state === 'stopped') return
    if (this.#alerts.size === 0) {
      this.stop()
      this.#onEmpty()
      return
    }
    const overdue = this.#state === 'overdue'
    this.#state = 'waiting'
    if (overdue) void this.#flush()
  }
}
