// What is counted of silences, of the notification log and of their storage.
// Names and labels are Alertmanager's (silence/silence.go, nflog/nflog.go), but for those that start with tocsin_.

import type { Registry } from 'prom-client'
import type { EventBus } from '../events/bus.ts'
import type { SilenceState } from '../model/silence.ts'
import { Count, CountByLabels, Distribution, registerSeries, type Series, Sum } from './series-metric.ts'

/** Read at each scrape. */
export interface StateSources {
  silencesByState(): Readonly<Record<SilenceState, number>>
  /** The number of entries in the notification log. */
  notificationLogSize(): number
}

export interface StateMetricsOptions {
  readonly registry: Registry
  readonly bus: EventBus
  readonly sources: StateSources
}

/** Counts what happens to kept state from here on. Returns the functions that stop it. */
export function countState({ registry, bus, sources }: StateMetricsOptions): readonly (() => void)[] {
  const gauge = (name: string, help: string, read: () => Iterable<Series>): void =>
    registerSeries(registry, { name, help, type: 'gauge', read })
  const silences = (): number => {
    const { active, expired, pending } = sources.silencesByState()
    return active + expired + pending
  }
  gauge('alertmanager_silences', 'Silences, by state.', () => {
    const counts = sources.silencesByState()
    return (['active', 'expired', 'pending'] as const).map((state) => ({ labels: { state }, value: counts[state] }))
  })
  for (const part of ['state_size', 'matcher_index_size', 'version_index_size']) {
    gauge(`alertmanager_silences_${part}`, 'Silences that are kept.', () => [{ value: silences() }])
  }
  registerSeries(registry, {
    name: 'alertmanager_silences_matcher_compile_errors_total',
    help: 'Matchers of silences that could not be read. They are refused when set: always 0 here.',
    type: 'counter',
    read: () => ['index', 'load_snapshot'].map((stage) => ({ labels: { stage }, value: 0 })),
  })
  gauge('tocsin_notification_log_entries', 'Entries in the notification log.', () => [
    { value: sources.notificationLogSize() },
  ])
  return [
    ...countKeeper({ registry, bus, prefix: 'alertmanager_silences', of: 'silences', scans: true }),
    ...countKeeper({ registry, bus, prefix: 'alertmanager_nflog', of: 'notification log', scans: false }),
    ...countStorage(registry, bus),
  ]
}

interface KeeperOptions {
  readonly registry: Registry
  readonly bus: EventBus
  readonly prefix: string
  readonly of: 'silences' | 'notification log'
  /** Whether the keeper tells how many rows a query looked at. */
  readonly scans: boolean
}

function countKeeper({ registry, bus, prefix, of, scans }: KeeperOptions): readonly (() => void)[] {
  const counter = (name: string, help: string): Count => {
    const count = new Count()
    registerSeries(registry, { name: `${prefix}_${name}`, help, type: 'counter', read: () => [count.series()] })
    return count
  }
  const collections = new Sum()
  registerSeries(registry, {
    name: `${prefix}_gc_duration_seconds`,
    help: `How long it took to remove what is too old from the ${of}.`,
    type: 'summary',
    read: () => collections.series(),
  })
  const maintenances = counter('maintenance_total', `Times that the ${of} were looked through for what is too old.`)
  const failed = counter('maintenance_errors_total', `Times that this failed for the ${of}.`)
  const failedCollections = scans ? counter('gc_errors_total', `Silences that could not be removed.`) : undefined
  const queries = counter('queries_total', `Questions to the ${of}.`)
  const failedQueries = counter('query_errors_total', `Questions to the ${of} that failed.`)
  const scanned = scans
    ? counter('query_silences_scanned_total', 'Silences that a question had to look at.')
    : undefined
  const skipped = scans
    ? counter('query_silences_skipped_total', 'Silences that an index spared a question.')
    : undefined
  const duration = new Distribution([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10])
  registerSeries(registry, {
    name: `${prefix}_query_duration_seconds`,
    help: `How long a question to the ${of} took.`,
    type: 'histogram',
    read: () => duration.series(),
  })
  counter('gossip_messages_propagated_total', `Changes of the ${of} that were passed on to other instances.`)
  registerSeries(registry, {
    name: `${prefix}_snapshot_duration_seconds`,
    help: 'How long a snapshot took. Changes are written as they come, there are no snapshots: always 0 here.',
    type: 'summary',
    read: () => new Sum().series(),
  })
  registerSeries(registry, {
    name: `${prefix}_snapshot_size_bytes`,
    help: 'The size of the last snapshot. There are none here: always 0.',
    type: 'gauge',
    read: () => [{ value: 0 }],
  })
  return [
    bus.on('state queried', (event) => {
      if (event.of !== of) return
      queries.add()
      if (event.error !== undefined) failedQueries.add()
      duration.observe(event.took / 1000)
      scanned?.add(event.scanned ?? 0)
      skipped?.add(event.skipped ?? 0)
    }),
    bus.on('state maintained', (event) => {
      if (event.of !== of) return
      maintenances.add()
      collections.add(event.took / 1000)
      if (event.error === undefined) return
      failed.add()
      failedCollections?.add()
    }),
  ]
}

function countStorage(registry: Registry, bus: EventBus): readonly (() => void)[] {
  const failures = new CountByLabels(['table'])
  const setAside = new Count()
  registerSeries(registry, {
    name: 'tocsin_storage_failures_total',
    help: 'Times that state could not be written or read, by table.',
    type: 'counter',
    read: () => failures.series(),
  })
  registerSeries(registry, {
    name: 'tocsin_storage_files_set_aside_total',
    help: 'Damaged files that were renamed and replaced by empty ones.',
    type: 'counter',
    read: () => [setAside.series()],
  })
  return [
    bus.on('storage failed', ({ table }) => failures.add([table])),
    bus.on('storage set aside', () => setAside.add()),
  ]
}
