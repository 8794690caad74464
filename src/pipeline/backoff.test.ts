import { expect, test } from 'vitest'
import { Backoff } from './backoff.ts'

test('grows by half each time, up to a minute', () => {
  const backoff = new Backoff(() => 0.5)
  const waits = Array.from({ length: 14 }, () => backoff.next())
  expect(waits.slice(0, 4)).toEqual([500, 750, 1125, 1687.5])
  expect(waits.at(-1)).toBe(60_000)
})

test.each([
  [0, 250],
  [0.25, 375],
  [0.999999, 749.9995],
])('is shifted by up to a half at random: %f', (random, wait) => {
  expect(new Backoff(() => random).next()).toBeCloseTo(wait, 3)
})
