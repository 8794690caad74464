import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { minute, second } from '../model/instant.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { GroupTimers } from './group-timers.ts'

function setUp() {
  const clock = new ManualClock()
  const storage = memoryStorage()
  const open = (): GroupTimers => GroupTimers.open({ clock, storage })
  const timer = (wait: number) => ({
    nextFlush: clock.now() + wait,
    flushes: 0,
    toldUntil: 0,
    settled: true,
  })
  return { clock, open, timer }
}

test('where a group is, is known a tenth of a second later in the next life', async () => {
  const { clock, open, timer } = setUp()
  const timers = open()
  timers.note('a', timer(30 * second))
  await clock.advance(second)
  expect(open().recall('a')).toMatchObject({ nextFlush: clock.now() + 29 * second })
  timers.note('a', { ...timer(5 * minute), flushes: 1 })
  await clock.advance(second)
  expect(open().recall('a')).toMatchObject({ flushes: 1 })
  timers.forget('a')
  await clock.advance(second)
  expect(open().recall('a')).toBeUndefined()
})

test('a group that flushes at once is known before anything can happen to its alerts', async () => {
  const { open, timer } = setUp()
  const timers = open()
  for (const name of ['a', 'b', 'c']) timers.note(name, timer(0))
  timers.note('later', timer(30 * second))
  // What the turn has still to do; no time goes by.
  await Promise.resolve()
  await Promise.resolve()
  expect(['a', 'b', 'c'].map((name) => open().recall(name)?.flushes)).toEqual([0, 0, 0])
})
