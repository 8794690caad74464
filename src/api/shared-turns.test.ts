import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { SharedTurns } from './shared-turns.ts'

/** Works that take so many milliseconds each, all asked for at once; answers with the turn of the event loop in which each ran. */
async function turnsOf(works: Readonly<Record<string, number>>): Promise<Readonly<Record<string, number>>> {
  const clock = new ManualClock(0)
  const turns = new SharedTurns(clock)
  let turn = 0
  let left = Object.keys(works).length
  const count = (): void => {
    turn++
    if (left > 0) setImmediate(count)
  }
  setImmediate(count) // before any other of its turn
  const ran = Object.entries(works).map(async ([name, milliseconds]) => {
    const later = turns.begin()
    if (later !== undefined) await later
    clock.step(clock.now() + milliseconds)
    left--
    return [name, turn] as const
  })
  return Object.fromEntries(await Promise.all(ran))
}

test('what takes less than 5 ms together runs in one turn of the event loop', async () => {
  expect(await turnsOf({ a: 1, b: 1, c: 1 })).toEqual({ a: 0, b: 0, c: 0 })
})

test('what would hold up the loop for longer waits for the next turns, in its order', async () => {
  expect(await turnsOf({ a: 8, b: 8, c: 1 })).toEqual({ a: 0, b: 1, c: 2 })
})

test('who comes while others wait waits behind them', async () => {
  const clock = new ManualClock(0)
  const turns = new SharedTurns(clock)
  const began: string[] = []
  const begin = async (name: string): Promise<void> => {
    const later = turns.begin()
    if (later !== undefined) await later
    began.push(name)
    clock.step(clock.now() + 8)
  }
  const first = [begin('a'), begin('b'), begin('c')]
  await nextTurn()
  await Promise.all([...first, begin('d')])
  expect(began).toEqual(['a', 'b', 'c', 'd'])
})

test('after a turn in which nothing waited the next work begins at once', async () => {
  const clock = new ManualClock(0)
  const turns = new SharedTurns(clock)
  expect(turns.begin()).toBeUndefined()
  clock.step(8)
  await nextTurn()
  expect(turns.begin()).toBeUndefined()
})
