// Whether one integration is to be told now, and why: what the group is like against what was told last. Pure.

import type { Duration, Instant } from '../model/instant.ts'
import type { NotificationReason } from '../model/notification.ts'

/** What the notification log has on one group and one integration. */
export interface LastTold {
  readonly at: Instant
  /** Identities of the alerts that were told as firing, and as resolved. */
  readonly firing: readonly string[]
  readonly resolved: readonly string[]
}

export interface Situation {
  readonly last: LastTold | undefined
  readonly firing: readonly string[]
  readonly resolved: readonly string[]
  readonly repeatInterval: Duration
  readonly sendResolved: boolean
  readonly now: Instant
}

/** The reason to tell, or undefined when there is none. As notify/dedup_stage.go needsUpdate, in its order. */
export function notificationReason({
  last,
  firing,
  resolved,
  repeatInterval,
  sendResolved,
  now,
}: Situation): NotificationReason | undefined {
  if (last === undefined) return firing.length > 0 ? 'first notification' : undefined
  if (!isSubset(firing, last.firing)) return last.firing.length === 0 ? 'first notification' : 'new alerts added'
  // Told whatever send_resolved says, so that the firing alerts leave the log.
  if (firing.length === 0) return last.firing.length > 0 ? 'all alerts resolved' : undefined
  if (sendResolved && !isSubset(resolved, last.resolved)) return 'some alerts resolved'
  return last.at < now - repeatInterval ? 'repeat interval elapsed' : undefined
}

function isSubset(some: readonly string[], all: readonly string[]): boolean {
  if (some.length === 0) return true
  const known = new Set(all)
  return some.every((identity) => known.has(identity))
}
