import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { QuietCheckpoints } from './quiet-checkpoints.ts'

const mebibyte = 1024 * 1024

function start() {
  const clock = new ManualClock()
  const made: number[] = []
  const state = { isQuiet: true }
  const begin = clock.now()
  const checkpoints = new QuietCheckpoints({
    clock,
    isQuiet: () => state.isQuiet,
    checkpoint: () => made.push(clock.now() - begin),
  })
  const advance = async (by: number) => {
    await clock.advance(by)
    await turn()
  }
  return { checkpoints, made, state, advance }
}

test('waits for a pause, however much there is to do', async () => {
  const { checkpoints, made, advance } = start()
  for (let i = 0; i < 20; i++) {
    checkpoints.wrote(mebibyte)
    await advance(4)
  }
  expect(made).toEqual([])
  await advance(1)
  expect(made).toEqual([81])
})

test('a little is left for later', async () => {
  const { checkpoints, made, advance } = start()
  checkpoints.wrote(3 * mebibyte)
  await advance(1000)
  expect(made).toEqual([])
  checkpoints.wrote(mebibyte)
  await advance(5)
  expect(made).toEqual([1005])
  checkpoints.wrote(mebibyte)
  await advance(1000)
  expect(made).toEqual([1005])
})

test('while a write is waiting, that is no pause; the write begins the next one', async () => {
  const { checkpoints, made, state, advance } = start()
  checkpoints.wrote(5 * mebibyte)
  state.isQuiet = false
  await advance(100)
  expect(made).toEqual([])
  state.isQuiet = true
  checkpoints.wrote(1)
  await advance(5)
  expect(made).toEqual([105])
})

test('after the end there is none', async () => {
  const { checkpoints, made, advance } = start()
  checkpoints.wrote(5 * mebibyte)
  await advance(5)
  checkpoints.wrote(5 * mebibyte)
  checkpoints.close()
  await advance(100)
  expect(made).toEqual([5])
})
