// Times as a clock on the wall shows them: what date fields hold, and the next morning at nine. In the zone that the
// person chose; pure, apart from the rules of the browser's own zone.

import { day, hour, type Instant } from '../../../model/instant.ts'
import type { TimeZoneChoice } from '../../settings/settings.ts'

/** `2026-11-21T14:03`, as a date field takes it. */
export function wallTextOf(at: Instant, zone: TimeZoneChoice): string {
  const date = new Date(at)
  // The text of a time in UTC that shows what the wall clock shows.
  const shown = zone === 'UTC' ? at : at - date.getTimezoneOffset() * 60_000
  return new Date(shown).toISOString().slice(0, 16)
}

/** The other way round; undefined for what is no date and time. A time that a change of clocks skips is the one after it. */
export function instantOfWallText(text: string, zone: TimeZoneChoice): Instant | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(text)) return undefined
  const at = Date.parse(zone === 'UTC' ? `${text}Z` : text)
  return Number.isNaN(at) ? undefined : at
}

/** Tomorrow at 9:00. */
export function tomorrowMorning(now: Instant, zone: TimeZoneChoice): Instant {
  return morningAfter(now, 1, zone)
}

/** The next Monday at 9:00 that is not today. */
export function mondayMorning(now: Instant, zone: TimeZoneChoice): Instant {
  const weekday = zone === 'UTC' ? new Date(now).getUTCDay() : new Date(now).getDay()
  return morningAfter(now, ((7 - weekday) % 7) + 1, zone)
}

function morningAfter(now: Instant, days: number, zone: TimeZoneChoice): Instant {
  if (zone === 'UTC') return Math.floor(now / day) * day + days * day + 9 * hour
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 9).getTime()
}
