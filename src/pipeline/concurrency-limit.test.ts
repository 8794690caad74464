import { expect, test } from 'vitest'
import { ConcurrencyLimit } from './concurrency-limit.ts'

test('gives as many turns as there are, and the next one to whoever waits longest', async () => {
  const limit = new ConcurrencyLimit(2)
  const begun: number[] = []
  const take = async (who: number): Promise<void> => {
    await limit.take()
    begun.push(who)
  }
  const all = Promise.all([1, 2, 3, 4, 5].map(take))
  let idle = false
  const idled = limit.idle().then(() => {
    idle = true
  })
  await Promise.resolve()
  expect(begun).toEqual([1, 2])
  for (const expected of [[3], [4], [5]]) {
    limit.give()
    await Promise.resolve()
    await Promise.resolve()
    expect(begun.splice(2)).toEqual(expected)
  }
  await all
  limit.give()
  await Promise.resolve()
  expect(idle).toBe(false)
  limit.give()
  await idled
  await limit.idle()
})
