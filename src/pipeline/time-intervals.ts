// The named time intervals of a configuration, as the stages look them up.

import type { Instant } from '../model/instant.ts'
import type { TimeInterval } from '../model/time-interval.ts'
import { inactiveBy } from './stages/active-times.ts'
import { mutedBy } from './stages/mute-times.ts'

/** By name, the spans of which any one makes the interval hold. */
export type TimeIntervals = ReadonlyMap<string, readonly TimeInterval[]>

/** The time intervals that keep a route from telling anything at `now`: the active ones that do not hold, else the mute ones that do. */
export function mutedByTimes(
  route: { readonly muteTimeIntervals: readonly string[]; readonly activeTimeIntervals: readonly string[] },
  intervals: TimeIntervals,
  now: Instant,
): readonly string[] {
  const inactive = inactiveBy(route.activeTimeIntervals, intervals, now)
  return inactive.length > 0 ? inactive : mutedBy(route.muteTimeIntervals, intervals, now)
}
