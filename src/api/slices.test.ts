import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { Abandoned, mergeInSlices, Slices, sortInSlices } from './slices.ts'
import { Turns } from './turns.ts'

/** Each look at the time finds it 2 ms later. */
class RunningClock extends ManualClock {
  override now(): number {
    this.step(super.now() + 2)
    return super.now()
  }
}

function slices(isAbandoned?: () => boolean): Slices {
  return new Slices({ clock: new RunningClock(), turns: new Turns(), ...(isAbandoned && { isAbandoned }) })
}

test('sorts as the built-in sort does, equal ones in the order in which they came', async () => {
  const items = Array.from({ length: 10_000 }, (_, index) => ({ key: (index * 7919) % 101, index }))
  const sorted = await sortInSlices(items, (a, b) => a.key - b.key, slices())
  expect(sorted).toEqual(items.toSorted((a, b) => a.key - b.key))
})

test('lets others have their turn', async () => {
  let turns = 0
  const ticking = setInterval(() => turns++, 0)
  const items = Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 50_021)
  await sortInSlices(items, (a, b) => a - b, slices())
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(0)
})

test('stops when nobody waits for the result', async () => {
  const items = Array.from({ length: 5_000 }, (_, index) => -index)
  await expect(
    sortInSlices(
      items,
      (a, b) => a - b,
      slices(() => true),
    ),
  ).rejects.toThrow(Abandoned)
})

test('joins two sorted lists, the equal ones of the first before those of the second', async () => {
  const list = (side: string, step: number) =>
    Array.from({ length: 3_000 }, (_, index) => ({ key: Math.floor(index / step), side }))
  const [left, right] = [list('left', 2), list('right', 3)]
  const compare = (a: { key: number }, b: { key: number }) => a.key - b.key
  const merged = await mergeInSlices(left, right, { compare, slices: slices() })
  expect(merged).toEqual([...left, ...right].sort(compare))
})

test('of several long works one goes on in each turn of the event loop', async () => {
  const turns = new Turns()
  const went: string[] = []
  const ticking = setInterval(() => went.push('others'), 0)
  const work = async (name: string): Promise<void> => {
    for (let slice = 0; slice < 3; slice++) {
      await turns.next()
      went.push(name)
      const end = performance.now() + 3
      while (performance.now() < end);
    }
  }
  await Promise.all([work('a'), work('b')])
  clearInterval(ticking)
  expect(went.filter((who) => who !== 'others')).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
  for (let i = 1; i < went.length; i++) expect(went[i] !== 'others' && went[i - 1] !== 'others').toBe(false)
})
