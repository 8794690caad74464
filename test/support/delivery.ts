// Deliveries for tests of integrations: what a group hands over, with defaults for what a test does not care about.

import type { Alert } from '../../src/model/alert.ts'
import { zeroTimestamp } from '../../src/model/instant.ts'
import { LabelSet } from '../../src/model/labels.ts'
import type { Delivery, Notification } from '../../src/model/notification.ts'

/** A firing alert that began at noon, or one that is over. */
export function deliveredAlert(
  labels: Readonly<Record<string, string>>,
  more: Partial<Omit<Alert, 'labels' | 'annotations'>> & {
    readonly annotations?: Readonly<Record<string, string>>
  } = {},
): Alert {
  const startsAt = { at: Date.UTC(2026, 0, 5, 12), text: '2026-01-05T12:00:00Z' }
  return {
    startsAt,
    endsAt: zeroTimestamp,
    generatorURL: '',
    updatedAt: startsAt,
    timeout: false,
    ...more,
    labels: LabelSet.fromRecord(labels),
    annotations: LabelSet.fromRecord(more.annotations ?? {}),
  }
}

/** When a resolved alert ended: five minutes before the flush. */
export const resolvedAt = { at: Date.UTC(2026, 0, 5, 12, 55), text: '2026-01-05T12:55:00Z' }

/** A delivery of these alerts at one o'clock, grouped by alertname. */
export function deliveryOf(alerts: readonly Alert[], more: Partial<Notification> = {}): Delivery {
  const groupLabels = alerts[0]?.labels.filter((name) => name === 'alertname') ?? LabelSet.empty
  const now = Date.UTC(2026, 0, 5, 13)
  return {
    reason: 'first notification',
    alerts,
    notification: {
      groupKey: `{}:${groupLabels}`,
      groupLabels,
      routeId: '{}',
      routeLabels: LabelSet.empty,
      receiver: 'team',
      repeatInterval: 3_600_000,
      muteTimeIntervals: [],
      activeTimeIntervals: [],
      now,
      flush: 1,
      alerts,
      ...more,
    },
  }
}
