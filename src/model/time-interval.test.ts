import { describe, expect, test } from 'vitest'
import { Location } from './location.ts'
import { containsTime, formatTimeInterval, type TimeInterval } from './time-interval.ts'
import {
  parseDayOfMonthRange,
  parseMonthRange,
  parseTimeRange,
  parseWeekdayRange,
  parseYearRange,
} from './time-range.ts'

/** A time interval as in a configuration, times as `09:00-17:00`. */
interface Written {
  readonly times?: readonly string[]
  readonly weekdays?: readonly string[]
  readonly daysOfMonth?: readonly string[]
  readonly months?: readonly string[]
  readonly years?: readonly string[]
  readonly location?: string
}

function intervalOf(written: Written): TimeInterval {
  return {
    times: written.times?.map((text) => {
      const [start_time = '', end_time = ''] = text.split('-')
      return parseTimeRange({ start_time, end_time })
    }),
    weekdays: written.weekdays?.map(parseWeekdayRange),
    daysOfMonth: written.daysOfMonth?.map(parseDayOfMonthRange),
    months: written.months?.map(parseMonthRange),
    years: written.years?.map(parseYearRange),
    location: written.location === undefined ? undefined : Location.parse(written.location),
  }
}

interface Case {
  readonly interval: Written
  readonly inside: readonly string[]
  readonly outside: readonly string[]
}

const always = ['0001-01-01T00:00Z', '1970-01-01T00:00Z', '2024-02-29T12:34:56Z', '2100-12-31T23:59:59Z']

