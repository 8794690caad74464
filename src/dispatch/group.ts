// One aggregation group: the alerts of one route that share their group labels, and the timer on which they are told.

import type { Clock, Timer } from '../clock.ts'
import { type Alert, compareAlerts, isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import { type Duration, type Instant, zeroTimestamp } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import type { Route } from '../routing/route.ts'
import type { GroupTimer } from './group-timers.ts'

/** Whoever has opened a group, or has taken it over. */
export interface GroupOwner {
  /** Tells; answers true when nothing is left to tell. */
  notify(notification: Notification, group: Group): Promise<boolean>
  /** Called when the group has come further in its rhythm. */
  timed(group: Group): void
  /** Called when the last alert has left: the group is then of no use any more. */
  emptied(group: Group): void
  /** Called when the group has stopped, for whatever reason. */
  stopped(group: Group): void
}

export interface GroupOptions {
  readonly route: Route
  readonly labels: LabelSet
  /** What it is called in every configuration that has its route. */
  readonly name: string
  readonly key: string
  readonly clock: Clock
  /** When the group is to flush first. One that was due before now comes at once, and those that follow as if it had been in time. */
  readonly firstFlush: Instant
  /** No flush comes before this. */
  readonly notBefore: Instant
  /** What was over and known before this is none of the group's business. */
  readonly opened: Instant
  readonly owner: GroupOwner
  /** For how long the group tries to tell that an alert is over. */
  readonly retention: Duration
  /** Where the group was in its rhythm when an earlier run ended. */
  readonly timer?: GroupTimer
}

/** Collects alerts, and flushes them: once after group_wait, then every group_interval for as long as there are any. */
export class Group {
  readonly labels: LabelSet
  /** The labels as Go prints them. */
  readonly labelsText: string
  /**
   * `{}/{team="db"}:{alertname="X"}`: by this receivers know the group, and it keeps it when a reload gives it another route. Not
   * unique: two routes may have the same matchers.
   */
  readonly key: string
  readonly #clock: Clock
  readonly #retention: Duration
  readonly #alerts = new Map<Fingerprint, Alert>()
  /** Those that no flush has looked at yet; undefined before the first flush, when these are all. */
  #unprocessed: Set<Fingerprint> | undefined
  #route: Route
  #name: string
  #isStranger: boolean
  #owner: GroupOwner
  #alarm: Timer
  #nextFlush: Instant
  #flushes: number
  #toldUntil: Instant
  #settled: boolean
  /** How many flushes are being told. */
  #tellings = 0
  #stopped = false
  #version = 0

  constructor(options: GroupOptions) {
    const { route, labels, name, key, clock, firstFlush, notBefore, opened, owner, retention, timer } = options
    this.#route = route
    this.#name = name
    this.#owner = owner
    this.labels = labels
    this.labelsText = String(labels)
    this.key = key
    this.#isStranger = this.#isStrangerIn(route)
    this.#clock = clock
    this.#retention = retention
    this.#nextFlush = firstFlush
    this.#flushes = timer?.flushes ?? 0
    this.#unprocessed = this.#flushes === 0 ? undefined : new Set()
    this.#toldUntil = timer?.toldUntil ?? opened - 1
    this.#settled = timer?.settled ?? true
    this.#alarm = clock.at(Math.max(firstFlush, notBefore), () => this.#flush())
  }

  get route(): Route {
    return this.#route
  }

  /** What it is called in every configuration that has its route. */
  get name(): string {
    return this.#name
  }

  get owner(): GroupOwner {
    return this.#owner
  }

  /** Where the group is in its rhythm. */
  get timer(): GroupTimer {
    return {
      nextFlush: this.#nextFlush,
      flushes: this.#flushes,
      toldUntil: this.#toldUntil,
      settled: this.#settled,
      ...(this.#isStranger && { groupKey: this.key }),
    }
  }

  /** True when the group has come from another route, and has kept its key. */
  get isStranger(): boolean {
    return this.#isStranger
  }

  /** Goes on under another configuration's route. The next flush comes when it was due, or earlier where the route waits less now. */
  moveTo(route: Route, name: string, owner: GroupOwner): void {
    this.#route = route
    this.#name = name
    this.#isStranger = this.#isStrangerIn(route)
    this.#owner = owner
    this.#flushBy(this.#clock.now() + (this.#flushes === 0 ? route.groupWait : route.groupInterval))
  }

  /** Takes in an alert from before a restart or a reload. In a group that has not flushed yet it waits no longer than it would have. */
  restore(alert: Alert, latest: Instant): void {
    const { fingerprint } = alert.labels
    if (this.#alerts.get(fingerprint) === alert) return
    this.insert(alert)
    if (this.#flushes === 0) this.#flushBy(latest)
    else this.#unprocessed?.delete(fingerprint)
  }

  /** Lets go of all alerts but these, which are the ones that its route still gives it. */
  retain(fingerprints: ReadonlySet<Fingerprint>): void {
    for (const fingerprint of [...this.#alerts.keys()]) {
      if (!fingerprints.has(fingerprint)) this.#drop(fingerprint)
    }
  }

  /** Takes an alert in, or its newer version. */
  insert(alert: Alert): void {
    const { fingerprint } = alert.labels
    const sizeBefore = this.#alerts.size
    this.#alerts.set(fingerprint, alert)
    if (this.#alerts.size === sizeBefore) return
    this.#unprocessed?.add(fingerprint)
    this.#version++
  }

  /** The alerts, those too that are resolved and not yet told so; in no particular order. */
  get alerts(): Iterable<Alert> {
    return this.#alerts.values()
  }

  has(fingerprint: Fingerprint): boolean {
    return this.#alerts.has(fingerprint)
  }

  get size(): number {
    return this.#alerts.size
  }

  /** Grows whenever an alert has come or gone. For readers that remember. */
  get version(): number {
    return this.#version
  }

  /** When the group looks next whether there is something to tell. */
  get nextFlush(): Instant {
    return this.#nextFlush
  }

  /** True until a flush has looked at the alert. */
  isUnprocessed(fingerprint: Fingerprint): boolean {
    return this.#unprocessed?.has(fingerprint) ?? true
  }

  /** Ends the timer, and the telling. An attempt that is under way comes to its end. */
  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#alarm.cancel()
    this.#owner.stopped(this)
  }

  /** The clock was set by so much: the timer has kept its span, and so have the alerts, of which `find` has the present form. */
  clockStepped(by: Duration, find: (fingerprint: Fingerprint) => Alert | undefined): void {
    for (const [fingerprint, alert] of this.#alerts) this.#alerts.set(fingerprint, find(fingerprint) ?? alert)
    this.#nextFlush += by
    this.#toldUntil += by
    this.#owner.timed(this)
  }

  /** Tells again, beside the rhythm, what was not told to its end. What is being told goes on by itself. */
  resume(): void {
    if (this.#stopped || this.#settled || this.#tellings > 0) return
    void this.#tell(this.#freeze(this.#clock.now()))
  }

  #isStrangerIn(route: Route): boolean {
    return this.key !== `${route.key}:${this.labelsText}`
  }

  /** Only ever brings the next flush forward. One that is brought into the past comes at once. */
  #flushBy(latest: Instant): void {
    if (this.#stopped || this.#nextFlush <= latest) return
    this.#alarm.cancel()
    this.#nextFlush = latest
    this.#alarm = this.#clock.at(latest, () => this.#flush())
    this.#owner.timed(this)
  }

  /**
   * Nothing waits for the telling: a flush that comes before the one before it was told replaces what that has still to tell.
   * Alertmanager's waits (dispatch/dispatch.go aggrGroup.run), and one integration that hangs holds up all others.
   */
  #flush(): void {
    const now = this.#clock.now()
    const interval = this.#route.groupInterval
    // One that comes late, after a restart say, does not move those that follow.
    this.#nextFlush = now + interval - ((now - this.#nextFlush) % interval)
    this.#alarm = this.#clock.at(this.#nextFlush, () => this.#flush())
    if (this.#unprocessed === undefined) this.#unprocessed = new Set()
    else this.#unprocessed.clear()
    void this.#tell(this.#freeze(now))
  }

  async #tell(notification: Notification): Promise<void> {
    this.#settled = false
    this.#owner.timed(this)
    this.#tellings++
    let told = false
    try {
      told = await this.#owner.notify(notification, this)
    } finally {
      this.#tellings--
    }
    if (this.#stopped) return
    if (told) this.#forgetResolved(notification)
    else this.#giveUpOn(notification)
    if (this.#alerts.size === 0) {
      this.stop()
      this.#owner.emptied(this)
      return
    }
    // Of two that are being told the later one decides.
    if (notification.flush === this.#flushes) this.#settled = told
    this.#owner.timed(this)
  }

  #freeze(now: Instant): Notification {
    const route = this.#route
    const alerts: Alert[] = []
    for (const alert of this.#alerts.values()) {
      // What fires at `now` is told as firing, however long the telling takes.
      alerts.push(isResolvedAt(alert, now) ? alert : { ...alert, endsAt: zeroTimestamp })
    }
    if (alerts.length > 1) alerts.sort(compareAlerts)
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
      flush: ++this.#flushes,
      alerts,
    }
  }

  /** Drops the alerts that were told as resolved, unless they were updated meanwhile. */
  #forgetResolved({ alerts, now }: Notification): void {
    // What has come in the millisecond of the flush may have come after it. What had come before is in the log, which keeps it from
    // being told twice.
    this.#toldUntil = Math.max(this.#toldUntil, now - 1)
    for (const told of alerts) {
      const { fingerprint } = told.labels
      if (isResolvedAt(told, now) && this.#alerts.get(fingerprint) === told) {
        this.#drop(fingerprint)
      }
    }
  }

  /** Drops the alerts that are over for so long that nobody waits for it any more: a receiver that is gone for good must not fill the memory. */
  #giveUpOn({ alerts, now }: Notification): void {
    for (const alert of alerts) {
      const { fingerprint } = alert.labels
      const isLongOver = Math.max(alert.endsAt.at, alert.updatedAt.at) < now - this.#retention
      if (isResolvedAt(alert, now) && isLongOver && this.#alerts.get(fingerprint) === alert) this.#drop(fingerprint)
    }
  }

  #drop(fingerprint: Fingerprint): void {
    this.#alerts.delete(fingerprint)
    this.#unprocessed?.delete(fingerprint)
    this.#version++
  }
}
