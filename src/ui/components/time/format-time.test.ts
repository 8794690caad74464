import { expect, test } from 'vitest'
import { day, hour, minute, second } from '../../../model/instant.ts'
import { formatAge, formatCountdown, formatInstant, formatMoment, formatSpan } from './format-time.ts'

test.each([
  [-5 * second, '0 s', '0 s', '0:00'],
  [0, '0 s', '0 s', '0:00'],
  [47 * second, '47 s', '47 s', '0:47'],
  [130 * second, '2 m', '2 m 10 s', '2:10'],
  [hour, '1 h', '1 h', '1:00:00'],
  [90 * minute + 5 * second, '1 h', '1 h 30 m', '1:30:05'],
  [27 * hour, '1 d', '1 d 3 h', '27:00:00'],
  [400 * day, '1 y', '1 y 35 d', '9600:00:00'],
])('%d ms', (span, age, text, countdown) => {
  expect([formatAge(span), formatSpan(span), formatCountdown(span)]).toEqual([age, text, countdown])
})

test('times in UTC', () => {
  const at = Date.UTC(2026, 10, 21, 4, 3, 2)
  expect(formatInstant(at, 'UTC')).toBe('2026-11-21 04:03:02 UTC')
  expect(formatMoment(at, at + hour, 'UTC')).toBe('04:03 UTC')
  expect(formatMoment(at, at + day, 'UTC')).toBe('2026-11-21 04:03 UTC')
  expect(formatInstant(Number.NaN, 'UTC')).toBe('unknown')
})
