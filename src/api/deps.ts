// What the API is handed: the owners of state, functions of the engine, and what the command line decided.

import type { AlertStore } from '../alerts/alert-store.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import type { IntegrationRef } from '../events/event.ts'
import type { IntegrationRecord, NotificationResult } from '../history/last-results.ts'
import type { OperationState } from '../history/operation-record.ts'
import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Duration, Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { MatcherMode } from '../model/matcher-parser.ts'
import type { TimeInterval } from '../model/time-interval.ts'
import type { Route } from '../routing/route.ts'
import type { SilenceStore } from '../silences/silence-store.ts'
import type { HttpObserver } from '../telemetry/http-observer.ts'
import type { LiveFeed } from './live/live-feed.ts'
import type { WireClusterStatus } from './v2/schema.ts'

export interface ApiDeps {
  readonly clock: Clock
  readonly bus: EventBus
  readonly options: ApiOptions
  /** The configuration that is in force. */
  config(): ApiConfig
  readonly alerts: Pick<AlertStore, 'put' | 'get' | 'all' | 'size' | 'version' | 'subscribe' | 'isRestored'>
  readonly silences: Pick<SilenceStore, 'set' | 'expire' | 'get' | 'list' | 'silencedBy' | 'versionAt'>
  /** Every open group, in the order of the routes. */
  groups(): Iterable<GroupView>
  /** Fingerprints of the alerts that inhibit one with these labels. */
  inhibitedBy(labels: LabelSet, now: Instant): readonly Fingerprint[]
  /** Differs from one before, under one configuration, whenever an answer of inhibitedBy may. */
  inhibitionVersionAt(now: Instant): number
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>
  cluster(): WireClusterStatus
  /** Loads the configuration file again. Rejects with an Error whose message says what is wrong with it. */
  reload(): Promise<void>
  ready(): boolean
  /** What came of the last notification that an integration sent of a group; undefined when none is known. */
  lastResult(groupKey: string, integration: IntegrationRef): NotificationResult | undefined
  /** What an integration last did for any group. */
  integrationRecord(integration: IntegrationRef): IntegrationRecord
  /** How the configuration and the storage are. */
  operation(): OperationState & {
    /** Where the state is kept, and why nothing can be written there at the moment. */
    readonly directory: string
    readonly problem: string | undefined
  }
  readonly live: Pick<LiveFeed, 'position' | 'read'>
  readonly build: ApiBuild
  readonly startedAt: Instant
  readonly observer?: HttpObserver
}

export interface ApiOptions {
  /** '/' for none, else with a slash before and none after. */
  readonly routePrefix: string
  /** How many GET requests may be answered at a time; at least 1. */
  readonly getConcurrency: number
  /** 0 for none. */
  readonly timeout: Duration
  /** A regular expression (RE2, anchored) for origins that may use the API from a browser; undefined for none but its own. */
  readonly corsOrigin: string | undefined
  /** In bytes. */
  readonly maxBodySize: number
  readonly matcherMode: MatcherMode
  /** Where the built web page lies; without it a plain page stands in. */
  readonly pageDirectory?: string | undefined
}

/** What the API reads of the configuration. */
export interface ApiConfig {
  readonly original: () => string
  readonly route: Route
  readonly timeIntervals: ReadonlyMap<string, readonly TimeInterval[]>
  readonly receivers: readonly {
    readonly name: string
    readonly labels: LabelSet
    readonly integrations: readonly { readonly name: string; readonly index: number }[]
  }[]
  readonly global: { readonly resolveTimeout: Duration }
}

/** A group as the API shows it. */
export interface GroupView {
  /** Stands for the group for as long as it is open. */
  readonly identity: object
  readonly receiver: string
  readonly labels: LabelSet
  readonly routeLabels: LabelSet
  /** Names of the time intervals that mute it now. */
  readonly mutedBy: readonly string[]
  readonly groupKey: string
  readonly routeId: string
  readonly nextFlush: Instant
  /** Another number as soon as alerts have come or gone. */
  readonly version: number
  alerts(): Iterable<Alert>
}

/** As version.ts has it. */
export interface ApiBuild {
  readonly version: string
  readonly compatibleWith: string
  readonly runtime: string
}
