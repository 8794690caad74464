import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('gives as many turns as there are, and the next one to whoever waits longest', async () => {
  const turns = new Turns(2)
  const begun: number[] = []
  const take = async (who: number): Promise<void> => {
    await turns.take()
    begun.push(who)
  }
  const all = Promise.all([1, 2, 3, 4, 5].map(take))
  let idle = false
  const idled = turns.idle().then(() => {
    idle = true
  })
  await Promise.resolve()
  expect(begun).toEqual([1, 2])
  for (const expected of [[3], [4], [5]]) {
    turns.give()
    await Promise.resolve()
    await Promise.resolve()
    expect(begun.splice(2)).toEqual(expected)
  }
  await all
  turns.give()
  await Promise.resolve()
  expect(idle).toBe(false)
  turns.give()
  await idled
  await turns.idle()
})
