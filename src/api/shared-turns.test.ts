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
  const ran = Object.entries(works).map(([name, milliseconds]) =>
    turns.run(async () => {
      clock.step(clock.now() + milliseconds)
      left--
      return [name, turn] as const
    }),
  )
  return Object.fromEntries(await Promise.all(ran))
}

test('what takes less than 5 ms together runs in one turn of the event loop', async () => {
  expect(await turnsOf({ a: 1, b: 1, c: 1 })).toEqual({ a: 0, b: 0, c: 0 })
})

test('what would hold up the loop for longer waits for the next turns, in its order', async () => {
  expect(await turnsOf({ a: 8, b: 8, c: 1 })).toEqual({ a: 0, b: 1, c: 2 })
})

test('those that wait share their turns too', async () => {
  expect(await turnsOf({ a: 8, b: 2, c: 2, d: 2, e: 2 })).toEqual({ a: 0, b: 1, c: 1, d: 1, e: 2 })
})

test('who comes while others wait waits behind them', async () => {
  const clock = new ManualClock(0)
  const turns = new SharedTurns(clock)
  const ran: string[] = []
  const run = (name: string): Promise<void> =>
    turns.run(async () => {
      ran.push(name)
      clock.step(clock.now() + 8)
    })
  const first = [run('a'), run('b'), run('c')]
  await nextTurn()
  await Promise.all([...first, run('d')])
  expect(ran).toEqual(['a', 'b', 'c', 'd'])
})

test('a work that fails fails for its caller alone', async () => {
  const clock = new ManualClock(0)
  const turns = new SharedTurns(clock)
  const failing = async (): Promise<void> => {
    clock.step(clock.now() + 8)
    throw new Error('not this one')
  }
  const works = [turns.run(failing), turns.run(failing), turns.run(async () => {})]
  const results = await Promise.allSettled(works)
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})
