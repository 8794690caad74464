import { describe, expect, test } from 'vitest'
import { formatDuration, formatGoDuration, parseDuration, parseGoDuration } from './duration.ts'
import { day, hour, minute, second } from './instant.ts'

// Texts and errors of parseDuration are compared with the real Alertmanager in test/compatibility/model.test.ts.
test.each([
  ['0', 0],
  ['250ms', 250],
  ['5m', 5 * minute],
  ['1h30m', 90 * minute],
  ['1y2w3d', (365 + 14 + 3) * day],
])('parseDuration(%j) is %d', (text, duration) => {
  expect(parseDuration(text)).toBe(duration)
})

test.each([
  [0, '0s'],
  [0.4, '0s'],
  [1500.9, '1s500ms'],
  [-90 * minute, '-1h30m'],
  [4 * hour, '4h'],
  [90 * day, '90d'],
  [14 * day, '2w'],
])('formatDuration(%d) is %j', (duration, text) => {
  expect(formatDuration(duration)).toBe(text)
})

describe("Go's own durations", () => {
  test.each([
    ['0', 0, '0s'],
    ['-0', 0, '0s'],
    ['+0s', 0, '0s'],
    ['1ns', 1e-6, '1ns'],
    ['100us', 0.1, '100µs'],
    ['1.5µs', 0.0015, '1.5µs'],
    ['2μs', 0.002, '2µs'],
    ['1ms', 1, '1ms'],
    ['0.25s', 250, '250ms'],
    ['.5s', 500, '500ms'],
    ['5.s', 5 * second, '5s'],
    ['1.5s', 1500, '1.5s'],
    ['59.999s', 59_999, '59.999s'],
    ['60s', minute, '1m0s'],
    ['90s', 90 * second, '1m30s'],
    ['1h', hour, '1h0m0s'],
    ['1m1h', hour + minute, '1h1m0s'],
    ['36h', 36 * hour, '36h0m0s'],
    ['1.5h', 90 * minute, '1h30m0s'],
    ['1h1m1s1ms1us1ns', 3_661_001.001001, '1h1m1.001001001s'],
    ['-1.5s', -1500, '-1.5s'],
    ['+5m', 5 * minute, '5m0s'],
    ['0.0000000001s', 0, '0s'],
    ['2562047h47m16s', 9_223_372_036_000, '2562047h47m16s'],
  ])('%j is %d, printed as %j', (text, duration, printed) => {
    expect(parseGoDuration(text)).toBeCloseTo(duration, 9)
    expect(formatGoDuration(duration)).toBe(printed)
  })

  test.each([
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['abc', 'time: invalid duration "abc"'],
    ['.s', 'time: invalid duration ".s"'],
    ['1h 30m', 'time: unknown unit "h " in duration "1h 30m"'],
    ['--1s', 'time: invalid duration "--1s"'],
    ['30', 'time: missing unit in duration "30"'],
    ['1h30', 'time: missing unit in duration "1h30"'],
    ['1.5', 'time: missing unit in duration "1.5"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['1.5.5s', 'time: missing unit in duration "1.5.5s"'],
    ['1"\\s', 'time: unknown unit "\\"\\\\s" in duration "1\\"\\\\s"'],
    ['1é', 'time: unknown unit "\\xc3\\xa9" in duration "1\\xc3\\xa9"'],
    ['2562048h', 'time: invalid duration "2562048h"'],
    ['99999999999999999999s', 'time: invalid duration "99999999999999999999s"'],
  ])('refuses %j', (text, message) => {
    expect(() => parseGoDuration(text)).toThrow(new Error(message))
  })
})
