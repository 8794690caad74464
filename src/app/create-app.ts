// The composition root: builds every part, connects them, and takes them down again in reverse. Straight on purpose.

import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { AlertStore } from '../alerts/alert-store.ts'
import type { ApiDeps, GroupView } from '../api/deps.ts'
import { type Listeners, listen } from '../api/listen.ts'
import { LiveFeed } from '../api/live/live-feed.ts'
import { type ApiServer, createServer } from '../api/server.ts'
import { Slices } from '../api/slices.ts'
import { Turns } from '../api/turns.ts'
import { FileGate } from '../api/web/file-gate.ts'
import type { WebConfigFile } from '../api/web/web-config-file.ts'
import { type Clock, every } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { configLoader } from '../config/load-config.ts'
import { GroupTimers } from '../dispatch/group-timers.ts'
import { EventBus } from '../events/bus.ts'
import type { IntegrationRef } from '../events/event.ts'
import { LastResults, type NotificationResult } from '../history/last-results.ts'
import { OperationRecord } from '../history/operation-record.ts'
import { HttpNetwork } from '../integrations/http.ts'
import type { MailTransport } from '../integrations/mail.ts'
import type { Network } from '../integrations/network.ts'
import { SmtpTransport } from '../integrations/smtp.ts'
import { type Duration, type Instant, second } from '../model/instant.ts'
import { NotificationLog } from '../notification-log/notification-log.ts'
import { packageFile } from '../package-files.ts'
import { SilenceStore } from '../silences/silence-store.ts'
import { openSqliteStorage } from '../storage/sqlite-storage.ts'
import type { Storage } from '../storage/storage.ts'
import { Logger, type LogSink } from '../telemetry/log.ts'
import { logEvents } from '../telemetry/log-listener.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import { readBuildInfo } from '../version.ts'
import { type Counting, countAlertStates, countStatesByGroup } from './alert-counts.ts'
import { Engine } from './engine.ts'
import { type Options, resolveExternalURL } from './options.ts'
import { takeOver } from './take-over.ts'

/** How long a server that was told to stop waits for what it is delivering. Alertmanager does not wait at all. */
const drainTime: Duration = 5 * second

/** Everything through which the app touches the world. Tests bring their own; there is no other seam. */
export interface Ports {
  readonly clock: Clock
  readonly network: Network
  readonly mail: MailTransport
  readonly openStorage: (options: { directory: string; bus: EventBus; clock: Clock }) => Promise<Storage>
  /** Numbers from 0 up to 1. */
  readonly random: () => number
  readonly logSink: LogSink
  /** Whether process_* and nodejs_* metrics are told: once in a process. */
  readonly processMetrics: boolean
  /** Where the built page lies. */
  readonly pageDirectory: string | undefined
}

/** A running Tocsin. */
export interface App {
  /** Answers requests once it listens; requests can be injected before. */
  readonly server: ApiServer
  /** Opens the ports. @throws an Error that names the address which cannot be had */
  listen(): Promise<Listeners>
  /** Loads the configuration file again. @throws what is wrong with it; then the previous one goes on */
  reload(): Promise<void>
  /** Answers what it has begun to, finishes what it is delivering if that takes no longer than 5 s, and lets go of everything. */
  close(): Promise<void>
}

/** The machine, for production. */
export function systemPorts({ clock, logSink }: { clock: Clock; logSink: LogSink }): Ports {
  return {
    clock,
    network: new HttpNetwork({ clock, version: readBuildInfo().version }),
    mail: new SmtpTransport({ clock }),
    openStorage: openSqliteStorage,
    random: Math.random,
    logSink,
    processMetrics: true,
    pageDirectory: fileURLToPath(packageFile('dist/ui')),
  }
}

/**
 * Builds and starts everything but the listeners.
 * @throws when the configuration is refused or another process has the storage
 */
