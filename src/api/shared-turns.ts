// Short works that come many at a time: as many of them in one turn of the event loop as it can bear.

import type { Clock } from '../clock.ts'
import type { Duration, Instant } from '../model/instant.ts'

/** When so much time of a turn is spent, no other work begins in it. */
const enough: Duration = 5

export class SharedTurns {
  readonly #clock: Clock
  readonly #waiting: (() => void)[] = []
  /** From when on nothing begins in this turn any more; undefined before the first work. */
  #end: Instant | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Runs the work, at once or in one of the next turns, in the order in which it came. What is awaited in it is not part of the turn. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length === 0 && this.#hasTime()) return work()
    return new Promise((resolve) => this.#waiting.push(() => resolve(work())))
  }

  #hasTime(): boolean {
    const now = this.#clock.now()
    if (this.#end === undefined) {
      this.#end = now + enough
      setImmediate(() => this.#nextTurn())
    }
    return now < this.#end
  }

  #nextTurn(): void {
    this.#end = undefined
    while (this.#waiting.length > 0 && this.#hasTime()) this.#waiting.shift()?.()
  }
}
