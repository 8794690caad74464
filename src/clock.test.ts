import { expect, test } from 'vitest'
import { SystemClock } from './clock.ts'
import { hour, millisecond } from './model/instant.ts'

/** A machine whose wall clock can be set. */
function settable() {
  const state = { setBy: 0 }
  const clock = new SystemClock({
    wall: () => performance.timeOrigin + performance.now() + state.setBy,
    monotonic: () => performance.now(),
  })
  return { clock, state }
}

test.each([hour, -hour])('a timer keeps its span when the clock is set by %i ms', async (by) => {
  const { clock, state } = settable()
  const begun = performance.now()
  const rung = new Promise<void>((resolve) => clock.at(clock.now() + 30 * millisecond, resolve))
  state.setBy = by
  await rung
  expect(performance.now() - begun).toBeGreaterThanOrEqual(29)
  expect(performance.now() - begun).toBeLessThan(2000)
})

test('a step is told before anybody reads the new time', () => {
  const { clock, state } = settable()
  const steps: number[] = []
  clock.onStep((by) => steps.push(Math.round(by / 1000)))
  clock.now()
  state.setBy = -hour
  clock.now()
  clock.now()
  state.setBy += 10
  clock.now()
  expect(steps).toEqual([-3600])
})
