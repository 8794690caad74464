// The alerts of which people are told: nothing silences or inhibits them, and no time interval mutes all their groups.

import type { WireGroups } from '../api/tocsin/schema.ts'
import type { WireAlert } from '../api/v2/schema.ts'

export function firingAlerts({ alerts, groups }: WireGroups): readonly WireAlert[] {
  const told = new Set<string>()
  for (const { alerts, mutedBy } of groups) {
    if (mutedBy.length === 0) for (const fingerprint of alerts) told.add(fingerprint)
  }
  return alerts.filter(({ fingerprint, status }) => status.state === 'active' && told.has(fingerprint))
}
