import { describe, expect, test } from 'vitest'
import { isTimestamp, resolvePlain } from './yaml-scalar.ts'

describe('resolvePlain', () => {
  test.each([
    ['yes', true],
    ['Off', false],
    ['yEs', 'yEs'],
    ['y', true],
    ['', null],
    ['~', null],
    ['NULL', null],
    ['nULL', 'nULL'],
    ['5', 5],
    ['-5', -5],
    ['+5', 5],
    ['0777', 511],
    ['0o17', 15],
    ['0x1F', 31],
    ['0b11', 3],
    ['08', 8],
    ['1_000', 1000],
    ['_1', '_1'],
    ['1e3', 1000],
    ['1.', 1],
    ['.5', 0.5],
    ['.5_0', '.5_0'],
    ['-.5', -0.5],
    ['.', '.'],
    ['1.2.3', '1.2.3'],
    ['1:30', '1:30'],
    ['2024-01-01', '2024-01-01'],
    ['.inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['18446744073709551615', 18446744073709551615n],
    ['1e999', '1e999'],
    ['5s', '5s'],
    ['0x', '0x'],
  ])('%s', (text, value) => {
    expect(resolvePlain(text).value).toBe(value)
  })

  test('beyond 64 bits a number is a float', () => {
    expect(resolvePlain('18446744073709551616')).toEqual({ type: 'float', value: 2 ** 64 })
  })
})

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2024-1-2', true],
  ['2024-13-01', false],
  ['2024-04-31', false],
  ['2024-01-01T10:00:00Z', true],
  ['2024-01-01t10:00:00.5+02:00', true],
  ['2024-01-01 10:00:00', true],
  ['2024-01-01 10:00:00Z', false],
  ['2024-01-01T24:00:00Z', false],
  ['24-01-01', false],
])('%s looks like a time: %s', (text, expected) => {
  expect(isTimestamp(text)).toBe(expected)
})
