// Times and spans in the page's words. Pure: the caller knows what time it is.

import type { Duration, Instant } from '../../../model/instant.ts'
import { day, hour, minute, second } from '../../../model/instant.ts'
import type { TimeZoneChoice } from '../../settings/settings.ts'

const units: readonly (readonly [Duration, string])[] = [
  [365 * day, 'y'],
  [day, 'd'],
  [hour, 'h'],
  [minute, 'm'],
  [second, 's'],
]

/** The largest unit that fits: `47 s`, `14 m`, `3 h`, `12 d`. */
export function formatAge(span: Duration): string {
  const positive = Math.max(0, span)
  for (const [unit, name] of units) if (positive >= unit) return `${Math.floor(positive / unit)} ${name}`
  return '0 s'
}

/** Two units at most: `1 h 30 m`, `4 h`, `2 d 3 h`. */
export function formatSpan(span: Duration): string {
  const positive = Math.max(0, span)
  const first = units.findIndex(([unit]) => positive >= unit)
  const [unit, name] = units[first] ?? [second, 's']
  const [nextUnit, nextName] = units[first + 1] ?? [second, 's']
  const rest = unit === second ? 0 : Math.floor((positive % unit) / nextUnit)
  const text = `${Math.floor(positive / unit)} ${name}`
  return rest === 0 || first < 0 ? text : `${text} ${rest} ${nextName}`
}

/** `2:10`, or `1:02:10` for more than an hour; never less than nothing. */
export function formatCountdown(span: Duration): string {
  const seconds = Math.max(0, Math.ceil(span / second))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** `2026-11-21 14:03:21`, with `UTC` behind it where it is that. */
export function formatInstant(at: Instant, zone: TimeZoneChoice): string {
  if (!isShowable(at)) return 'unknown'
  const { year, month, day, hour, minute, second } = partsOf(at, zone)
  return `${year}-${month}-${day} ${hour}:${minute}:${second}${zone === 'UTC' ? ' UTC' : ''}`
}

/** `14:03` today, `2026-11-20 14:03` on another day; with `UTC` behind it where it is that. */
export function formatMoment(at: Instant, now: Instant, zone: TimeZoneChoice): string {
  if (!isShowable(at)) return 'unknown'
  const parts = partsOf(at, zone)
  const today = partsOf(now, zone)
  const time = `${parts.hour}:${parts.minute}${zone === 'UTC' ? ' UTC' : ''}`
  const isToday = parts.year === today.year && parts.month === today.month && parts.day === today.day
  return isToday ? time : `${parts.year}-${parts.month}-${parts.day} ${time}`
}

function isShowable(at: Instant): boolean {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15
}

function partsOf(
  at: Instant,
  zone: TimeZoneChoice,
): Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>> {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  if (zone === 'UTC') {
    return {
      year: String(date.getUTCFullYear()),
      month: two(date.getUTCMonth() + 1),
      day: two(date.getUTCDate()),
      hour: two(date.getUTCHours()),
      minute: two(date.getUTCMinutes()),
      second: two(date.getUTCSeconds()),
    }
  }
  return {
    year: String(date.getFullYear()),
    month: two(date.getMonth() + 1),
    day: two(date.getDate()),
    hour: two(date.getHours()),
    minute: two(date.getMinutes()),
    second: two(date.getSeconds()),
  }
}
