// Sorts alerts into the groups of the routes that they match, and opens and closes those groups: when receivers are told.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Instant } from '../model/instant.ts'
import type { Notification } from '../model/notification.ts'
import { groupLabelsFor, matchRoutes, type Route } from '../routing/route.ts'
import { Group } from './group.ts'

export interface DispatcherOptions {
  readonly clock: Clock
  readonly bus: EventBus
  /** The root of the route tree. */
  readonly route: Route
  /** No group flushes before this (--dispatch.start-delay). */
  readonly startAt: Instant
  /** Takes a notification down the pipeline; true when nothing is left to tell. */
  readonly run: (notification: Notification) => Promise<boolean>
}

/** Owns every group of one configuration. */
export class Dispatcher {
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #route: Route
  readonly #startAt: Instant
  readonly #run: DispatcherOptions['run']
  readonly #groups = new Map<Route, Map<Fingerprint, Group>>()
  #groupCount = 0

  constructor({ clock, bus, route, startAt, run }: DispatcherOptions) {
    this.#clock = clock
    this.#bus = bus
    this.#route = route
    this.#startAt = startAt
    this.#run = run
  }

  /** Routes alerts, new ones and updates alike, all in this turn. */
  dispatch(alerts: Iterable<Alert>, now: Instant): void {
    const begun = this.#clock.now()
    let routed = 0
    for (const alert of alerts) {
      for (const route of matchRoutes(this.#route, alert.labels)) this.#groupAlert(alert, route, now)
      routed++
    }
    this.#bus.emit({ type: 'alerts routed', alerts: routed, took: this.#clock.now() - begun })
  }

  /** Every group, in the order in which they were opened within each route. */
  *groups(): Generator<Group> {
    for (const groups of this.#groups.values()) yield* groups.values()
  }

  get groupCount(): number {
    return this.#groupCount
  }

  /** Ends all timers. */
  stop(): void {
    for (const group of this.groups()) group.stop()
  }

  /** As dispatch/dispatch.go groupAlert. */
  #groupAlert(alert: Alert, route: Route, now: Instant): void {
    const labels = groupLabelsFor(route, alert.labels)
    const groups = this.#groups.get(route) ?? new Map<Fingerprint, Group>()
    this.#groups.set(route, groups)
    const existing = groups.get(labels.fingerprint)
    if (existing !== undefined) {
      existing.insert(alert)
      return
    }
    const group = new Group({
      route,
      labels,
      clock: this.#clock,
      firstFlush: Math.max(this.#firstFlush(alert, route, now), this.#startAt),
      notify: (notification) => this.#notify(notification),
      onEmpty: () => {
        groups.delete(labels.fingerprint)
        this.#groupCount--
        this.#bus.emit({ type: 'group closed', groupKey: group.key, groups: this.#groupCount })
      },
    })
    group.insert(alert)
    groups.set(labels.fingerprint, group)
    this.#groupCount++
    this.#bus.emit({ type: 'group opened', groupKey: group.key, receiver: route.receiver, groups: this.#groupCount })
  }

  /** An alert that has waited for group_wait elsewhere already is told at once. */
  #firstFlush(alert: Alert, route: Route, now: Instant): Instant {
    return alert.startsAt.at + route.groupWait < now ? now : now + route.groupWait
  }

  #notify(notification: Notification): Promise<boolean> {
    this.#bus.emit({ type: 'group flushed', notification })
    return this.#run(notification)
  }
}