export async function createApp(options: Options, ports: Ports): Promise<App> {
  await using opened = new AsyncDisposableStack()
  const { clock, random, network, mail } = ports
  const build = readBuildInfo()
  const startedAt = clock.now()
  const logger = new Logger({ ...options.log, clock, sink: ports.logSink })
  const bus = new EventBus((error, event) => logger.error('A listener failed', { event: event.type, err: error }))
  opened.defer(logEvents({ bus, logger, clock, silences: options.silences.log }))
  logger.info('Starting Tocsin', { version: build.version, compatible_with: build.compatibleWith, node: build.runtime })
  for (const warning of options.warnings) logger.warn(warning)

  // Counting starts before anything happens; the sources are asked later, when everything is there.
  const turns = new Turns()
  const counting = (): Counting => ({
    isSuppressed: (labels, now) =>
      silences.silencedBy(labels, now).length > 0 || engine.inhibitedBy(labels, now).length > 0,
    now: clock.now(),
    slices: new Slices({ clock, turns }),
  })
  const metrics = createMetrics({
    bus,
    build,
    features: options.features,
    perAlertnameLimit: options.alerts.perAlertnameLimit,
    processMetrics: ports.processMetrics,
    cluster: options.cluster.enabled
      ? { name: options.cluster.peerName, members: () => 1, failedPeers: () => 0, position: () => 0 }
      : undefined,
    sources: {
      alertsByState: () => countAlertStates(engine.groups(), counting()),
      alertsByGroup: () => countStatesByGroup(engine.groups(), counting()),
      groups: () => [...engine.groups()].length,
      silencesByState: () => ({
        active: silences.count('active'),
        pending: silences.count('pending'),
        expired: silences.count('expired'),
      }),
      notificationLogSize: () => notificationLog.size,
      pendingNotifications: () => engine.pendingNotifications,
    },
  })
  opened.defer(() => metrics.close())
  const history = opened.use(new LastResults({ clock, bus }))
  const operation = opened.use(new OperationRecord({ clock, bus }))
  const live = opened.use(new LiveFeed({ clock, bus }))

  const storage = opened.use(await ports.openStorage({ directory: options.storagePath, bus, clock }))
  const { matcherMode } = options.features
  const silences = SilenceStore.open({
    clock,
    bus,
    storage,
    limits: options.silences,
    retention: options.retention,
    mode: matcherMode,
  })
  const notificationLog = NotificationLog.open({ clock, bus, storage, retention: options.retention })
  await takeOver({ clock, bus, logger, storage, silences, notificationLog, directory: options.storagePath })
  const maintenance = every(clock, options.maintenanceInterval, () => {
    void silences.gc()
    void notificationLog.gc()
  })
  opened.defer(() => maintenance.cancel())

  let externalURL = options.web.externalURL
  const alerts = opened.use(new AlertStore({ clock, bus, storage, ...options.alerts }))
  const groupTimers = opened.use(GroupTimers.open({ clock, storage }))
  const engine = new Engine({
    clock,
    bus,
    random,
    network,
    mail,
    alerts,
    silences,
    notificationLog,
    groupTimers,
    externalURL: () => externalURL,
    retention: options.retention,
    startAt: startedAt + options.dispatch.startDelay,
    configFile: options.configFile,
    loadConfig: configLoader(options.configFile, { mode: matcherMode }),
  })
  clock.onStep((by) => {
    alerts.clockStepped(by)
    engine.clockStepped(by)
    void notificationLog.clockStepped(by)
    logger.warn('The clock was set', { by: `${by / second}s` })
  })
  opened.defer(() => mail.close?.())
  opened.defer(() => engine.close())
  await engine.load()

  const deps: ApiDeps = {
    clock,
    bus,
    options: { ...options.web, matcherMode, pageDirectory: ports.pageDirectory },
    config: () => engine.config,
    alerts,
    silences,
    groups: () => groupViews(engine, clock.now()),
    inhibitedBy: (labels, now) => engine.inhibitedBy(labels, now),
    inhibitionVersionAt: (now) => engine.inhibitionVersionAt(now),
    metrics: () => metrics.expose(),
    cluster: () => clusterStatus(options),
    reload: () => engine.load(),
    ready: () => true,
    lastResult: (groupKey, integration) =>
      history.find(groupKey, integration) ?? sentBeforeStart(notificationLog, groupKey, integration),
    integrationRecord: (integration) => history.recordOf(integration),
    operation: () => ({ ...operation.state, directory: options.storagePath, problem: storage.problem }),
    live,
    build,
    startedAt,
    observer: metrics.http,
  }
  const onUnusable = (error: unknown): void => logger.error('The web configuration cannot be used', { err: error })
  const webConfig = options.web.configFile === '' ? undefined : await openWebConfig(options.web.configFile)
  const gate = webConfig === undefined ? undefined : new FileGate({ file: webConfig, clock, onUnusable })
  const server = createServer(deps, gate)
  opened.defer(() => server.close())

  const resources = opened.move()
  let listeners: Listeners | undefined
  return {
    server,
    listen: async () => {
      listeners = await listen(server, { targets: options.web.listenAddresses, webConfig, clock, onUnusable })
      for (const { text, tls } of listeners.addresses) logger.info('Listening', { address: text, tls })
      externalURL = externalURLOf(options.web, listeners)
      prepareToSend(engine.config, ports)
      return listeners
    },
    reload: () => engine.load(),
    close: async () => {
      live.close()
      await listeners?.close()
      engine.stop()
      await atMost(drainTime, engine.drained(), clock)
      await resources.disposeAsync()
    },
  }
}

