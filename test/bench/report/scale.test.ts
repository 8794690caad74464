// Where values lie on the axes of a plot, and how figures are written.

import { describe, expect, test } from 'vitest'
import { cpuTime, figure, medianAndRange, ratio } from './figures.ts'
import { linearScale, logScale, logScaleAt } from './scale.ts'

describe('axes', () => {
  test.each([
    [7, [0, 2, 4, 6, 8]],
    [100, [0, 20, 40, 60, 80, 100]],
    [0.9, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [1234, [0, 250, 500, 750, 1000, 1250]],
  ])('a linear one up to %d has round ticks', (most, ticks) => {
    const scale = linearScale(most)
    expect(scale.ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(ticks)
    expect(scale.place(0)).toBe(0)
    expect(scale.place(most)).toBeLessThanOrEqual(1)
    expect(scale.place(scale.ticks.at(-1) ?? 0)).toBeCloseTo(1)
  })

  test.each([
    [3, 700, [1, 10, 100, 1000]],
    [10, 100, [10, 100]],
    [5, 6, [1, 10]],
    [1, 1, [1, 10]],
  ])('a logarithmic one from %d to %d has powers of ten', (least, most, ticks) => {
    const scale = logScale(least, most)
    expect(scale.ticks).toEqual(ticks)
    for (const value of [least, most]) expect(scale.place(value)).toBeGreaterThanOrEqual(0)
    for (const value of [least, most]) expect(scale.place(value)).toBeLessThanOrEqual(1)
  })

  test('one that marks given values keeps them apart by their ratio', () => {
    const scale = logScaleAt([10_000, 100, 1_000])
    expect(scale.ticks).toEqual([100, 1_000, 10_000])
    expect(scale.place(1_000) - scale.place(100)).toBeCloseTo(scale.place(10_000) - scale.place(1_000))
  })
})

describe('figures', () => {
  test.each([
    [16_234, '16,200'],
    [1_305.4, '1,310'],
    [99.96, '100'],
    [1.3512, '1.35'],
    [0.01234, '0.0123'],
    [0, '0'],
    [-2.5, '-2.5'],
    [Number.NaN, '–'],
  ])('%d is written %s', (value, text) => {
    expect(figure(value)).toBe(text)
  })

  test('a median stands with its range', () => {
    expect(medianAndRange([3, 1, 2])).toBe('2 (1–3)')
    expect(medianAndRange([2])).toBe('2')
    expect(medianAndRange([])).toBe('–')
    expect(ratio(12.34)).toBe('12.3×')
    expect(ratio(Number.NaN)).toBe('–')
  })

  test.each([
    [0.000015, 'alert', '15 µs'],
    [0.0234, 'GET', '23.4 ms'],
    [8.5, undefined, '8.5 s'],
  ])('%d s of CPU time for one %s is %s', (seconds, per, text) => {
    expect(cpuTime({ values: [], cpu: [seconds] }, per)).toBe(text)
  })
})
