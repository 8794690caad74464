// What a reload swaps: the route tree, the inhibition rules, the pipeline and the groups of one configuration.
// Everything that outlives a configuration (alerts, silences, the notification log) is handed in.

import type { AlertStore } from '../alerts/alert-store.ts'
import { type Clock, every, type Timer } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { Dispatcher } from '../dispatch/dispatcher.ts'
import type { Group } from '../dispatch/group.ts'
import type { GroupTimers } from '../dispatch/group-timers.ts'
import type { EventBus } from '../events/bus.ts'
import { Inhibitor } from '../inhibition/inhibitor.ts'
import type { Integration } from '../integrations/contract.ts'
import type { MailTransport } from '../integrations/mail.ts'
import type { Network } from '../integrations/network.ts'
import { buildIntegration } from '../integrations/registry.ts'
import { renderersOf } from '../integrations/renderers.ts'
import { haveTemplates, renderRouteLabels } from '../integrations/route-labels.ts'
import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import { type Duration, type Instant, minute } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import type { NotificationLog } from '../notification-log/notification-log.ts'
import { Deliveries } from '../pipeline/deliveries.ts'
import { Pipeline } from '../pipeline/pipeline.ts'
import { mutedByTimes } from '../pipeline/time-intervals.ts'
import { type Route, walkRoutes } from '../routing/route.ts'
import type { SilenceStore } from '../silences/silence-store.ts'

/** How often sources that are over leave the inhibition rules' memory. */
const inhibitorSweep: Duration = 15 * minute

export interface EngineOptions {
  readonly clock: Clock
  readonly bus: EventBus
  readonly random: () => number
  readonly network: Network
  readonly mail: MailTransport
  readonly alerts: AlertStore
  readonly silences: SilenceStore
  readonly notificationLog: NotificationLog
  readonly groupTimers: GroupTimers
  /** Asked at each notification: the default is known for sure only once the server listens. */
  readonly externalURL: () => string
  /** How long log entries are kept at most; a longer repeat_interval is warned of. */
  readonly retention: Duration
  /** No group flushes before this. */
  readonly startAt: Instant
  /** The path, for messages. */
  readonly configFile: string
  /** Reads and checks the file anew. @throws Error with everything that is wrong with it */
  readonly loadConfig: () => Promise<Config>
}

/** One configuration at work. */
interface Generation {
  readonly config: Config
  readonly receivers: ReadonlyMap<string, readonly Integration[]>
  readonly inhibitor: Inhibitor
  readonly dispatcher: Dispatcher
}

/** Runs the current configuration, and replaces it by another without losing an alert. */
export class Engine {
  readonly #options: EngineOptions
  readonly #leaveAlerts: () => void
  readonly #sweeper: Timer
  readonly #deliveries: Deliveries
  /** No group flushes before this. */
  #startAt: Instant
  #current: Generation | undefined
  #loading: Promise<void> = Promise.resolve()

  constructor(options: EngineOptions) {
    this.#options = options
    this.#startAt = options.startAt
    this.#deliveries = new Deliveries(options)
    this.#leaveAlerts = options.alerts.subscribe((alerts, now) => this.#alertsChanged(alerts, now))
    options.alerts.keepThoseIn(() => this.#alertsInGroups())
    this.#sweeper = every(options.clock, inhibitorSweep, () =>
      this.#current?.inhibitor.dropResolved(options.clock.now()),
    )
  }

  /**
   * Reads the file and puts it to work. Whatever is wrong with it, what ran goes on as it was. One load at a time.
   * @throws what loadConfig throws
   */
  load(): Promise<void> {
    const loaded = this.#loading.then(() => this.#load())
    this.#loading = loaded.catch(() => {})
    return loaded
  }

  /** True once a configuration has been put to work. */
  get isRunning(): boolean {
    return this.#current !== undefined
  }

  /** The configuration at work. @throws before the first load */
  get config(): Config {
    return this.#generation.config
  }

  /** The groups of the configuration at work. */
  groups(): Iterable<Group> {
    return this.#generation.dispatcher.groups()
  }

  /** How many notifications wait to be sent, or are being sent. */
  get pendingNotifications(): number {
    return this.#deliveries.pending
  }

  inhibitedBy(...[labels, now]: Parameters<Inhibitor['inhibitedBy']>): ReturnType<Inhibitor['inhibitedBy']> {
    return this.#generation.inhibitor.inhibitedBy(labels, now)
  }

  /** As Inhibitor.versionAt, which begins anew with each configuration. */
  inhibitionVersionAt(now: Instant): number {
    return this.#generation.inhibitor.versionAt(now)
  }

