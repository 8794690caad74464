// A route with active_time_intervals tells nothing outside of all of them.

import type { Instant } from '../../model/instant.ts'
import { containsTime } from '../../model/time-interval.ts'
import { notificationStage, type Stage } from '../stage.ts'
import type { TimeIntervals } from '../time-intervals.ts'

export function activeTimesStage(intervals: TimeIntervals): Stage {
  return notificationStage('inactive', ({ activeTimeIntervals, now }) =>
    inactiveBy(activeTimeIntervals, intervals, now),
  )
}

/** The names of all active intervals when `now` is in none of them; empty when one holds or there are none. As notify/mute.go TimeActiveStage. */
export function inactiveBy(names: readonly string[], intervals: TimeIntervals, now: Instant): readonly string[] {
  const active = names.some((name) => intervals.get(name)?.some((interval) => containsTime(interval, now)))
  return active ? [] : names
}
