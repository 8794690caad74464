import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { Abandoned, Slices, sortInSlices } from './slices.ts'

/** Each look at the time finds it 2 ms later. */
class RunningClock extends ManualClock {
  override now(): number {
    this.step(super.now() + 2)
    return super.now()
  }
}

test('sorts as the built-in sort does, equal ones in the order in which they came', async () => {
  const items = Array.from({ length: 10_000 }, (_, index) => ({ key: (index * 7919) % 101, index }))
  const sorted = await sortInSlices(items, (a, b) => a.key - b.key, new Slices(new RunningClock(), () => false))
  expect(sorted).toEqual(items.toSorted((a, b) => a.key - b.key))
})

test('lets others have their turn', async () => {
  let turns = 0
  const ticking = setInterval(() => turns++, 0)
  const items = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 50_021)
  await sortInSlices(items, (a, b) => a - b, new Slices(new RunningClock(), () => false))
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(0)
})

test('stops when nobody waits for the result', async () => {
  const slices = new Slices(new RunningClock(), () => true)
  const items = Array.from({ length: 5_000 }, (_, index) => -index)
  await expect(sortInSlices(items, (a, b) => a - b, slices)).rejects.toThrow(Abandoned)
})
