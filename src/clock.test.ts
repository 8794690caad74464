import { expect, test } from 'vitest'
import { ManualClock } from '../test/support/manual-clock.ts'
import { every, SystemClock } from './clock.ts'
import { hour, millisecond, minute } from './model/instant.ts'

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

test('a timer that is due already comes in the next turn, after what follows it in this one', async () => {
  const clock = new SystemClock()
  const order: string[] = []
  const rung = new Promise<void>((resolve) => {
    clock.at(clock.now() - 1, () => order.push('first'))
    clock.at(clock.now() - 1, () => order.push('never')).cancel()
    clock.at(clock.now() - 2, () => resolve(void order.push('second')))
  })
  order.push('this turn')
  await rung
  expect(order).toEqual(['this turn', 'first', 'second'])
})

test('timers that are due together do not hold up the loop, and run in order', async () => {
  const state = { now: 0 }
  const clock = new SystemClock({ wall: () => 1e12 + state.now, monotonic: () => state.now })
  const order: number[] = []
  const turns = [0]
  const count = 20
  const done = new Promise<void>((resolve) => {
    for (let task = 0; task < count; task++) {
      clock.at(clock.now(), () => {
        state.now += 1
        order.push(task)
        turns[turns.length - 1] = (turns.at(-1) ?? 0) + 1
        if (order.length === count) resolve()
      })
    }
  })
  const breathe = (): void => {
    turns.push(0)
    if (order.length < count) setImmediate(breathe)
  }
  setImmediate(breathe)
  await done
  expect(order).toEqual(Array.from({ length: count }, (_, task) => task))
  expect(Math.max(...turns)).toBe(2)
})

test('a timer that throws keeps none of those behind it from running', async () => {
  const clock = new SystemClock()
  const thrown = new Promise((resolve) => process.once('uncaughtException', resolve))
  const listeners = process.listeners('uncaughtException').slice(0, -1)
  for (const listener of listeners) process.off('uncaughtException', listener)
  const rung = new Promise<void>((resolve) => {
    clock.at(0, () => {
      throw new Error('a mistake')
    })
    clock.at(0, resolve)
  })
  await rung
  expect(await thrown).toEqual(new Error('a mistake'))
  for (const listener of listeners) process.on('uncaughtException', listener)
})

test('what happens every quarter of an hour happens at the same times, whenever that was begun', async () => {
  const noon = Date.UTC(2026, 0, 5, 12)
  const clock = new ManualClock(noon + 7 * minute + 3)
  const times: number[] = []
  const timer = every(clock, 15 * minute, () => times.push((clock.now() - noon) / minute))
  await clock.advance(40 * minute)
  timer.cancel()
  await clock.advance(hour)
  expect(times).toEqual([15, 30, 45])
})
