// Long works, one slice of one of them at a time: between two slices everything else has its turn, however many there are.

import { setImmediate as nextTurnOfLoop } from 'node:timers/promises'

export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves when whoever asked before has had a turn, and the event loop has come round since. */
  next(): Promise<void> {
    this.#last = this.#last.then(() => nextTurnOfLoop())
    return this.#last
  }
}
