// An API with the real stores behind it and the least of an engine: what GET shows of groups is worked out from the
// routes at each request. For tests of the API alone.

import { AlertStore } from '../../src/alerts/alert-store.ts'
import type { ApiConfig, ApiDeps, ApiOptions, GroupView } from '../../src/api/deps.ts'
import { LiveFeed } from '../../src/api/live/live-feed.ts'
import { type ApiServer, createServer } from '../../src/api/server.ts'
import type { WebGate } from '../../src/api/web/gate.ts'
import type { Clock } from '../../src/clock.ts'
import { EventBus } from '../../src/events/bus.ts'
import type { TocsinEvent } from '../../src/events/event.ts'
import type { Alert } from '../../src/model/alert.ts'
import { hour, minute } from '../../src/model/instant.ts'
import { LabelSet } from '../../src/model/labels.ts'
import { Matcher } from '../../src/model/matcher.ts'
import { groupLabelsFor, indexRoutes, matchRoutes, type Route } from '../../src/routing/route.ts'
import { SilenceStore } from '../../src/silences/silence-store.ts'
import { memoryStorage } from '../../src/storage/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { ManualClock } from './manual-clock.ts'

export interface ApiFixture {
  readonly server: ApiServer
  /** What the server works with. */
  readonly deps: ApiDeps
  /** Another server of the same state, which has answered nothing yet. */
  readonly newServer: () => ApiServer
  readonly clock: Clock
  readonly alerts: AlertStore
  readonly silences: SilenceStore
  readonly events: TocsinEvent[]
}

export interface ApiFixtureOptions {
  readonly clock?: Clock
  /** With what an earlier fixture left in it. */
  readonly storage?: Storage
  readonly options?: Partial<ApiOptions>
  readonly config?: ApiConfig
  readonly gate?: WebGate
  readonly deps?: Partial<ApiDeps>
}

const defaults: ApiOptions = {
  routePrefix: '/',
  getConcurrency: 8,
  timeout: 0,
  corsOrigin: undefined,
  maxBodySize: 32 * 1024 * 1024,
  matcherMode: 'fallback',
}

/** A server on whose state nothing but requests has worked. */
export function apiFixture(given: ApiFixtureOptions = {}): ApiFixture {
  const clock = given.clock ?? new ManualClock()
  const bus = new EventBus()
  const events: TocsinEvent[] = []
  for (const type of ['alerts received', 'alert invalid'] as const) bus.on(type, (event) => events.push(event))
  const storage = given.storage ?? memoryStorage()
  const alerts = new AlertStore({ clock, bus, storage, gcInterval: 30 * minute, perAlertnameLimit: 0 })
  const options = { ...defaults, ...given.options }
  const limits = { maxSilences: 0, maxSilenceSizeBytes: 0 }
  const silences = SilenceStore.open({
    clock,
    bus,
    storage,
    limits,
    retention: 120 * hour,
    mode: options.matcherMode,
  })
  const config = given.config ?? fixtureConfig()
  const identities = new Map<string, object>()
  const deps: ApiDeps = {
    clock,
    bus,
    options,
    config: () => config,
    alerts,
    silences,
    groups: () => groupsOf(config.route, alerts, identities),
    inhibitedBy: (labels) => inhibitors(labels, alerts),
    inhibitionVersionAt: () => alerts.version,
    metrics: async () => ({
      contentType: 'text/plain; version=0.0.4; charset=utf-8; escaping=underscores',
      body: 'up 1\n',
    }),
    cluster: () => ({ peers: [], status: 'disabled' }),
    reload: async () => {},
    ready: () => true,
    build: { version: '9.9.9', compatibleWith: '0.34.0', runtime: 'node24.0.0' },
    startedAt: clock.now(),
    lastResult: () => undefined,
    integrationRecord: () => ({}),
    operation: () => ({ directory: 'data/', problem: undefined, loaded: undefined, refused: undefined, setAside: [] }),
    live: new LiveFeed({ clock, bus }),
    ...given.deps,
  }
  const newServer = (): ApiServer => createServer(deps, given.gate)
  return { server: newServer(), deps, newServer, clock, alerts, silences, events }
}

/** Three receivers; `team="db"` reaches db and ops, `team="ops"` ops, the rest default. As scenarioConfig in the recorded cases. */
export function fixtureConfig(): ApiConfig {
  const receivers = { default: {}, db: { owner: 'storage' }, ops: {} }
  const routes: readonly Route[] = [
    { ...bareRoute, id: '{}/0', receiver: 'db', matchers: [new Matcher('=', 'team', 'db')], continue: true },
    { ...bareRoute, id: '{}/1', receiver: 'ops', matchers: [new Matcher('=~', 'team', 'db|ops')] },
  ]
  return {
    original: () => 'route:\n  receiver: default\n',
    global: { resolveTimeout: 5 * minute },
    timeIntervals: new Map(),
    route: {
      ...bareRoute,
      index: 2,
      id: '{}',
      receiver: 'default',
      routes,
      routeIndex: indexRoutes(routes),
    },
    receivers: Object.entries(receivers).map(([name, labels]) => ({
      name,
      labels: LabelSet.fromRecord({ name, ...labels }),
      integrations: [],
    })),
  }
}

const bareRoute: Route = {
  index: 0,
  id: '',
  key: '{}',
  receiver: '',
  groupBy: ['alertname'],
  groupByAll: false,
  groupWait: 0,
  groupInterval: minute,
  repeatInterval: hour,
  matchers: [],
  routes: [],
  routeIndex: indexRoutes([]),
  continue: false,
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  labels: LabelSet.empty,
}

/** Alerts with severity="warning" are inhibited by those with severity="critical" in the same cluster. */
function inhibitors(labels: LabelSet, alerts: AlertStore): readonly string[] {
  if (labels.get('severity') !== 'warning') return []
  for (const { labels: source } of alerts.all()) {
    if (source.get('severity') === 'critical' && source.get('cluster') === labels.get('cluster'))
      return [source.fingerprint]
  }
  return []
}

function groupsOf(root: Route, alerts: AlertStore, identities: Map<string, object>): readonly GroupView[] {
  const groups = new Map<string, { route: Route; labels: LabelSet; alerts: Alert[] }>()
  for (const alert of alerts.all()) {
    for (const route of matchRoutes(root, alert.labels)) {
      const labels = groupLabelsFor(route, alert.labels)
      const key = `${route.id} ${labels.fingerprint}`
      const group = groups.get(key) ?? { route, labels, alerts: [] }
      groups.set(key, group)
      group.alerts.push(alert)
    }
  }
  for (const key of groups.keys()) if (!identities.has(key)) identities.set(key, {})
  return [...groups].map(([key, group]) => ({
    identity: identities.get(key) ?? {},
    receiver: group.route.receiver,
    labels: group.labels,
    routeLabels: group.route.labels,
    mutedBy: [],
    groupKey: `${group.route.key}:${group.labels}`,
    routeId: group.route.id,
    nextFlush: 0,
    version: alerts.version,
    alerts: () => group.alerts,
  }))
}
