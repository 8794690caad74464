// Everything worth telling, as one union. The parts that decide emit; metrics, logs, history and the live page listen.

import type { Alert } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Duration, Instant } from '../model/instant.ts'
import type { FailureReason, Notification, NotificationReason } from '../model/notification.ts'
import type { Silence } from '../model/silence.ts'

/** One integration of one receiver: `index` counts within the receiver and the integration's name, as in the notification log. */
export interface IntegrationRef {
  readonly receiver: string
  readonly name: string
  readonly index: number
}

/** Why a notification, or some alerts of it, went no further. The first four are Alertmanager's suppression reasons. */
export type StopReason = 'silenced' | 'inhibited' | 'muted' | 'inactive' | 'duplicate'

export type TocsinEvent =
  | { readonly type: 'alerts received'; readonly firing: number; readonly resolved: number; readonly apiVersion: 'v2' }
  | { readonly type: 'alert invalid'; readonly apiVersion: 'v2'; readonly reason: string }
  | { readonly type: 'alert limited'; readonly alertname: string }
  | { readonly type: 'alert changed'; readonly alert: Alert; readonly previous: Alert | undefined }
  | { readonly type: 'alert expired'; readonly alert: Alert }
  | { readonly type: 'group opened'; readonly groupKey: string; readonly receiver: string; readonly groups: number }
  | { readonly type: 'group closed'; readonly groupKey: string; readonly groups: number }
  | { readonly type: 'group flushed'; readonly notification: Notification }
  | { readonly type: 'route label failed'; readonly groupKey: string; readonly label: string; readonly error: string }
  | { readonly type: 'alerts routed'; readonly alerts: number; readonly took: Duration }
  | {
      readonly type: 'notification stopped'
      readonly reason: StopReason
      readonly notification: Notification
      readonly alerts: readonly { readonly fingerprint: Fingerprint; readonly by: readonly string[] }[]
      /** Set where one integration stopped (duplicate), not the whole notification. */
      readonly integration?: IntegrationRef
    }
  | { readonly type: 'notification started'; readonly integration: IntegrationRef; readonly notification: Notification }
  | {
      readonly type: 'notification attempted'
      readonly integration: IntegrationRef
      readonly groupKey: string
      readonly attempt: number
      readonly took: Duration
      readonly error?: string
      /** Set with `error`: whether another attempt follows by itself. */
      readonly retry?: boolean
    }
  | {
      readonly type: 'notification sent'
      readonly integration: IntegrationRef
      readonly notification: Notification
      readonly reason: NotificationReason
      readonly alerts: number
      readonly attempts: number
    }
  | {
      readonly type: 'notification failed'
      readonly integration: IntegrationRef
      readonly groupKey: string
      readonly reason: FailureReason
      readonly error: string
      readonly attempts: number
    }
  | { readonly type: 'silence set'; readonly silence: Silence; readonly previous: Silence | undefined }
  | { readonly type: 'silence expired'; readonly silence: Silence }
  | { readonly type: 'silence removed'; readonly id: string }
  | {
      /** A question was answered from kept state. */
      readonly type: 'state queried'
      readonly of: 'silences' | 'notification log'
      readonly took: Duration
      readonly error?: string
      /** How many rows had to be looked at, and how many an index spared. */
      readonly scanned?: number
      readonly skipped?: number
    }
  | {
      /** What is older than the retention was removed. */
      readonly type: 'state maintained'
      readonly of: 'silences' | 'notification log'
      readonly took: Duration
      readonly removed: number
      readonly error?: string
    }
  | { readonly type: 'storage failed'; readonly table: string; readonly error: string }
  | { readonly type: 'storage set aside'; readonly file: string; readonly to: string; readonly error: string }
  | {
      readonly type: 'config loaded'
      readonly file: string
      readonly hash: number
      /** Those that a route names. */
      readonly receivers: readonly string[]
      /** Those of these receivers. */
      readonly integrations: readonly IntegrationRef[]
      readonly inhibitRules: number
      readonly warnings: readonly string[]
      readonly at: Instant
    }
  | { readonly type: 'config refused'; readonly file: string; readonly error: string; readonly at: Instant }

export type EventOf<T extends TocsinEvent['type']> = Extract<TocsinEvent, { readonly type: T }>
