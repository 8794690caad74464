// What a group tells a receiver at one flush, and why.

import type { Alert } from './alert.ts'
import type { Duration, Instant } from './instant.ts'
import type { LabelSet } from './labels.ts'

/** Why a notification is sent, in the words of the payload. As notify/notify.go NotifyReason. */
export type NotificationReason =
  | 'first notification'
  | 'new alerts added'
  | 'some alerts resolved'
  | 'all alerts resolved'
  | 'repeat interval elapsed'

/** Why a notification could not be sent: the `reason` label of alertmanager_notifications_failed_total (notify/util.go Reason). */
export type FailureReason =
  | 'other'
  | 'clientError'
  | 'serverError'
  | 'contextCanceled'
  | 'contextDeadlineExceeded'
  | 'authError'
  | 'rateLimited'

/** One flush of one group, frozen. What a stage takes away is missing from the copy that it hands on. */
export interface Notification {
  /** `{}/{team="db"}:{alertname="X"}`: the route's key and the group's labels. */
  readonly groupKey: string
  readonly groupLabels: LabelSet
  readonly routeId: string
  readonly routeLabels: LabelSet
  readonly receiver: string
  readonly repeatInterval: Duration
  readonly muteTimeIntervals: readonly string[]
  readonly activeTimeIntervals: readonly string[]
  /** The one `now` of the whole flush. */
  readonly now: Instant
  /** Counts the flushes of the group from 1. */
  readonly flush: number
  /** Sorted by compareAlerts. A firing alert's endsAt is zeroTimestamp. */
  readonly alerts: readonly Alert[]
}

/** What an integration remembers of a message: its id, say, by which the next notification of the group finds it. */
export type DeliveryData = Readonly<Record<string, string | number>>

/** What one integration is to send: the alerts that it wants, and the reason. */
export interface Delivery {
  readonly notification: Notification
  readonly alerts: readonly Alert[]
  readonly reason: NotificationReason
  /** What the integration remembered when it last told of this group; never there at a first notification. */
  readonly previous?: DeliveryData
}
