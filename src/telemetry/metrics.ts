// What /metrics answers: Alertmanager's metrics by the same names and labels, and a few of our own. Counters listen to the
// bus; what is a state is asked for at each scrape. Nothing else in the program counts.

import { collectDefaultMetrics, Registry } from 'prom-client'
import type { EventBus } from '../events/bus.ts'
import { type AlertSources, countAlerts } from './alert-metrics.ts'
import { type ClusterSource, tellOfCluster } from './cluster-metrics.ts'
import { tellOfConfig } from './config-metrics.ts'
import { countRequests, type HttpObserver } from './http-observer.ts'
import { countNotifications, type NotificationSource } from './notification-metrics.ts'
import { registerSeries } from './series-metric.ts'
import { countState, type StateSources } from './state-metrics.ts'

export interface MetricsOptions {
  readonly bus: EventBus
  /** Asked at each scrape, never before. */
  readonly sources: AlertSources & NotificationSource & StateSources
  /** Undefined when there is no cluster. */
  readonly cluster: ClusterSource | undefined
  readonly features: {
    readonly receiverNameInMetrics: boolean
    readonly alertNamesInMetrics: boolean
    readonly groupKeyInMetrics: boolean
  }
  readonly perAlertnameLimit: number
  readonly build: {
    readonly version: string
    readonly compatibleWith: string
    readonly runtime: string
    readonly os: string
    readonly architecture: string
  }
  /** Adds process_* and nodejs_*, which are of the whole process: once in a process is enough. */
  readonly processMetrics: boolean
}

export interface Metrics {
  readonly http: HttpObserver
  /** The exposition, in the text format 0.0.4: that is what Alertmanager answers whatever text format is asked for. */
  expose(): Promise<{ readonly contentType: string; readonly body: string }>
  /** Stops listening to the bus. */
  close(): void
}

/** Starts counting. To be called before the first event. */
export function createMetrics(options: MetricsOptions): Metrics {
  const { bus, sources, cluster, features, perAlertnameLimit, build, processMetrics } = options
  const registry = new Registry()
  tellOfBuild(registry, build)
  const stops = [
    ...countAlerts({
      registry,
      bus,
      sources,
      perAlertnameLimit,
      alertNames: features.alertNamesInMetrics,
      groupKeys: features.groupKeyInMetrics,
    }),
    ...countNotifications({ registry, bus, sources, receiverName: features.receiverNameInMetrics }),
    ...countState({ registry, bus, sources }),
    ...tellOfConfig(registry, bus),
  ]
  tellOfCluster(registry, cluster)
  const http = countRequests(registry)
  if (processMetrics) collectDefaultMetrics({ register: registry })
  return {
    http,
    expose: async () => ({
      contentType: `${Registry.PROMETHEUS_CONTENT_TYPE}; escaping=underscores`,
      body: await registry.metrics(),
    }),
    close: () => {
      for (const stop of stops) stop()
    },
  }
}

/** Clients such as karma look at alertmanager_build_info for the version, so that it names what we can stand in for. */
function tellOfBuild(registry: Registry, build: MetricsOptions['build']): void {
  const { version, compatibleWith, runtime, os, architecture } = build
  registerSeries(registry, {
    name: 'alertmanager_build_info',
    help: 'Always 1; the labels name the Alertmanager that this program can stand in for, and what it runs on.',
    type: 'gauge',
    read: () => [
      {
        labels: {
          branch: '',
          goarch: architecture,
          goos: os,
          goversion: runtime,
          revision: '',
          tags: '',
          version: compatibleWith,
        },
        value: 1,
      },
    ],
  })
  registerSeries(registry, {
    name: 'tocsin_build_info',
    help: 'Always 1; the labels name this program.',
    type: 'gauge',
    read: () => [{ labels: { version, runtime }, value: 1 }],
  })
}
