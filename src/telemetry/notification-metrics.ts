// What is counted of notifications. Names and labels are Alertmanager's (notify/metrics.go).

import type { Registry } from 'prom-client'
import type { EventBus } from '../events/bus.ts'
import type { IntegrationRef, StopReason } from '../events/event.ts'
import type { FailureReason } from '../model/notification.ts'
import { CountByLabels, Distribution, registerSeries } from './series-metric.ts'

/** Every integration of Alertmanager: each has its series from the start, whether configured or not. */
const integrationNames = [
  'discord',
  'email',
  'incidentio',
  'jira',
  'mattermost',
  'msteams',
  'msteamsv2',
  'opsgenie',
  'pagerduty',
  'pushover',
  'rocketchat',
  'slack',
  'sns',
  'telegram',
  'victorops',
  'webex',
  'webhook',
  'wechat',
] as const

const failureReasons: readonly FailureReason[] = [
  'other',
  'clientError',
  'serverError',
  'contextCanceled',
  'contextDeadlineExceeded',
  'authError',
  'rateLimited',
]

/** Alertmanager's word for each reason; a duplicate is not suppressed, it is already known. As notify/mute.go. */
const suppressionReasons: Readonly<Record<Exclude<StopReason, 'duplicate'>, string>> = {
  silenced: 'silence',
  inhibited: 'inhibition',
  muted: 'mute_time_interval',
  inactive: 'active_time_interval',
}

/** Read at each scrape. */
export interface NotificationSource {
  /** How many notifications wait to be sent, or are being sent. */
  pendingNotifications(): number
}

export interface NotificationMetricsOptions {
  readonly registry: Registry
  readonly bus: EventBus
  readonly sources: NotificationSource
  /** Adds the label receiver_name (--enable-feature=receiver-name-in-metrics). */
  readonly receiverName: boolean
}

interface Latency {
  readonly labels: Readonly<Record<string, string>>
  readonly distribution: Distribution
}

/** Counts notifications from here on. Returns the functions that stop it. */
export function countNotifications(options: NotificationMetricsOptions): readonly (() => void)[] {
  const { registry, bus, sources, receiverName } = options
  const labels = receiverName ? ['integration', 'receiver_name'] : ['integration']
  const notifications = new CountByLabels(labels)
  const failures = new CountByLabels([...labels, 'reason'])
  const requests = new CountByLabels(labels)
  const failedRequests = new CountByLabels(labels)
  const suppressed = new CountByLabels(['reason'])
  const valuesOf = ({ name, receiver }: Pick<IntegrationRef, 'name' | 'receiver'>): readonly string[] =>
    receiverName ? [name, receiver] : [name]

  const counter = (name: string, help: string, counts: CountByLabels): void =>
    registerSeries(registry, { name, help, type: 'counter', read: () => counts.series() })
  counter('alertmanager_notifications_total', 'Notifications that were started.', notifications)
  counter('alertmanager_notifications_failed_total', 'Notifications that were given up.', failures)
  counter('alertmanager_notification_requests_total', 'Attempts to send a notification.', requests)
  counter('alertmanager_notification_requests_failed_total', 'Attempts that failed.', failedRequests)
  counter(
    'alertmanager_notifications_suppressed_total',
    'Alerts that were held back because of a silence, an inhibition or a time interval.',
    suppressed,
  )
  registerSeries(registry, {
    name: 'tocsin_notifications_pending',
    help: 'Notifications that wait to be sent, or are being sent: at most two for each group and integration.',
    type: 'gauge',
    read: () => [{ value: sources.pendingNotifications() }],
  })
  const latencies = new Map<string, Latency>()
  const latencyOf = ({ name, receiver }: Pick<IntegrationRef, 'name' | 'receiver'>): Latency => {
    const key = receiverName ? `${name}\0${receiver}` : name
    const known = latencies.get(key)
    if (known !== undefined) return known
    const shown = { integration: name, ...(receiverName && { receiver_name: receiver }) }
    const latency = { labels: shown, distribution: new Distribution([1, 5, 10, 15, 20]) }
    latencies.set(key, latency)
    return latency
  }
  registerSeries(registry, {
    name: 'alertmanager_notification_latency_seconds',
    help: 'How long an attempt to send a notification took.',
    type: 'histogram',
    read: () => [...latencies.values()].flatMap((latency) => [...latency.distribution.series(latency.labels)]),
  })

  const showZero = (ref: Pick<IntegrationRef, 'name' | 'receiver'>): void => {
    const values = valuesOf(ref)
    for (const counts of [notifications, requests, failedRequests]) counts.add(values, 0)
    for (const reason of failureReasons) failures.add([...values, reason], 0)
    latencyOf(ref)
  }
  if (!receiverName) for (const name of integrationNames) showZero({ name, receiver: '' })
  for (const reason of Object.values(suppressionReasons)) suppressed.add([reason], 0)

  return [
    bus.on('config loaded', ({ integrations }) => {
      if (!receiverName) return
      // As notify/metrics.go InitializeFor: receivers that are gone take their series with them.
      for (const counts of [notifications, failures, requests, failedRequests]) counts.clear()
      latencies.clear()
      for (const ref of integrations) showZero(ref)
    }),
    bus.on('notification started', ({ integration }) => notifications.add(valuesOf(integration))),
    bus.on('notification attempted', ({ integration, took, error }) => {
      requests.add(valuesOf(integration))
      if (error !== undefined) failedRequests.add(valuesOf(integration))
      latencyOf(integration).distribution.observe(took / 1000)
    }),
    bus.on('notification failed', ({ integration, reason }) => failures.add([...valuesOf(integration), reason])),
    bus.on('notification stopped', ({ reason, alerts }) => {
      if (reason !== 'duplicate') suppressed.add([suppressionReasons[reason]], alerts.length)
    }),
  ]
}
