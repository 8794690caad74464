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

  /**
   * Undefined when the caller may begin at once; else resolves in one of the next turns, when it may, in the order in which was asked. Then it
   * has to do all in one go.
   */
  begin(): Promise<void> | undefined {
    if (this.#end === undefined) this.#open()
    else if (this.#waiting.length > 0 || this.#clock.now() >= this.#end) {
      return new Promise((resolve) => this.#waiting.push(resolve))
    }
    return undefined
  }

  #open(): void {
    this.#end = this.#clock.now() + enough
    setImmediate(() => this.#nextTurn())
  }

  /** What waits was more than a turn could bear: it goes on one by one. */
  #nextTurn(): void {
    this.#end = undefined
    const begin = this.#waiting.shift()
    if (begin === undefined) return
    this.#open()
    begin()
  }
}