/** Only who has such a file needs Node's TLS. @throws what is wrong with it */
async function openWebConfig(path: string): Promise<WebConfigFile> {
  const { WebConfigFile } = await import('../api/web/web-config-file.ts')
  return new WebConfigFile(path)
}

/** Now that everybody is answered, what the first notifications need is loaded. */
function prepareToSend({ receivers }: Config, { network, mail }: Ports): void {
  const names = new Set(receivers.flatMap(({ integrations }) => integrations.map(({ name }) => name)))
  if (names.delete('email')) void mail.prepare?.()
  if (names.size > 0) void network.prepare?.()
}

/** Waits for what is under way, but no longer than `span`. */
function atMost(span: Duration, underWay: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.at(clock.now() + span, resolve)
    void underWay.then(() => {
      timer.cancel()
      resolve()
    })
  })
}

/** Where the port was left to the system, only the open port tells the default. */
function externalURLOf({ externalURL, externalURLGiven }: Options['web'], { addresses }: Listeners): string {
  return externalURLGiven ? externalURL : resolveExternalURL({ external: '', port: addresses[0]?.port, hostname })
}

function* groupViews(engine: Engine, now: Instant): Generator<GroupView> {
  for (const group of engine.groups()) {
    yield {
      identity: group,
      receiver: group.route.receiver,
      labels: group.labels,
      routeLabels: engine.routeLabels(group, now),
      mutedBy: engine.mutedBy(group.route, now),
      groupKey: group.key,
      routeId: group.route.id,
      nextFlush: group.nextFlush,
      version: group.version,
      alerts: () => group.alerts,
    }
  }
}

/** What the notification log still knows of earlier runs: that it was sent, and when. */
function sentBeforeStart(
  log: NotificationLog,
  groupKey: string,
  integration: IntegrationRef,
): NotificationResult | undefined {
  const entry = log.find(groupKey, integration)
  return entry && { result: 'sent', at: entry.at, reason: undefined }
}

/** One instance is a cluster of one, and ready at once. */
function clusterStatus({ cluster }: Options): ReturnType<ApiDeps['cluster']> {
  if (!cluster.enabled) return { status: 'disabled', peers: [] }
  const { peerName: name, listenAddress: address } = cluster
  return { status: 'ready', name, peers: [{ name, address }] }
}
