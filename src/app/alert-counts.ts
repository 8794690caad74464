// How many alerts are in which state, for the metric alertmanager_alerts.

import type { Group } from '../dispatch/group.ts'
import { isResolvedAt } from '../model/alert.ts'
import type { Fingerprint } from '../model/fingerprint.ts'
import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { AlertCounts } from '../telemetry/alert-metrics.ts'

type State = keyof AlertCounts

/** Later ones win where an alert is in several groups. As dispatch/metric.go, alert/state.go Compare. */
const rising: readonly State[] = ['unprocessed', 'active', 'suppressed']

/** True when something silences or inhibits an alert with these labels. */
export type IsSuppressed = (labels: LabelSet, now: Instant) => boolean

/** Each alert that is not resolved counts once, in the highest state that it has in any group. */
export function countAlertStates(groups: Iterable<Group>, isSuppressed: IsSuppressed, now: Instant): AlertCounts {
  const states = new Map<Fingerprint, State>()
  for (const group of groups) {
    for (const [fingerprint, state] of statesIn(group, isSuppressed, now)) {
      const known = states.get(fingerprint)
      if (known === undefined || rising.indexOf(state) > rising.indexOf(known)) states.set(fingerprint, state)
    }
  }
  return tally(states.values())
}

/** The same for one group alone. */
export function countGroupStates(group: Group, isSuppressed: IsSuppressed, now: Instant): AlertCounts {
  return tally([...statesIn(group, isSuppressed, now)].map(([, state]) => state))
}

function* statesIn(group: Group, isSuppressed: IsSuppressed, now: Instant): Generator<readonly [Fingerprint, State]> {
  for (const alert of group.alerts) {
    if (isResolvedAt(alert, now)) continue
    const { fingerprint } = alert.labels
    if (group.isUnprocessed(fingerprint)) yield [fingerprint, 'unprocessed']
    else yield [fingerprint, isSuppressed(alert.labels, now) ? 'suppressed' : 'active']
  }
}

function tally(states: Iterable<State>): AlertCounts {
  const counts = { active: 0, suppressed: 0, unprocessed: 0 }
  for (const state of states) counts[state]++
  return counts
}
