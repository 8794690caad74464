// A time interval: fields that all have to hold at a point in time, such as office hours on weekdays in Berlin. What the
// fields look like in the configuration is in time-range.ts.

import type { Instant } from './instant.ts'
import { Location, type WallClock } from './location.ts'
import {
  formatRange,
  formatTimeRange,
  formatWeekdayRange,
  type InclusiveRange,
  type TimeRange,
  type TimeRangeText,
} from './time-range.ts'

/** A field that is undefined holds always; one without ranges (`weekdays: []`) never. */
export interface TimeInterval {
  readonly times: readonly TimeRange[] | undefined
  readonly weekdays: readonly InclusiveRange[] | undefined
  readonly daysOfMonth: readonly InclusiveRange[] | undefined
  readonly months: readonly InclusiveRange[] | undefined
  readonly years: readonly InclusiveRange[] | undefined
  /** Undefined is UTC. */
  readonly location: Location | undefined
}

/** A time interval as Alertmanager marshals it, in the order of its keys; what is undefined or empty is left out. */
export interface TimeIntervalText {
  readonly times?: readonly TimeRangeText[]
  readonly weekdays?: readonly string[]
  readonly days_of_month?: readonly string[]
  readonly months?: readonly string[]
  readonly years?: readonly string[]
  readonly location?: string
}

/** True when every field of the interval holds at `instant`. As timeinterval/timeinterval.go ContainsTime. */
export function containsTime(interval: TimeInterval, instant: Instant): boolean {
  const wall = (interval.location ?? Location.utc).wallClockAt(instant)
  const { times, daysOfMonth } = interval
  if (times !== undefined && !times.some((range) => isInTimeRange(range, wall))) return false
  if (daysOfMonth !== undefined && !daysOfMonth.some((range) => isInDaysOfMonth(range, wall))) return false
  return (
    isInSome(interval.months, wall.month) &&
    isInSome(interval.weekdays, wall.weekday) &&
    isInSome(interval.years, wall.year)
  )
}

/** The interval as plain texts, ready to be written as YAML. */
export function formatTimeInterval(interval: TimeInterval): TimeIntervalText {
  const { times, weekdays, daysOfMonth, months, years, location } = interval
  return {
    ...(times?.length ? { times: times.map(formatTimeRange) } : {}),
    ...(weekdays?.length ? { weekdays: weekdays.map(formatWeekdayRange) } : {}),
    ...(daysOfMonth?.length ? { days_of_month: daysOfMonth.map(formatRange) } : {}),
    ...(months?.length ? { months: months.map(formatRange) } : {}),
    ...(years?.length ? { years: years.map(formatRange) } : {}),
    ...(location === undefined ? {} : { location: location.name }),
  }
}

function isInTimeRange(range: TimeRange, wall: WallClock): boolean {
  const minute = wall.hour * 60 + wall.minute
  return minute >= range.startMinute && minute < range.endMinute
}

function isInSome(ranges: readonly InclusiveRange[] | undefined, value: number): boolean {
  return ranges === undefined || ranges.some(({ begin, end }) => value >= begin && value <= end)
}

/** Negative days count from the month's end. What reaches over the month is cut off; what begins after it never holds. */
function isInDaysOfMonth(range: InclusiveRange, wall: WallClock): boolean {
  const last = daysInMonth(wall.year, wall.month)
  const begin = range.begin < 0 ? last + range.begin + 1 : range.begin
  const end = range.end < 0 ? last + range.end + 1 : range.end
  return begin <= last && wall.day >= begin && wall.day <= end
}

function daysInMonth(year: number, month: number): number {
  const lastDay = new Date(0)
  lastDay.setUTCFullYear(year, month, 0)
  return lastDay.getUTCDate()
}
