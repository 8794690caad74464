// Alerts as clients post them, and what the group that they make delivers, step by step: for comparisons with what the
// real Alertmanager was recorded to send.

import { type Alert, compareAlerts, isResolvedAt } from '../../src/model/alert.ts'
import { goQuote } from '../../src/model/go-quote.ts'
import { type Instant, zeroTimestamp } from '../../src/model/instant.ts'
import { LabelSet } from '../../src/model/labels.ts'
import type { Delivery, NotificationReason } from '../../src/model/notification.ts'
import { parseTimestamp } from '../../src/model/timestamp.ts'

/** An alert as a client posts it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly startsAt: string
  readonly endsAt: string
  readonly generatorURL?: string
}

/** One notification: what was posted before it, one request for each list. */
export interface PostedStep {
  readonly posts: readonly (readonly PostedAlert[])[]
  readonly reason: NotificationReason
}

/** The group of a route `case="…"` below the root, and who is told. */
export interface PostedGroup {
  readonly receiver: string
  /** The value of the label `case`, which every alert gets. */
  readonly label: string
  readonly groupBy: readonly string[]
  readonly sendResolved: boolean
  readonly steps: readonly PostedStep[]
}

/** When the steps are taken to happen: after everything that is over has ended. */
const now: Instant = Date.UTC(2026, 0, 5)

/** What the group delivers at each step. */
export function postedDeliveries({ receiver, label, groupBy, sendResolved, steps }: PostedGroup): Delivery[] {
  const known = new Map<string, Alert>()
  return steps.map(({ posts, reason }) => {
    for (const posted of posts.flat()) {
      const alert = received(posted, label)
      known.set(alert.labels.fingerprint, alert)
    }
    const alerts = [...known.values()].sort(compareAlerts)
    for (const alert of alerts) if (isResolvedAt(alert, now)) known.delete(alert.labels.fingerprint)
    const [alert] = alerts
    const groupLabels = (alert as Alert).labels.filter((name) => groupBy.includes('...') || groupBy.includes(name))
    return {
      reason,
      alerts: alerts.filter((each) => sendResolved || !isResolvedAt(each, now)),
      notification: {
        groupKey: `{}/{case=${goQuote(label)}}:${groupLabels}`,
        groupLabels,
        routeId: '',
        routeLabels: LabelSet.empty,
        receiver,
        repeatInterval: 0,
        muteTimeIntervals: [],
        activeTimeIntervals: [],
        now,
        deadline: now,
        flush: 1,
        alerts,
      },
    }
  })
}

function received(posted: PostedAlert, label: string): Alert {
  const startsAt = parseTimestamp(posted.startsAt) ?? zeroTimestamp
  const endsAt = parseTimestamp(posted.endsAt) ?? zeroTimestamp
  return {
    labels: LabelSet.fromRecord({ ...posted.labels, case: label }),
    annotations: LabelSet.fromRecord(posted.annotations ?? {}),
    startsAt,
    endsAt: endsAt.at > now ? zeroTimestamp : endsAt,
    generatorURL: posted.generatorURL ?? '',
    updatedAt: startsAt,
    timeout: false,
  }
}
