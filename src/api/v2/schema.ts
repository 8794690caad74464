// The objects of /api/v2 as they cross the wire, for whoever speaks to it: the handlers, the command line, the page.
// Source: Alertmanager's api/v2/openapi.yaml. Times are RFC 3339 with exactly three fraction digits when Tocsin writes them.

export type AlertState = 'active' | 'suppressed' | 'unprocessed'

export interface WireReceiverReference {
  readonly name: string
}

/** One receiver of GET /receivers. Its labels always hold `name`. */
export interface WireReceiver extends WireReceiverReference {
  readonly labels?: Readonly<Record<string, string>>
}

export interface WireAlertStatus {
  readonly state: AlertState
  /** Fingerprints of the alerts that inhibit it. */
  readonly inhibitedBy: readonly string[]
  /** Names of the time intervals that mute its group; always empty in GET /alerts. */
  readonly mutedBy: readonly string[]
  /** Ids of the active silences that match it. */
  readonly silencedBy: readonly string[]
}

/** An alert as GET /alerts and GET /alerts/groups answer it. */
export interface WireAlert {
  readonly annotations: Readonly<Record<string, string>>
  readonly endsAt: string
  readonly fingerprint: string
  readonly receivers: readonly WireReceiverReference[]
  readonly startsAt: string
  readonly status: WireAlertStatus
  readonly updatedAt: string
  /** Text from outside, never to be trusted as a link. Absent when the client sent none. */
  readonly generatorURL?: string
  readonly labels: Readonly<Record<string, string>>
}

/** An alert as POST /alerts takes it. */
export interface WirePostableAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly startsAt?: string
  readonly endsAt?: string
  readonly generatorURL?: string
}

/** A group as GET /alerts/groups answers it. */
export interface WireAlertGroup {
  readonly alerts: readonly WireAlert[]
  readonly labels: Readonly<Record<string, string>>
  readonly receiver: WireReceiverReference
  readonly routeLabels: Readonly<Record<string, string>>
}

export interface WireMatcher {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  /** Absent means true. */
  readonly isEqual?: boolean
}

/** A silence as POST /silences takes it. With `id` it updates that silence, or replaces it by a new one. */
export interface WirePostableSilence {
  readonly id?: string
  readonly matchers: readonly WireMatcher[]
  readonly startsAt: string
  readonly endsAt: string
  readonly createdBy: string
  readonly comment: string
  readonly annotations?: Readonly<Record<string, string>>
}

export interface WireSilence extends WirePostableSilence {
  readonly id: string
  readonly status: { readonly state: 'active' | 'pending' | 'expired' }
  readonly updatedAt: string
}

export interface WirePeer {
  readonly address: string
  readonly name: string
}

export interface WireClusterStatus {
  readonly status: 'ready' | 'settling' | 'disabled'
  readonly name?: string
  readonly peers: readonly WirePeer[]
}

export interface WireVersionInfo {
  /** The Alertmanager release that the API is compatible with. */
  readonly version: string
  readonly revision: string
  readonly branch: string
  readonly buildUser: string
  readonly buildDate: string
  /** Alertmanager tells its Go release here; Tocsin the runtime that it runs on. */
  readonly goVersion: string
  /** Tocsin's own version. Clients of Alertmanager ignore the key. */
  readonly tocsin: string
}

export interface WireStatus {
  readonly cluster: WireClusterStatus
  readonly versionInfo: WireVersionInfo
  readonly config: { readonly original: string }
  readonly uptime: string
}

/** The body of errors found before a handler runs; 600 and up are reasons within a 422. Handlers' own errors are a bare JSON string. */
export interface WireProblem {
  readonly code: number
  readonly message: string
}
