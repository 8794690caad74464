import { expect, test } from 'vitest'
import { type FloatForm, formatFloat } from './float-text.ts'

test.each<[number, FloatForm, number, string]>([
  [0, 'g', -1, '0'],
  [-0, 'g', -1, '-0'],
  [2.5, 'f', 0, '2'],
  [3.5, 'f', 0, '4'],
  [0.125, 'f', 2, '0.12'],
  [0.375, 'f', 2, '0.38'],
  [9.999, 'f', 2, '10.00'],
  [9.999, 'e', 2, '1.00e+01'],
  [1e21, 'f', 0, '1000000000000000000000'],
  [1e-7, 'g', -1, '1e-07'],
  [100000, 'g', -1, '100000'],
  [1e6, 'g', -1, '1e+06'],
  [123456789, 'g', -1, '1.23456789e+08'],
  [5e-324, 'e', 3, '4.941e-324'],
  [5e-324, 'b', -1, '1p-1074'],
  [1, 'x', -1, '0x1p+00'],
  [0.1, 'x', 3, '0x1.99ap-04'],
  [1.999999, 'x', 1, '0x1.0p+01'],
  [Number.NaN, 'g', -1, 'NaN'],
  [Number.NEGATIVE_INFINITY, 'f', 2, '-Inf'],
])('%d as %s with %d is %s', (value, form, precision, expected) => {
  expect(formatFloat(value, form, precision)).toBe(expected)
})
