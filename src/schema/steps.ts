// Work that may take long, in steps: somebody who has other things to do takes them in turns of the event loop.

import { setImmediate as nextTurn } from 'node:timers/promises'

/** What the next step is: one of thousands, or one that is worth a turn of its own. */
export type NextStep = 'short' | 'long'

/** Stops before each step, and has a result at the end. */
export type Steps<T> = Generator<NextStep, T, void>

/** How many short steps one turn takes: a few milliseconds. */
const shortSteps = 2000

/** Takes all steps. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** Takes all steps, and lets the event loop go round between them. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (let count = 1; ; count++) {
    const step = steps.next()
    if (step.done) return step.value
    if (step.value === 'long' || count % shortSteps === 0) await nextTurn()
  }
}