  /** The labels that a group's route has, rendered with the alerts that are in it now. */
  routeLabels({ route, labels, alerts }: Group, now: Instant): LabelSet {
    const { receiver, labels: routeLabels } = route
    if (!haveTemplates(routeLabels)) return routeLabels
    const group = { receiver, groupLabels: labels, routeLabels, alerts: [...alerts], now }
    return renderRouteLabels(group, this.#templating(this.#generation.config)).labels
  }

  /** The names of the time intervals that mute a route at `now`. */
  mutedBy(route: Route, now: Instant): readonly string[] {
    return mutedByTimes(route, this.#generation.config.timeIntervals, now)
  }

  /** The clock was set by so much; the store's alerts have moved along. */
  clockStepped(by: Duration): void {
    const { alerts, clock } = this.#options
    const now = clock.now()
    this.#startAt += by
    if (this.#current === undefined) return
    for (const alert of alerts.all()) this.#current.inhibitor.alertChanged(alert, now)
    for (const group of this.groups()) group.clockStepped(by, (fingerprint) => alerts.find(fingerprint))
  }

  /** Flushes no more groups, and tries nothing again. Attempts under way go on until `close`. */
  stop(): void {
    this.#leaveAlerts()
    this.#sweeper.cancel()
    this.#current?.dispatcher.stop()
  }

  /** Resolves when the attempts under way are over. */
  async drained(): Promise<void> {
    await this.#deliveries.drained()
  }

  /** Ends what is still being delivered. */
  async close(): Promise<void> {
    this.stop()
    await this.#deliveries.close()
  }

  get #generation(): Generation {
    if (this.#current === undefined) throw new Error('no configuration is loaded yet')
    return this.#current
  }

  /** At the start there are alerts before there are groups. */
  #alertsInGroups(): ReadonlySet<Fingerprint> | undefined {
    if (this.#current === undefined) return undefined
    const found = new Set<Fingerprint>()
    for (const group of this.groups()) {
      for (const { labels } of group.alerts) found.add(labels.fingerprint)
    }
    return found
  }

  #alertsChanged(alerts: readonly Alert[], now: Instant): void {
    if (this.#current === undefined) return
    for (const alert of alerts) this.#current.inhibitor.alertChanged(alert, now)
    this.#current.dispatcher.dispatch(alerts, now)
  }

  async #load(): Promise<void> {
    const { bus, clock } = this.#options
    const next = await this.#prepare()
    const { config } = next
    this.#swap(next)
    bus.emit({
      type: 'config loaded',
      file: config.file,
      hash: config.hash,
      receivers: [...next.receivers.keys()],
      integrations: [...next.receivers].flatMap(([receiver, integrations]) =>
        integrations.map(({ name, index }) => ({ receiver, name, index })),
      ),
      inhibitRules: config.inhibitRules.length,
      warnings: [...config.warnings, ...this.#timingWarnings(config)],
      at: clock.now(),
    })
  }

  /** Everything that can fail, before anything changes. */
  async #prepare(): Promise<Generation> {
    const { bus, clock, configFile, loadConfig } = this.#options
    try {
      return this.#build(await loadConfig())
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      bus.emit({ type: 'config refused', file: configFile, error: message, at: clock.now() })
      throw error
    }
  }

  #build(config: Config): Generation {
    const { clock, bus, silences, groupTimers, retention } = this.#options
    const receivers = this.#buildReceivers(config)
    const inhibitor = new Inhibitor(config.inhibitRules)
    const { timeIntervals } = config
    const pipeline = new Pipeline({ bus, inhibitor, silences, timeIntervals, deliveries: this.#deliveries })
    const dispatcher = new Dispatcher({
      clock,
      bus,
      route: config.route,
      startAt: () => this.#startAt,
      timers: groupTimers,
      retention,
      run: (notification, group) => pipeline.run(this.#withRouteLabels(notification, config), group),
      release: (group) => this.#deliveries.release(group),
    })
    return { config, receivers, inhibitor, dispatcher }
  }

  #withRouteLabels(notification: Notification, config: Config): Notification {
    const { labels, failed } = renderRouteLabels(notification, this.#templating(config))
    const { groupKey } = notification
    for (const { label, error } of failed) {
      this.#options.bus.emit({ type: 'route label failed', groupKey, label, error })
    }
    return labels === notification.routeLabels ? notification : { ...notification, routeLabels: labels }
  }

  #templating({ templateSet }: Config): Parameters<typeof renderRouteLabels>[1] {
    return { templates: templateSet, externalURL: this.#options.externalURL() }
  }

  /** Receivers that no route names are left out. As app/reloader.go. */
  #buildReceivers(config: Config): ReadonlyMap<string, readonly Integration[]> {
    const { clock, network, mail, externalURL } = this.#options
    const renderers = renderersOf(config.templateSet, clock)
    const named = new Set([...walkRoutes(config.route)].map(({ receiver }) => receiver))
    const receivers = new Map<string, readonly Integration[]>()
    for (const { name, integrations } of config.receivers) {
      if (!named.has(name)) continue
      const context = {
        receiver: name,
        clock,
        network,
        mail,
        ...renderers,
        get externalURL() {
          return externalURL()
        },
      }
      receivers.set(
        name,
        integrations.map((entry) => buildIntegration(entry, context)),
      )
    }
    return receivers
  }

  /** Nothing here awaits: no alert can come between the old and the new. Inhibition knows its sources before anything is told. */
  #swap(next: Generation): void {
    const { alerts, clock } = this.#options
    const now = clock.now()
    const replaced = this.#current
    for (const alert of alerts.all()) next.inhibitor.alertChanged(alert, now)
    this.#current = next
    this.#deliveries.use(next.receivers)
    next.dispatcher.takeOver(replaced?.dispatcher, alerts.withEnded(), now)
  }

  #timingWarnings(config: Config): readonly string[] {
    const warnings: string[] = []
    for (const { key, repeatInterval, groupInterval } of walkRoutes(config.route)) {
      if (repeatInterval > this.#options.retention) {
        warnings.push(
          `repeat_interval of route ${key} is longer than --data.retention: notifications may be repeated sooner`,
        )
      }
      if (repeatInterval < groupInterval) {
        warnings.push(
          `repeat_interval of route ${key} is shorter than its group_interval: notifications repeat every group_interval`,
        )
      }
    }
    return warnings
  }
}
