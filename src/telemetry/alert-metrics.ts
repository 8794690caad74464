// What is counted of alerts and groups. Names and labels are Alertmanager's (api/metrics, provider/mem, dispatch/metric.go).

import type { Registry } from 'prom-client'
import type { EventBus } from '../events/bus.ts'
import { Count, CountByLabels, registerSeries, type Series, Sum } from './series-metric.ts'

/** How many alerts are in each state of alertmanager_alerts. */
export interface AlertCounts {
  readonly active: number
  readonly suppressed: number
  readonly unprocessed: number
}

/** Read at each scrape. */
export interface AlertSources {
  /** Each alert that is not resolved counts once, however many groups it is in. */
  alertsByState(): Promise<AlertCounts>
  /** The same by group, for --enable-feature=group-key-in-metrics. */
  alertsByGroup(): Promise<readonly (AlertCounts & { readonly groupKey: string })[]>
  /** The number of aggregation groups. */
  groups(): number
}

export interface AlertMetricsOptions {
  readonly registry: Registry
  readonly bus: EventBus
  readonly sources: AlertSources
  /** --alerts.per-alertname-limit; 0 for none. */
  readonly perAlertnameLimit: number
  /** Adds the label alertname to alertmanager_alerts_limited_total. */
  readonly alertNames: boolean
  /** Tells the states by group instead of over all. */
  readonly groupKeys: boolean
}

/** Counts alerts from here on. Returns the functions that stop it. */
export function countAlerts(options: AlertMetricsOptions): readonly (() => void)[] {
  const { registry, bus, sources, perAlertnameLimit, alertNames, groupKeys } = options
  const firing = new Count()
  const resolved = new Count()
  const invalid = new Count()
  const changed = new Count()
  const limited = new CountByLabels(alertNames ? ['alertname'] : [])
  const routing = new Sum()

  registerSeries(registry, {
    name: 'alertmanager_alerts',
    help: 'Alerts that are not resolved, by state.',
    type: 'gauge',
    read: async () =>
      groupKeys ? statesByGroup(await sources.alertsByGroup()) : statesOf(await sources.alertsByState(), {}),
  })
  registerSeries(registry, {
    name: 'alertmanager_alerts_received_total',
    help: 'Alerts that clients sent.',
    type: 'counter',
    read: () => [
      firing.series({ status: 'firing', version: 'v2' }),
      resolved.series({ status: 'resolved', version: 'v2' }),
    ],
  })
  registerSeries(registry, {
    name: 'alertmanager_alerts_invalid_total',
    help: 'Alerts that clients sent and that were refused as invalid.',
    type: 'counter',
    read: () => [invalid.series({ version: 'v2' })],
  })
  registerSeries(registry, {
    name: 'alertmanager_alerts_per_alert_limit',
    help: 'The most alerts that are kept for one alert name; 0 for no limit.',
    type: 'gauge',
    read: () => [{ value: perAlertnameLimit }],
  })
  registerSeries(registry, {
    name: 'alertmanager_alerts_limited_total',
    help: 'Alerts that were dropped because of the limit for one alert name.',
    type: 'counter',
    read: () => limited.series(),
  })
  registerSeries(registry, {
    name: 'alertmanager_alerts_subscriber_channel_writes_total',
    help: 'Changes of alerts that were handed on, by who they were handed to.',
    type: 'counter',
    read: () => ['dispatcher', 'inhibitor'].map((subscriber) => changed.series({ subscriber })),
  })
  registerSeries(registry, {
    name: 'alertmanager_dispatcher_aggregation_groups',
    help: 'Groups that exist.',
    type: 'gauge',
    read: () => [{ value: sources.groups() }],
  })
  registerSeries(registry, {
    name: 'alertmanager_dispatcher_alert_processing_duration_seconds',
    help: 'How long it took to put alerts into their groups.',
    type: 'summary',
    read: () => routing.series(),
  })
  for (const [name, help] of alwaysZero) {
    registerSeries(registry, { name, help, type: 'counter', read: () => [{ value: 0 }] })
  }

  return [
    bus.on('alerts received', (event) => {
      firing.add(event.firing)
      resolved.add(event.resolved)
    }),
    bus.on('alert invalid', () => invalid.add()),
    bus.on('alert limited', ({ alertname }) => limited.add(alertNames ? [alertname] : [])),
    bus.on('alerts routed', ({ alerts, took }) => {
      changed.add(alerts)
      routing.add(took / 1000, alerts)
    }),
  ]
}

/** What cannot happen here: groups have no limit, and one thread makes them. */
const alwaysZero = [
  [
    'alertmanager_dispatcher_aggregation_group_limit_reached_total',
    'Groups that were not made because of a limit. There is none here: always 0.',
  ],
  [
    'alertmanager_dispatcher_aggregation_group_creation_retries_total',
    'Times that two threads made the same group. There is one thread here: always 0.',
  ],
  [
    'alertmanager_dispatcher_aggregation_group_creation_given_up_total',
    'Alerts that were dropped because their group could not be made. Always 0 here.',
  ],
] as const

function statesOf(counts: AlertCounts, labels: Readonly<Record<string, string>>): readonly Series[] {
  return (['active', 'suppressed', 'unprocessed'] as const).map((state) => ({
    labels: { ...labels, state },
    value: counts[state],
  }))
}

function* statesByGroup(groups: Awaited<ReturnType<AlertSources['alertsByGroup']>>): Generator<Series> {
  for (const group of groups) yield* statesOf(group, { group_key: group.groupKey })
}
