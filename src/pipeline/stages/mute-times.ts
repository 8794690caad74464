// A route with mute_time_intervals tells nothing inside any of them.

import type { Instant } from '../../model/instant.ts'
import { containsTime } from '../../model/time-interval.ts'
import { notificationStage, type Stage } from '../stage.ts'
import type { TimeIntervals } from '../time-intervals.ts'

export function muteTimesStage(intervals: TimeIntervals): Stage {
  return notificationStage('muted', ({ muteTimeIntervals, now }) => mutedBy(muteTimeIntervals, intervals, now))
}

/** The names of those intervals that `now` is in. As timeinterval/timeinterval.go Intervener.Mutes. */
export function mutedBy(names: readonly string[], intervals: TimeIntervals, now: Instant): readonly string[] {
  return names.filter((name) => intervals.get(name)?.some((interval) => containsTime(interval, now)))
}