describe.each<Case>([
  { interval: {}, inside: always, outside: [] },
  { interval: { times: [] }, inside: [], outside: always },
  { interval: { weekdays: [] }, inside: [], outside: always },
  { interval: { years: [] }, inside: [], outside: always },

  // The end of a time range does not belong to it; 24:00 is the end of the day.
  {
    interval: { times: ['09:00-17:00'] },
    inside: ['2024-03-01T09:00Z', '2024-03-01T16:59:59.999Z'],
    outside: ['2024-03-01T08:59:59.999Z', '2024-03-01T17:00Z', '2024-03-01T21:00Z'],
  },
  { interval: { times: ['00:00-24:00'] }, inside: ['2024-03-01T00:00Z', '2024-03-01T23:59:59.999Z'], outside: [] },
  {
    interval: { times: ['22:00-24:00', '00:00-06:00'] },
    inside: ['2024-03-01T22:00Z', '2024-03-01T23:59:59.999Z', '2024-03-02T00:00Z', '2024-03-02T05:59Z'],
    outside: ['2024-03-01T21:59Z', '2024-03-02T06:00Z'],
  },

  // 1 March 2024 is a Friday.
  {
    interval: { weekdays: ['monday:friday'] },
    inside: ['2024-03-01T23:59Z', '2024-03-04T00:00Z'],
    outside: ['2024-03-02T00:00Z', '2024-03-03T23:59Z'],
  },
  {
    interval: { weekdays: ['saturday', 'sunday'] },
    inside: ['2024-03-02T00:00Z', '2024-03-03T23:59Z'],
    outside: ['2024-03-01T23:59Z', '2024-03-04T00:00Z'],
  },

  // Days of the month: negative ones count from its end, what the month does not have is cut off.
  {
    interval: { daysOfMonth: ['1:5'] },
    inside: ['2024-03-01T00:00Z', '2024-03-05T23:59Z'],
    outside: ['2024-02-29T23:59Z', '2024-03-06T00:00Z'],
  },
  {
    interval: { daysOfMonth: ['-3:-1'] },
    inside: ['2024-02-27T00:00Z', '2024-02-29T23:59Z', '2023-02-26T00:00Z', '2023-02-28T23:59Z', '2024-04-28T00:00Z'],
    outside: ['2024-02-26T23:59Z', '2024-03-01T00:00Z', '2023-02-25T23:59Z', '2024-04-27T23:59Z'],
  },
  {
    interval: { daysOfMonth: ['-1'] },
    inside: ['2024-02-29T00:00Z', '2023-02-28T00:00Z', '2000-02-29T00:00Z', '2100-02-28T00:00Z', '2024-12-31T12:00Z'],
    outside: ['2024-02-28T23:59Z', '2023-02-27T00:00Z', '2100-02-27T00:00Z', '2024-12-30T12:00Z'],
  },
  {
    interval: { daysOfMonth: ['29:31'] },
    inside: ['2024-02-29T12:00Z', '2024-04-30T12:00Z', '2024-05-31T12:00Z'],
    outside: ['2023-02-28T12:00Z', '2024-02-28T12:00Z', '2024-05-01T12:00Z'],
  },
  {
    interval: { daysOfMonth: ['31'] },
    inside: ['2024-01-31T12:00Z'],
    outside: ['2024-02-29T12:00Z', '2024-04-30T12:00Z', '2024-05-01T12:00Z'],
  },
  {
    interval: { daysOfMonth: ['-31:-1'] },
    inside: ['2024-01-01T00:00Z', '2024-02-01T00:00Z', '2024-02-29T00:00Z', '2023-02-28T23:59Z'],
    outside: [],
  },
  {
    interval: { daysOfMonth: ['-31'] },
    inside: ['2024-01-01T00:00Z'],
    outside: ['2024-02-01T00:00Z', '2024-04-01T00:00Z', '2024-04-30T00:00Z', '2024-01-02T00:00Z'],
  },
  {
    interval: { daysOfMonth: ['25:-3'] },
    inside: ['2024-02-25T00:00Z', '2024-02-27T00:00Z', '2024-01-29T00:00Z'],
    outside: ['2024-02-28T00:00Z', '2023-02-27T00:00Z', '2024-01-30T00:00Z'],
  },

  {
    interval: { months: ['november:december', '1'] },
    inside: ['2024-11-01T00:00Z', '2024-12-31T23:59Z', '2025-01-31T23:59Z'],
    outside: ['2024-10-31T23:59Z', '2025-02-01T00:00Z'],
  },
  { interval: { months: ['0', '13'] }, inside: [], outside: always },
  { interval: { months: ['0:13'] }, inside: always, outside: [] },
  {
    interval: { years: ['2024:2025'] },
    inside: ['2024-01-01T00:00Z', '2025-12-31T23:59:59Z'],
    outside: ['2023-12-31T23:59:59Z', '2026-01-01T00:00Z'],
  },

  // All fields have to hold.
  {
    interval: {
      times: ['09:00-17:00'],
      weekdays: ['monday:friday'],
      daysOfMonth: ['1:7'],
      months: ['march'],
      years: ['2024'],
    },
    inside: ['2024-03-01T09:00Z', '2024-03-07T16:59Z'],
    outside: ['2024-03-01T08:59Z', '2024-03-02T09:00Z', '2024-03-08T09:00Z', '2024-04-01T09:00Z', '2023-03-01T09:00Z'],
  },

  // Times are those of the location, before and after the change: UTC+1 in winter, UTC+2 in summer.
  {
    interval: { times: ['09:00-17:00'], location: 'Europe/Berlin' },
    inside: ['2024-01-15T08:00Z', '2024-01-15T15:59Z', '2024-07-15T07:00Z', '2024-07-15T14:59Z'],
    outside: ['2024-01-15T07:59Z', '2024-01-15T16:00Z', '2024-07-15T06:59Z', '2024-07-15T15:00Z'],
  },
  // The hour that the spring leaves out is never inside.
  {
    interval: { times: ['02:00-03:00'], location: 'Europe/Berlin' },
    inside: ['2024-03-30T01:30Z', '2024-04-01T00:30Z'],
    outside: ['2024-03-31T00:30Z', '2024-03-31T00:59:59Z', '2024-03-31T01:00Z', '2024-03-31T01:30Z'],
  },
  // The hour that the autumn repeats is inside twice.
  {
    interval: { times: ['02:00-03:00'], location: 'Europe/Berlin' },
    inside: ['2024-10-27T00:00Z', '2024-10-27T00:59:59Z', '2024-10-27T01:00Z', '2024-10-27T01:59:59Z'],
    outside: ['2024-10-26T23:59:59Z', '2024-10-27T02:00Z'],
  },
  {
    interval: { times: ['01:00-02:00'], location: 'America/New_York' },
    inside: ['2024-03-10T06:30Z', '2024-11-03T05:30Z', '2024-11-03T06:30Z'],
    outside: ['2024-03-10T07:00Z', '2024-11-03T04:59Z', '2024-11-03T07:00Z'],
  },
  // So are the weekday, the day of the month, the month and the year.
  {
    interval: { weekdays: ['saturday'], location: 'Australia/Sydney' },
    inside: ['2024-03-01T13:00Z', '2024-03-02T12:59Z'],
    outside: ['2024-03-01T12:59Z', '2024-03-02T13:00Z'],
  },
  {
    interval: { daysOfMonth: ['-1'], months: ['february'], location: 'America/Los_Angeles' },
    inside: ['2024-02-29T08:00Z', '2024-03-01T07:59Z'],
    outside: ['2024-02-29T07:59Z', '2024-03-01T08:00Z'],
  },
  {
    interval: { years: ['2025'], location: 'Pacific/Kiritimati' },
    inside: ['2024-12-31T10:00Z', '2025-12-31T09:59Z'],
    outside: ['2024-12-31T09:59Z', '2025-12-31T10:00Z'],
  },
])('$interval', ({ interval, inside, outside }) => {
  const parsed = intervalOf(interval)

  test.each(inside)('holds at %s', (utc) => {
    expect(containsTime(parsed, Date.parse(utc))).toBe(true)
  })

  test.each(outside)('does not hold at %s', (utc) => {
    expect(containsTime(parsed, Date.parse(utc))).toBe(false)
  })
})

test('is printed with its keys in the order of Alertmanager, without what is undefined or empty', () => {
  const interval = intervalOf({
    location: 'Europe/Berlin',
    years: ['2024'],
    months: ['january:march'],
    daysOfMonth: ['1:5', '-1'],
    weekdays: ['monday:friday', 'sunday'],
    times: ['09:00-24:00'],
  })

  expect(JSON.stringify(formatTimeInterval(interval))).toBe(
    '{"times":[{"start_time":"09:00","end_time":"24:00"}],"weekdays":["monday:friday","sunday"],' +
      '"days_of_month":["1:5","-1"],"months":["1:3"],"years":["2024"],"location":"Europe/Berlin"}',
  )
  expect(formatTimeInterval(intervalOf({ weekdays: [] }))).toEqual({})
})
