import { expect, test } from 'vitest'
import { atOnce, inTurns, type NextStep, type Steps } from './steps.ts'

function* work(steps: readonly NextStep[], done: string[]): Steps<string> {
  for (const step of steps) {
    yield step
    done.push(step)
  }
  return 'result'
}

test('takes all steps at once', () => {
  const done: string[] = []
  expect(atOnce(work(['short', 'long', 'short'], done))).toBe('result')
  expect(done).toEqual(['short', 'long', 'short'])
})

test('lets others have their turn before a long step, and after many short ones', async () => {
  const done: string[] = []
  const steps: NextStep[] = ['short', 'short', 'long', 'short', ...Array.from({ length: 5000 }, () => 'short' as const)]
  const turns: number[] = []
  let over = false
  const watch = (): void => {
    turns.push(done.length)
    if (!over) setImmediate(watch)
  }
  setImmediate(watch)
  const result = inTurns(work(steps, done))
  expect(await result).toBe('result')
  over = true
  expect(turns).toEqual([2, 1999, 3999])
})

test('what a step throws is what the work throws', async () => {
  function* failing(): Steps<never> {
    yield 'long'
    throw new Error('no')
  }
  expect(() => atOnce(failing())).toThrow('no')
  await expect(inTurns(failing())).rejects.toThrow('no')
})
