import { describe, expect, test } from 'vitest'
import { Location } from './location.ts'

// Names are compared with the real Alertmanager in test/compatibility/model.test.ts.
test.each([
  ['', 'UTC'],
  ['UTC', 'UTC'],
  ['Local', 'Local'],
  ['Europe/Berlin', 'Europe/Berlin'],
  ['US/Eastern', 'US/Eastern'],
])('%j is %s', (text, name) => {
  expect(Location.parse(text).name).toBe(name)
})

test.each([
  ['Mars/Olympus', 'unknown time zone Mars/Olympus'],
  ['europe/berlin', 'unknown time zone europe/berlin'],
  ['PST', 'unknown time zone PST'],
  ['+01:00', 'unknown time zone +01:00'],
  ['../UTC', 'time: invalid location name'],
])('refuses %s', (text, message) => {
  expect(() => Location.parse(text)).toThrow(new Error(message))
})

describe('the clock on the wall', () => {
  test.each([
    // In Berlin the clock goes from 2:00 to 3:00 on 31 March 2024 and from 3:00 back to 2:00 on 27 October.
    ['Europe/Berlin', '2024-03-31T00:59:59Z', '2024-3-31 1:59 day 0'],
    ['Europe/Berlin', '2024-03-31T01:00:00Z', '2024-3-31 3:00 day 0'],
    ['Europe/Berlin', '2024-10-27T00:59:59Z', '2024-10-27 2:59 day 0'],
    ['Europe/Berlin', '2024-10-27T01:00:00Z', '2024-10-27 2:00 day 0'],
    ['Europe/Berlin', '2024-10-27T02:00:00Z', '2024-10-27 3:00 day 0'],
    ['America/New_York', '2024-01-01T04:59:00Z', '2023-12-31 23:59 day 0'],
    ['America/New_York', '2024-01-01T05:00:00Z', '2024-1-1 0:00 day 1'],
    ['Asia/Kathmandu', '2024-02-29T18:15:00Z', '2024-3-1 0:00 day 5'],
    // Half an hour of summer time.
    ['Australia/Lord_Howe', '2024-04-06T14:59:00Z', '2024-4-7 1:59 day 0'],
    ['Australia/Lord_Howe', '2024-04-06T15:00:00Z', '2024-4-7 1:30 day 0'],
    ['UTC', '2024-02-29T23:59:59.999Z', '2024-2-29 23:59 day 4'],
    ['Pacific/Kiritimati', '2024-12-31T10:00:00Z', '2025-1-1 0:00 day 3'],
  ])('in %s at %s', (name, utc, expected) => {
    const { year, month, day, hour, minute, weekday } = Location.parse(name).wallClockAt(Date.parse(utc))

    expect(`${year}-${month}-${day} ${hour}:${String(minute).padStart(2, '0')} day ${weekday}`).toBe(expected)
  })
})
