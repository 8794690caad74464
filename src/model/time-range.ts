// The fields of a time interval as the configuration writes them: `monday:friday`, `-3:-1`, `09:00`. Parsing throws
// Errors in the words of Alertmanager's timeinterval/timeinterval.go; formatting gives the form that it marshals.

import { goQuote } from './go-quote.ts'

/** Both ends belong to it. Weekdays count from Sunday = 0, months from January = 1, days of the month from 1 or from the end, -1 being the last. */
export interface InclusiveRange {
  readonly begin: number
  readonly end: number
}

/** Minutes since midnight. The end, at most 24:00 = 1440, does not belong to it. */
export interface TimeRange {
  readonly startMinute: number
  readonly endMinute: number
}

/** A time range as the configuration has it: `{ start_time: '09:00', end_time: '17:00' }`. */
export interface TimeRangeText {
  readonly start_time: string
  readonly end_time: string
}

const weekdays: readonly string[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

const months: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** Reads two `HH:MM`, from 00:00 to 24:00, the first one earlier. */
export function parseTimeRange(text: TimeRangeText): TimeRange {
  if (text.start_time === '' || text.end_time === '') throw new Error('both start and end times must be provided')
  const startMinute = parseTimeOfDay(text.start_time)
  const endMinute = parseTimeOfDay(text.end_time)
  if (startMinute >= endMinute) throw new Error('start time cannot be equal or greater than end time')
  return { startMinute, endMinute }
}

/** Reads `monday` or `monday:friday`, in any case. A range does not run over the end of a week. */
export function parseWeekdayRange(text: string): InclusiveRange {
  const range = parseRange(text, (name) => {
    const weekday = weekdays.indexOf(name)
    if (weekday < 0) throw new Error(`${name} is not a valid weekday`)
    return weekday
  })
  // The words are swapped in Alertmanager, too.
  if (range.begin > range.end) throw new Error('start day cannot be before end day')
  return range
}

/** Reads `1`, `1:5` or `-3:-1`. Days that a month does not have are cut off when a point in time is asked about. */
export function parseDayOfMonthRange(text: string): InclusiveRange {
  const range = parseRange(text, parseInteger)
  for (const day of [range.begin, range.end]) {
    if (day === 0 || day < -31 || day > 31) throw new Error(`${day} is not a valid day of the month: out of range`)
  }
  if (range.begin < 0 && range.end > 0) throw new Error('end day must be negative if start day is negative')
  if (inShortestMonth(range.begin) > inShortestMonth(range.end)) {
    throw new Error(`end day ${range.end} is always before start day ${range.begin}`)
  }
  return range
}

/** Reads `may`, `january:march`, `1:3`. Numbers beyond 12 are taken, as Alertmanager takes them, and never match. */
export function parseMonthRange(text: string): InclusiveRange {
  const range = parseRange(text, (name) => {
    const month = months.indexOf(name) + 1
    if (month > 0) return month
    try {
      return parseInteger(name)
    } catch {
      throw new Error(`${name} is not a valid month`)
    }
  })
  if (range.begin > range.end) {
    const nameOf = (month: number): string => months[month - 1] ?? ''
    throw new Error(`end month ${nameOf(range.end)} is before start month ${nameOf(range.begin)}`)
  }
  return range
}

/** Reads `2026` or `2026:2028`. */
export function parseYearRange(text: string): InclusiveRange {
  const range = parseRange(text, parseInteger)
  if (range.begin > range.end) throw new Error(`end year ${range.end} is before start year ${range.begin}`)
  return range
}

/** `{ start_time: '09:00', end_time: '17:00' }` */
export function formatTimeRange(range: TimeRange): TimeRangeText {
  return { start_time: formatTimeOfDay(range.startMinute), end_time: formatTimeOfDay(range.endMinute) }
}

/** `monday:friday`, or `monday` where the range is one day. */
export function formatWeekdayRange(range: InclusiveRange): string {
  const begin = weekdays[range.begin] as string
  return range.begin === range.end ? begin : `${begin}:${weekdays[range.end]}`
}

/** `1:5`, or `1` where both ends are the same. So days of the month, months (names too) and years are marshalled. */
export function formatRange(range: InclusiveRange): string {
  return range.begin === range.end ? `${range.begin}` : `${range.begin}:${range.end}`
}

function parseRange(text: string, parseMember: (text: string) => number): InclusiveRange {
  const lower = text.toLowerCase()
  const [begin = '', end, ...more] = lower.split(':')
  if (more.length > 0) throw new Error(`couldn't parse range ${lower}, invalid format`)
  const first = parseMember(begin)
  return { begin: first, end: end === undefined ? first : parseMember(end) }
}

/** Go's strconv.Atoi. */
function parseInteger(text: string): number {
  if (!/^[+-]?[0-9]+$/.test(text)) throw new Error(`strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`)
  const value = BigInt(text.replace('+', ''))
  if (BigInt.asIntN(64, value) !== value) {
    throw new Error(`strconv.Atoi: parsing ${goQuote(text)}: value out of range`)
  }
  return Number(value)
}

/** Counts a negative day from the end of February, so that what could be in order in some month passes. */
function inShortestMonth(day: number): number {
  return day < 0 ? 28 + day : day
}

function parseTimeOfDay(text: string): number {
  const parts = /^(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)$/.exec(text)
  if (parts === null) throw new Error(`couldn't parse timestamp ${text}, invalid format`)
  const [, hours = '24', minutes = '0'] = parts
  return Number(hours) * 60 + Number(minutes)
}

function formatTimeOfDay(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
