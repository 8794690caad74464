import { describe, expect, test } from 'vitest'
import { instantOfWallText, mondayMorning, tomorrowMorning, wallTextOf } from './wall-time.ts'

describe('the next morning', () => {
  // 2026-11-21 is a Saturday.
  test.each([
    ['2026-11-21T14:03:00Z', '2026-11-22T09:00:00.000Z', '2026-11-23T09:00:00.000Z'],
    ['2026-11-22T00:00:00Z', '2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.000Z'],
    ['2026-11-23T08:59:00Z', '2026-11-24T09:00:00.000Z', '2026-11-30T09:00:00.000Z'],
    ['2026-12-31T23:59:59Z', '2027-01-01T09:00:00.000Z', '2027-01-04T09:00:00.000Z'],
  ])('after %s', (now, tomorrow, monday) => {
    expect(new Date(tomorrowMorning(Date.parse(now), 'UTC')).toISOString()).toBe(tomorrow)
    expect(new Date(mondayMorning(Date.parse(now), 'UTC')).toISOString()).toBe(monday)
  })

  test('in the browser’s zone it is nine on its own clock', () => {
    const at = new Date(tomorrowMorning(Date.parse('2026-03-28T23:30:00Z'), 'local'))
    expect([at.getHours(), at.getMinutes()]).toEqual([9, 0])
    const monday = new Date(mondayMorning(Date.parse('2026-03-28T23:30:00Z'), 'local'))
    expect([monday.getDay(), monday.getHours()]).toEqual([1, 9])
  })
})

describe('the text of a date field', () => {
  test.each(['UTC', 'local'] as const)('in %s comes back as it was', (zone) => {
    const at = Date.parse('2026-07-01T12:34:00Z')
    expect(instantOfWallText(wallTextOf(at, zone), zone)).toBe(at)
  })

  test.each(['', 'tomorrow', '2026-13-01T00:00', '2026-01-01', '2026-01-01T25:00'])('%j is none', (text) => {
    expect(instantOfWallText(text, 'UTC')).toBeUndefined()
  })
})
