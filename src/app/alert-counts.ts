// How many alerts are in which state, for the metric alertmanager_alerts. Counted in slices: a scrape holds up nothing else.

import type { Slices } from '../api/slices.ts'
import type { Group } from '../dispatch/group.ts'
import { isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { AlertCounts } from '../telemetry/alert-metrics.ts'

type State = keyof AlertCounts

/** Later ones win where an alert is in several groups. As dispatch/metric.go, alert/state.go Compare. */
const rising: readonly State[] = ['unprocessed', 'active', 'suppressed']

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 64

export interface Counting {
  /** True when something silences or inhibits an alert with these labels. */
  readonly isSuppressed: (labels: LabelSet, now: Instant) => boolean
  readonly now: Instant
  readonly slices: Slices
}

/** Each alert that is not resolved counts once, in the highest state that it has in any group. */
export async function countAlertStates(groups: Iterable<Group>, counting: Counting): Promise<AlertCounts> {
  const highest = new Map<Fingerprint, State>()
  for (const group of [...groups]) {
    for (const [fingerprint, state] of await statesIn(group, counting)) {
      const known = highest.get(fingerprint)
      if (known === undefined || rising.indexOf(state) > rising.indexOf(known)) highest.set(fingerprint, state)
    }
  }
  return tally(highest.values())
}

/** The same for each group alone. */
export async function countStatesByGroup(
  groups: Iterable<Group>,
  counting: Counting,
): Promise<readonly (AlertCounts & { readonly groupKey: string })[]> {
  const counts = []
  for (const group of [...groups]) {
    const states = await statesIn(group, counting)
    counts.push({ groupKey: group.key, ...tally(states.map(([, state]) => state)) })
  }
  return counts
}

async function statesIn(
  group: Group,
  { isSuppressed, now, slices }: Counting,
): Promise<readonly (readonly [Fingerprint, State])[]> {
  const states: (readonly [Fingerprint, State])[] = []
  let looked = 0
  for (const alert of [...group.alerts]) {
    if (looked++ % alertsPerLook === 0 && slices.isOver) await slices.next()
    if (isResolvedAt(alert, now)) continue
    const { fingerprint } = alert.labels
    if (group.isUnprocessed(fingerprint)) states.push([fingerprint, 'unprocessed'])
    else states.push([fingerprint, isSuppressed(alert.labels, now) ? 'suppressed' : 'active'])
  }
  return states
}

function tally(states: Iterable<State>): AlertCounts {
  const counts = { active: 0, suppressed: 0, unprocessed: 0 }
  for (const state of states) counts[state]++
  return counts
}
