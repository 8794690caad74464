import { expect, test } from 'vitest'
import { EventBus } from '../events/bus.ts'
import type { TocsinEvent } from '../events/event.ts'
import { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import { createMetrics, type Metrics, type MetricsOptions } from './metrics.ts'

const build = { version: '1.2.3', compatibleWith: '0.34.0', runtime: 'node24', os: 'linux', architecture: 'amd64' }
const noFeatures = { receiverNameInMetrics: false, alertNamesInMetrics: false, groupKeyInMetrics: false }
const sources: MetricsOptions['sources'] = {
  alertsByState: async () => ({ active: 3, suppressed: 2, unprocessed: 1 }),
  alertsByGroup: async () => [{ groupKey: '{}:{a="b"}', active: 4, suppressed: 0, unprocessed: 0 }],
  groups: () => 7,
  silencesByState: () => ({ active: 5, pending: 1, expired: 2 }),
  notificationLogSize: () => 9,
  pendingNotifications: () => 3,
}
const hook = { receiver: 'team', name: 'webhook', index: 0 }
const notification: Notification = {
  groupKey: '{}:{}',
  groupLabels: LabelSet.empty,
  routeId: '{}',
  routeLabels: LabelSet.empty,
  receiver: 'team',
  repeatInterval: 0,
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  now: 0,
  flush: 1,
  alerts: [],
}
const two = [
  { fingerprint: '1', by: [] },
  { fingerprint: '2', by: [] },
]
const loaded: TocsinEvent = {
  type: 'config loaded',
  file: 'x.yml',
  hash: 36921000538967,
  receivers: ['team', 'other'],
  integrations: [hook],
  inhibitRules: 4,
  warnings: [],
  at: 1_795_299_680_500,
}

function setUp(options: Partial<MetricsOptions> = {}): { bus: EventBus; metrics: Metrics } {
  const bus = new EventBus((error) => {
    throw error
  })
  const metrics = createMetrics({
    bus,
    sources,
    cluster: undefined,
    features: noFeatures,
    perAlertnameLimit: 0,
    build,
    processMetrics: false,
    ...options,
  })
  return { bus, metrics }
}

/** The value of a series, or undefined where it does not exist. Labels are written in the order of the exposition. */
async function value(metrics: Metrics, series: string): Promise<number | undefined> {
  const { body } = await metrics.expose()
  const line = body.split('\n').find((each) => each.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

test.each<[series: string, before: number | undefined, events: readonly TocsinEvent[], after: number]>([
  [
    'alertmanager_alerts_received_total{status="firing",version="v2"}',
    0,
    [
      { type: 'alerts received', firing: 3, resolved: 1, apiVersion: 'v2' },
      { type: 'alerts received', firing: 2, resolved: 0, apiVersion: 'v2' },
    ],
    5,
  ],
  [
    'alertmanager_alerts_received_total{status="resolved",version="v2"}',
    0,
    [{ type: 'alerts received', firing: 3, resolved: 1, apiVersion: 'v2' }],
    1,
  ],
  ['alertmanager_alerts_invalid_total{version="v2"}', 0, [{ type: 'alert invalid', apiVersion: 'v2', reason: 'x' }], 1],
  ['alertmanager_alerts_limited_total', undefined, [{ type: 'alert limited', alertname: 'X' }], 1],
  [
    'alertmanager_alerts_subscriber_channel_writes_total{subscriber="dispatcher"}',
    0,
    [{ type: 'alerts routed', alerts: 1, took: 1 }],
    1,
  ],
  [
    'alertmanager_dispatcher_alert_processing_duration_seconds_count',
    0,
    [{ type: 'alerts routed', alerts: 64, took: 500 }],
    64,
  ],
  [
    'alertmanager_dispatcher_alert_processing_duration_seconds_sum',
    0,
    [{ type: 'alerts routed', alerts: 64, took: 500 }],
    0.5,
  ],
  [
    'alertmanager_notifications_total{integration="webhook"}',
    0,
    [{ type: 'notification started', integration: hook, notification }],
    1,
  ],
  [
    'alertmanager_notification_requests_total{integration="webhook"}',
    0,
    [{ type: 'notification attempted', integration: hook, groupKey: 'g', attempt: 1, took: 10 }],
    1,
  ],
  [
    'alertmanager_notification_requests_failed_total{integration="webhook"}',
    0,
    [
      { type: 'notification attempted', integration: hook, groupKey: 'g', attempt: 1, took: 10 },
      {
        type: 'notification attempted',
        integration: hook,
        groupKey: 'g',
        attempt: 2,
        took: 10,
        error: 'x',
        retry: true,
      },
    ],
    1,
  ],
  [
    'alertmanager_notification_latency_seconds_bucket{le="5",integration="webhook"}',
    0,
    [{ type: 'notification attempted', integration: hook, groupKey: 'g', attempt: 1, took: 4000 }],
    1,
  ],
  [
    'alertmanager_notifications_failed_total{integration="webhook",reason="rateLimited"}',
    0,
    [{ type: 'notification failed', integration: hook, groupKey: 'g', reason: 'rateLimited', error: 'x', attempts: 1 }],
    1,
  ],
  [
    'alertmanager_notifications_suppressed_total{reason="silence"}',
    0,
    [
      { type: 'notification stopped', reason: 'silenced', notification, alerts: two },
      { type: 'notification stopped', reason: 'duplicate', notification, alerts: two, integration: hook },
    ],
    2,
  ],
  [
    'alertmanager_notifications_suppressed_total{reason="active_time_interval"}',
    0,
    [{ type: 'notification stopped', reason: 'inactive', notification, alerts: two }],
    2,
  ],
  ['alertmanager_config_hash', 0, [loaded], 36921000538967],
  ['alertmanager_config_last_reload_success_timestamp_seconds', 0, [loaded], 1_795_299_680.5],
  ['alertmanager_config_last_reload_successful', 0, [loaded], 1],
  [
    'alertmanager_config_last_reload_successful',
    0,
    [loaded, { type: 'config refused', file: 'x.yml', error: 'x', at: 0 }],
    0,
  ],
  ['alertmanager_receivers', 0, [loaded, { type: 'config refused', file: 'x.yml', error: 'x', at: 0 }], 2],
  ['alertmanager_inhibition_rules', 0, [loaded], 4],
  ['alertmanager_silences_queries_total', 0, [{ type: 'state queried', of: 'silences', took: 1 }], 1],
  ['alertmanager_nflog_queries_total', 0, [{ type: 'state queried', of: 'silences', took: 1 }], 0],
  [
    'alertmanager_nflog_query_errors_total',
    0,
    [{ type: 'state queried', of: 'notification log', took: 1, error: 'x' }],
    1,
  ],
  [
    'alertmanager_silences_query_silences_scanned_total',
    0,
    [{ type: 'state queried', of: 'silences', took: 1, scanned: 12, skipped: 30 }],
    12,
  ],
  [
    'alertmanager_silences_gc_duration_seconds_sum',
    0,
    [{ type: 'state maintained', of: 'silences', took: 2000, removed: 1 }],
    2,
  ],
  [
    'alertmanager_nflog_maintenance_errors_total',
    0,
    [{ type: 'state maintained', of: 'notification log', took: 1, removed: 0, error: 'x' }],
    1,
  ],
  [
    'tocsin_storage_failures_total{table="silences"}',
    undefined,
    [{ type: 'storage failed', file: 'a.db', tables: ['silences', 'alerts'], error: 'x' }],
    1,
  ],
])('%s: %s, then %j: %s', async (series, before, events, after) => {
  const { bus, metrics } = setUp()
  expect(await value(metrics, series)).toBe(before)
  for (const event of events) bus.emit(event)
  expect(await value(metrics, series)).toBe(after)
})

test.each<[series: string, options: Partial<MetricsOptions>, expected: number | undefined]>([
  ['alertmanager_alerts{state="suppressed"}', {}, 2],
  ['alertmanager_dispatcher_aggregation_groups', {}, 7],
  ['alertmanager_alerts_per_alert_limit', { perAlertnameLimit: 12 }, 12],
  ['alertmanager_silences{state="expired"}', {}, 2],
  ['alertmanager_silences_state_size', {}, 8],
  ['tocsin_notification_log_entries', {}, 9],
  ['tocsin_notifications_pending', {}, 3],
  ['alertmanager_cluster_enabled', {}, 0],
  ['alertmanager_cluster_members', {}, undefined],
  [
    'alertmanager_cluster_members',
    { cluster: { name: 'a', members: () => 3, failedPeers: () => 1, position: () => 2 } },
    3,
  ],
  ['tocsin_build_info{version="1.2.3",runtime="node24"}', {}, 1],
  [
    'alertmanager_build_info{branch="",goarch="amd64",goos="linux",goversion="node24",revision="",tags="",version="0.34.0"}',
    {},
    1,
  ],
  [
    'alertmanager_alerts{group_key="{}:{a=\\"b\\"}",state="active"}',
    { features: { ...noFeatures, groupKeyInMetrics: true } },
    4,
  ],
])('%s is read at the scrape', async (series, options, expected) => {
  expect(await value(setUp(options).metrics, series)).toBe(expected)
})

test('receiver names: series exist for what is configured, and go with a reload', async () => {
  const { bus, metrics } = setUp({ features: { ...noFeatures, receiverNameInMetrics: true } })
  const series = 'alertmanager_notifications_total{integration="webhook",receiver_name="team"}'
  expect(await value(metrics, series)).toBeUndefined()
  bus.emit(loaded)
  expect(await value(metrics, series)).toBe(0)
  bus.emit({ type: 'notification started', integration: hook, notification })
  expect(await value(metrics, series)).toBe(1)
  bus.emit({ ...loaded, integrations: [{ ...hook, receiver: 'other' }] })
  expect(await value(metrics, series)).toBeUndefined()
})

test('alert names: the dropped alerts are counted by name', async () => {
  const { bus, metrics } = setUp({ features: { ...noFeatures, alertNamesInMetrics: true } })
  bus.emit({ type: 'alert limited', alertname: 'X' })
  expect(await value(metrics, 'alertmanager_alerts_limited_total{alertname="X"}')).toBe(1)
})

test('requests: by handler, method and code; methods that nobody knows share a series', async () => {
  const { metrics } = setUp()
  const { http } = metrics
  http.observeRequest({ handler: '/api/v2/alerts', method: 'POST', code: 200, duration: 20 })
  http.observeRequest({ handler: '/metrics', method: 'BREW', code: 405, duration: 1, responseBytes: 500 })
  http.getStarted()
  http.getStarted()
  http.getFinished()
  http.concurrencyLimitExceeded()
  const duration = 'alertmanager_http_request_duration_seconds_count'
  expect(await value(metrics, `${duration}{handler="/api/v2/alerts",method="post",code="200"}`)).toBe(1)
  expect(await value(metrics, `${duration}{handler="/metrics",method="unknown",code="405"}`)).toBe(1)
  expect(await value(metrics, 'alertmanager_http_response_size_bytes_sum{handler="/metrics",method="unknown"}')).toBe(
    500,
  )
  expect(await value(metrics, 'alertmanager_http_requests_in_flight{method="get"}')).toBe(1)
  expect(await value(metrics, 'alertmanager_http_concurrency_limit_exceeded_total{method="get"}')).toBe(1)
})

test('closed metrics listen no more', async () => {
  const { bus, metrics } = setUp()
  metrics.close()
  bus.emit({ type: 'alert limited', alertname: 'X' })
  expect(bus.hears('alert limited')).toBe(false)
})

test('the process tells of itself', async () => {
  const { metrics } = setUp({ processMetrics: true })
  for (const name of ['process_start_time_seconds', 'process_cpu_seconds_total', 'process_resident_memory_bytes']) {
    expect(await value(metrics, name), name).toBeGreaterThan(0)
  }
})
