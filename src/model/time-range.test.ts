import { expect, test } from 'vitest'
import {
  formatRange,
  formatTimeRange,
  formatWeekdayRange,
  parseDayOfMonthRange,
  parseMonthRange,
  parseTimeRange,
  parseWeekdayRange,
  parseYearRange,
} from './time-range.ts'

// Texts, errors and the form printed are compared with the real Alertmanager in test/compatibility/model.test.ts.
test.each([
  [parseWeekdayRange('Monday:FRIDAY'), { begin: 1, end: 5 }, formatWeekdayRange, 'monday:friday'],
  [parseWeekdayRange('sunday'), { begin: 0, end: 0 }, formatWeekdayRange, 'sunday'],
  [parseDayOfMonthRange('-3:-1'), { begin: -3, end: -1 }, formatRange, '-3:-1'],
  [parseDayOfMonthRange('15'), { begin: 15, end: 15 }, formatRange, '15'],
  [parseMonthRange('january:3'), { begin: 1, end: 3 }, formatRange, '1:3'],
  [parseMonthRange('December'), { begin: 12, end: 12 }, formatRange, '12'],
  [parseYearRange('2024:2026'), { begin: 2024, end: 2026 }, formatRange, '2024:2026'],
])('%j', (range, expected, format, text) => {
  expect(range).toEqual(expected)
  expect(format(range)).toBe(text)
})

test('times of the day are minutes, up to 24:00', () => {
  const range = parseTimeRange({ start_time: '09:30', end_time: '24:00' })

  expect(range).toEqual({ startMinute: 570, endMinute: 1440 })
  expect(formatTimeRange(range)).toEqual({ start_time: '09:30', end_time: '24:00' })
})

test.each([
  [() => parseTimeRange({ start_time: '9:30', end_time: '10:00' }), "couldn't parse timestamp 9:30, invalid format"],
  [() => parseWeekdayRange('friday:monday'), 'start day cannot be before end day'],
  [() => parseDayOfMonthRange('-1:1'), 'end day must be negative if start day is negative'],
  [() => parseMonthRange('march:january'), 'end month january is before start month march'],
  [() => parseYearRange('2026:2024'), 'end year 2024 is before start year 2026'],
])('refuses: %s', (parse, message) => {
  expect(parse).toThrow(new Error(message))
})
