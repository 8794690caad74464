// Sorts alerts into the groups of the routes that they match, and opens and closes those groups: when receivers are told.

import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import { type Alert, isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Duration, Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import { groupLabelsFor, groupNameFor, matchRoutes, type Route } from '../routing/route.ts'
import { routeIdentities } from '../routing/route-identity.ts'
import { Group, type GroupOwner } from './group.ts'
import type { GroupTimer, GroupTimers } from './group-timers.ts'
import { heirsOf, type Placement } from './heirs.ts'

export interface DispatcherOptions {
  readonly clock: Clock
  readonly bus: EventBus
  /** The root of the route tree. */
  readonly route: Route
  /** No group flushes before this (--dispatch.start-delay). Moves along when the clock is set. */
  readonly startAt: () => Instant
  /** What is known of groups from before the start. */
  readonly timers: GroupTimers
  /** For how long a group tries to tell that an alert is over. */
  readonly retention: Duration
  /** Takes a notification down the pipeline; true when nothing is left to tell. */
  readonly run: (notification: Notification, group: Group) => Promise<boolean>
  /** Called with each group that tells no more. */
  readonly release: (group: Group) => void
}

/** Owns every group of one configuration. */
export class Dispatcher {
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #route: Route
  readonly #startAt: () => Instant
  readonly #timers: GroupTimers
  readonly #retention: Duration
  readonly #run: DispatcherOptions['run']
  readonly #identities: ReadonlyMap<Route, string>
  readonly #owner: GroupOwner
  readonly #groups = new Map<Route, Map<string, Group>>()
  /** Those whose key is not that of their route. */
  readonly #strangers = new Set<Group>()
  #groupCount = 0

  constructor({ clock, bus, route, startAt, timers, retention, run, release }: DispatcherOptions) {
    this.#clock = clock
    this.#bus = bus
    this.#route = route
    this.#startAt = startAt
    this.#timers = timers
    this.#retention = retention
    this.#run = run
    this.#identities = routeIdentities(route)
    this.#owner = {
      notify: (notification, group) => this.#notify(notification, group),
      stopped: release,
      timed: (group) => this.#timers.note(group.name, group.timer),
      emptied: (group) => this.#close(group),
    }
  }

  /** Routes alerts, new ones and updates alike, all in this turn. */
  dispatch(alerts: Iterable<Alert>, now: Instant): void {
    const begun = this.#clock.now()
    let routed = 0
    for (const alert of alerts) {
      for (const route of matchRoutes(this.#route, alert.labels)) {
        const group = this.#groupOf(route, alert.labels) ?? this.#openFor(alert, route, now)
        group.insert(alert)
      }
      routed++
    }
    this.#bus.emit({ type: 'alerts routed', alerts: routed, took: this.#clock.now() - begun })
  }

  /**
   * Takes over from another dispatcher, or from an earlier run, with all alerts that there are. A group whose route
   * is still there goes on as it was: on its timer, and with what it is being told. So does one that has moved whole to another
   * route of the same receiver, under the key by which the receiver knows it. What is over comes along only to groups that have still
   * to tell it.
   */
  takeOver(predecessor: Dispatcher | undefined, alerts: Iterable<Alert>, now: Instant): void {
    const inherited = new Map<string, Group>()
    for (const group of predecessor?.groups() ?? []) inherited.set(group.name, group)
    const placements = [...this.#placementsOf(alerts)]
    const heirs = heirsOf(placements, inherited, now)
    const members = new Map<Group, Set<Fingerprint>>()
    for (const placement of placements) {
      const { alert, route, labels, name } = placement
      const heir = heirs.get(name)
      if (isResolvedAt(alert, now) && !isStillToTell(alert, heir ?? this.#timers.recall(name))) continue
      const known = this.#groupOf(route, labels) ?? (heir && this.#adopt(heir, route))
      const group = known ?? this.#reopen(placement, now)
      group.restore(alert, Math.max(this.#firstFlush(alert, route, alert.updatedAt.at), now))
      const present = members.get(group) ?? new Set()
      members.set(group, present.add(alert.labels.fingerprint))
    }
    for (const [group, present] of members) group.retain(present)
    // What could not be told is tried at once: the receiver may be mended.
    const adopted = new Set(heirs.values())
    for (const group of members.keys()) if (adopted.has(group)) group.resume()
    predecessor?.stop()
    this.#timers.retain(new Set([...this.groups()].map(({ name }) => name)))
  }

  /** Every group, in the order in which they were opened within each route. */
  *groups(): Generator<Group> {
    for (const groups of this.#groups.values()) yield* groups.values()
  }

  get groupCount(): number {
    return this.#groupCount
  }

  /** Ends all timers, but those of groups that another dispatcher has taken over. */
  stop(): void {
    for (const group of this.groups()) if (group.owner === this.#owner) group.stop()
  }

  #nameOf(route: Route, labels: LabelSet): string {
    return `${this.#identities.get(route)}:${labels}`
  }

  *#placementsOf(alerts: Iterable<Alert>): Generator<Placement> {
    for (const alert of alerts) {
      for (const route of matchRoutes(this.#route, alert.labels)) {
        const labels = groupLabelsFor(route, alert.labels)
        yield { alert, route, labels, name: this.#nameOf(route, labels) }
      }
    }
  }

  #groupOf(route: Route, labels: LabelSet): Group | undefined {
    return this.#groups.get(route)?.get(groupNameFor(route, labels))
  }

  #openFor(alert: Alert, route: Route, now: Instant): Group {
    const labels = groupLabelsFor(route, alert.labels)
    return this.#open({ route, labels, opened: alert.updatedAt.at, firstFlush: this.#firstFlush(alert, route, now) })
  }

  /** As dispatch/dispatch.go groupAlert. */
  #open(opening: {
    readonly route: Route
    readonly labels: LabelSet
    readonly opened: Instant
    readonly firstFlush: Instant
    readonly timer?: GroupTimer | undefined
  }): Group {
    const { route, labels, opened, firstFlush, timer } = opening
    const group = new Group({
      route,
      labels,
      name: this.#nameOf(route, labels),
      key: timer?.groupKey ?? this.#freeKey(route, labels),
      clock: this.#clock,
      opened,
      firstFlush,
      notBefore: this.#startAt(),
      owner: this.#owner,
      retention: this.#retention,
      ...(timer && { timer }),
    })
    this.#keep(group)
    this.#timers.note(group.name, group.timer)
    this.#bus.emit({ type: 'group opened', groupKey: group.key, receiver: route.receiver, groups: this.#groupCount })
    return group
  }

  /** Opens a group from what is remembered of it. Whatever that is, it flushes no later than it would by itself. */
  #reopen({ alert, route, labels, name }: Placement, now: Instant): Group {
    const timer = this.#timers.recall(name)
    const latest = now + (timer !== undefined && timer.flushes > 0 ? route.groupInterval : route.groupWait)
    const wanted = timer?.nextFlush ?? Math.max(this.#firstFlush(alert, route, alert.updatedAt.at), now)
    const group = this.#open({ route, labels, opened: now, timer, firstFlush: Math.min(wanted, latest) })
    // When every alert is in.
    if (timer?.settled === false) this.#clock.at(Math.max(now, this.#startAt()), () => group.resume())
    return group
  }

  /** An alert that has waited for group_wait elsewhere already is told at once. As dispatch/dispatch.go groupAlert. */
  #firstFlush(alert: Alert, route: Route, arrived: Instant): Instant {
    const waited = alert.startsAt.at + route.groupWait < arrived
    return Math.max(waited ? arrived : arrived + route.groupWait, this.#startAt())
  }

  #adopt(group: Group, route: Route): Group {
    group.moveTo(route, this.#nameOf(route, group.labels), this.#owner)
    this.#keep(group)
    this.#timers.note(group.name, group.timer)
    return group
  }

  /** The key of a new group, which must not be that of one that has come from another route. */
  #freeKey(route: Route, labels: LabelSet): string {
    const wanted = `${route.key}:${labels}`
    const taken = new Set<string>()
    for (const stranger of this.#strangers) if (stranger.route.receiver === route.receiver) taken.add(stranger.key)
    let key = wanted
    for (let count = 2; taken.has(key); count++) key = `${wanted} (${count})`
    return key
  }

  #keep(group: Group): void {
    const groups = this.#groups.get(group.route) ?? new Map<string, Group>()
    this.#groups.set(group.route, groups)
    groups.set(groupNameFor(group.route, group.labels), group)
    if (group.isStranger) this.#strangers.add(group)
    this.#groupCount++
  }

  #close(group: Group): void {
    this.#groups.get(group.route)?.delete(groupNameFor(group.route, group.labels))
    this.#strangers.delete(group)
    this.#groupCount--
    this.#timers.forget(group.name)
    this.#bus.emit({ type: 'group closed', groupKey: group.key, groups: this.#groupCount })
  }

  #notify(notification: Notification, group: Group): Promise<boolean> {
    this.#bus.emit({ type: 'group flushed', notification })
    return this.#run(notification, group)
  }
}

/** Whether the group where an alert was still has to tell that it is over. */
function isStillToTell(alert: Alert, group: Group | GroupTimer | undefined): boolean {
  if (group === undefined) return false
  if (group instanceof Group) return group.has(alert.labels.fingerprint)
  return alert.endsAt.at > group.toldUntil || alert.updatedAt.at > group.toldUntil
}
