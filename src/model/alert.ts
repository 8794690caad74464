// An alert: what a client told about one label set, and the rules by which two tellings become one.

import { type Instant, type Timestamp, zeroTimestamp } from './instant.ts'
import { compareUtf8, type LabelSet } from './labels.ts'

/** One alert as the store keeps it. Immutable: an update makes a new one. */
export interface Alert {
  readonly labels: LabelSet
  readonly annotations: LabelSet
  readonly startsAt: Timestamp
  /** When it resolves; in the past when it is resolved. In a Notification, `zeroTimestamp` while it fires. */
  readonly endsAt: Timestamp
  /** Link to what produced it; '' when the client sent none. Text from outside: never trusted as a link. */
  readonly generatorURL: string
  /** When the last telling arrived. */
  readonly updatedAt: Timestamp
  /** True when endsAt is not the client's but arrival + resolve_timeout. */
  readonly timeout: boolean
}

export type AlertStatus = 'firing' | 'resolved'

/** True when the alert is over at `now`. As Alertmanager (common/model/alert.go ResolvedAt): the very instant counts as over. */
export function isResolvedAt(alert: Alert, now: Instant): boolean {
  return alert.endsAt.at !== zeroTimestamp.at && alert.endsAt.at <= now
}

/**
 * Joins what the store has and what arrived, when their spans overlap; otherwise the newcomer replaces the old one.
 * The earliest start wins; an explicit later end survives a telling without one or with an earlier one.
 * As Alertmanager does: provider/mem/mem.go Put and alert/alert.go Merge.
 */
export function mergeAlerts(old: Alert, update: Alert, now: Instant): Alert {
  const overlaps =
    (update.endsAt.at > old.startsAt.at && update.endsAt.at < old.endsAt.at) ||
    (update.startsAt.at > old.startsAt.at && update.startsAt.at < old.endsAt.at)
  if (!overlaps) return update
  if (update.updatedAt.at < old.updatedAt.at) return mergeInto(update, old, now)
  return mergeInto(old, update, now)
}

function mergeInto(older: Alert, younger: Alert, now: Instant): Alert {
  const startsAt = older.startsAt.at < younger.startsAt.at ? older.startsAt : younger.startsAt
  const olderEndsLater = older.endsAt.at > younger.endsAt.at
  const keepsOlderEnd = isResolvedAt(younger, now)
    ? isResolvedAt(older, now) && olderEndsLater
    : olderEndsLater && !older.timeout
  return { ...younger, startsAt, endsAt: keepsOlderEnd ? older.endsAt : younger.endsAt }
}

/** The order in which alerts stand in a notification: by job, by instance (those without come last), then by labels. As alert/alert.go Less. */
export function compareAlerts(a: Alert, b: Alert): number {
  for (const name of ['job', 'instance']) {
    const inA = a.labels.has(name)
    const inB = b.labels.has(name)
    if (inA !== inB) return inA ? -1 : 1
    const order = compareUtf8(a.labels.get(name), b.labels.get(name))
    if (order !== 0) return order
  }
  return a.labels.compare(b.labels)
}
