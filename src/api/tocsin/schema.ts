// The objects of /api/tocsin/v1, Tocsin's own API beside Alertmanager's: what the web page needs to know more. They may
// grow; what is there keeps its meaning. Times are RFC 3339.

import type { WireAlert, WireMatcher } from '../v2/schema.ts'

/** GET /api/tocsin/v1/groups. With `?alerts=false` the list of alerts is empty, and the rest is as ever. */
export interface WireGroups {
  /** The server's time. */
  readonly now: string
  /** Where the live stream stood: `live?after=` this place misses nothing that this answer does not have. */
  readonly position: string
  readonly groups: readonly WireGroup[]
  /** When nothing is left: the end of the last alert that is still known of. */
  readonly lastEnded?: string
  /** Every alert of the groups once, in no particular order, as /api/v2/alerts shows it. */
  readonly alerts: readonly WireAlert[]
  /** Fingerprints of those that are known from before the server's last start, and that nobody has told again since. */
  readonly restored: readonly string[]
}

/** One group as the dispatcher has it. */
export interface WireGroup {
  /** Tells the group from all others for as long as it is open. */
  readonly id: string
  /** As in notifications; two routes with the same matchers share it. */
  readonly groupKey: string
  /** The route: unique in the tree, made of matchers and positions. */
  readonly routeId: string
  readonly receiver: string
  readonly labels: Readonly<Record<string, string>>
  readonly routeLabels: Readonly<Record<string, string>>
  /** Names of the time intervals that mute it now. */
  readonly mutedBy: readonly string[]
  /** When the group looks next whether there is something to tell. */
  readonly nextFlush: string
  readonly counts: WireGroupCounts
  /** Fingerprints of its alerts that are not over. */
  readonly alerts: readonly string[]
  readonly integrations: readonly WireIntegrationResult[]
}

/** How many alerts of a group are in which state; one that is silenced and inhibited counts as both. */
export interface WireGroupCounts {
  readonly active: number
  readonly silenced: number
  readonly inhibited: number
}

/** An integration of the group's receiver, and what came of its last notification about this group. */
export interface WireIntegrationResult {
  /** `webhook`, `email`, … */
  readonly name: string
  /** Counts the receiver's integrations of this name from 0. */
  readonly index: number
  /** Absent when nothing was sent yet. */
  readonly last?: WireNotificationResult
}

export type WireNotificationResult =
  | {
      readonly result: 'sent'
      readonly at: string
      /** In the words of the payload: 'first notification', … Absent for one from before the last start. */
      readonly reason?: string
    }
  | {
      /** `retrying`: another attempt follows by itself. */
      readonly result: 'failed' | 'retrying'
      readonly at: string
      /** As in alertmanager_notifications_failed_total; absent while it is retried. */
      readonly reason?: string
      readonly error: string
      /** When the last one before it was sent, if one was. */
      readonly lastSent?: string
    }

/** One receiver of GET /api/tocsin/v1/receivers, with what its integrations last did for any group, since the start. */
export interface WireReceiverRecord {
  readonly name: string
  readonly integrations: readonly {
    readonly name: string
    readonly index: number
    readonly lastSent?: { readonly at: string; readonly groupKey: string }
    readonly lastFailed?: {
      readonly at: string
      readonly groupKey: string
      readonly error: string
      /** As in alertmanager_notifications_failed_total; absent while it is retried. */
      readonly reason?: string
    }
  }[]
}

/** GET /api/tocsin/v1/routes: what decides where alerts go. */
export interface WireRoutes {
  readonly route: WireRoute
  readonly timeIntervals: readonly WireNamedIntervals[]
}

/** One route with everything that it inherits. Spans are in milliseconds. */
export interface WireRoute {
  /** Counts the routes, children before their parent. */
  readonly index: number
  /** Unique in the tree; a group names its route by it. */
  readonly id: string
  /** The matchers from the root on: the first part of a group's key. */
  readonly key: string
  readonly receiver: string
  readonly groupBy: readonly string[]
  readonly groupByAll: boolean
  readonly groupWait: number
  readonly groupInterval: number
  readonly repeatInterval: number
  readonly muteTimeIntervals: readonly string[]
  readonly activeTimeIntervals: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly matchers: readonly WireMatcher[]
  readonly continue: boolean
  readonly routes: readonly WireRoute[]
}

/** A named time interval: it holds when any of its parts does. */
export interface WireNamedIntervals {
  readonly name: string
  readonly intervals: readonly WireTimeInterval[]
}

/** All fields have to hold; one that is absent always does, one without ranges never. */
export interface WireTimeInterval {
  /** Minutes since midnight; the end does not belong to it. */
  readonly times?: readonly { readonly startMinute: number; readonly endMinute: number }[]
  /** From Sunday = 0. */
  readonly weekdays?: readonly WireRange[]
  /** From 1, or from the month's end, -1 being its last day. */
  readonly daysOfMonth?: readonly WireRange[]
  readonly months?: readonly WireRange[]
  readonly years?: readonly WireRange[]
  /** A time zone by its IANA name; absent means UTC. */
  readonly location?: string
}

/** Both ends belong to it. */
export interface WireRange {
  readonly begin: number
  readonly end: number
}

/** GET /api/tocsin/v1/operation: how the server itself is. */
export interface WireOperation {
  /** The server's time. */
  readonly now: string
  readonly startedAt: string
  readonly config: {
    readonly loaded?: { readonly at: string; readonly file: string; readonly warnings: readonly string[] }
    /** Present when the last reload failed: the report, each problem with its place and its line. */
    readonly refused?: { readonly at: string; readonly file: string; readonly error: string }
  }
  readonly storage: {
    /** Where the server keeps its state. */
    readonly directory: string
    /** Why nothing can be written at the moment; absent when all is well. */
    readonly problem?: string
    /** Damaged files and rows that were set aside since the start, once for each place. */
    readonly setAside: readonly {
      readonly at: string
      readonly file: string
      readonly to: string
      readonly count: number
      /** Of the last time. */
      readonly error: string
      /** How many rows of a whole file could be saved. */
      readonly rescued?: number
    }[]
  }
}

/**
 * The data of one server-sent event of GET /api/tocsin/v1/live, named `change`: what changed since the event before.
 * What happened in one short span is one event, however much it was. The other event is `start-over`, without
 * content: the reader has missed something and should ask for everything again. A stream is resumed by Last-Event-ID, or
 * by `?after=` for the first time.
 */
export interface WireChange {
  /** The server's time. */
  readonly now: string
  /** Alerts that began, ended, or say something else than before. A mere resend is no change. */
  readonly alerts?: { readonly began: number; readonly ended: number; readonly changed: number }
  readonly silences?: {
    readonly count: number
    /** Their ids; empty when there are too many to name. */
    readonly ids: readonly string[]
  }
  /** How many groups were opened, flushed or closed. */
  readonly groups?: number
  readonly notifications?: { readonly sent: number; readonly failed: number }
  readonly config?: { readonly loaded: true } | { readonly loaded: false; readonly error: string }
}
