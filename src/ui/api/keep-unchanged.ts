// Keeps the objects of alerts that a new answer did not change, so that React draws again only what did.

import type { WireGroups } from '../../api/tocsin/schema.ts'
import type { WireAlert } from '../../api/v2/schema.ts'

/** The new answer, with the old objects of the same alerts. */
export function keepUnchanged(before: WireGroups | undefined, now: WireGroups): WireGroups {
  if (before === undefined) return now
  const known = new Map(before.alerts.map((alert) => [alert.fingerprint, alert]))
  return {
    ...now,
    alerts: now.alerts.map((alert) => {
      const old = known.get(alert.fingerprint)
      return old !== undefined && isSame(old, alert) ? old : alert
    }),
  }
}

/** An alert of the same labels says something else only when it was told again. */
function isSame(a: WireAlert, b: WireAlert): boolean {
  return (
    a.updatedAt === b.updatedAt &&
    a.startsAt === b.startsAt &&
    a.endsAt === b.endsAt &&
    sameList(a.status.silencedBy, b.status.silencedBy) &&
    sameList(a.status.inhibitedBy, b.status.inhibitedBy) &&
    a.receivers.length === b.receivers.length
  )
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}
