// Lets one thing through every ten seconds, and says how many it held back.

import { type Duration, type Instant, second } from '../model/instant.ts'

const interval: Duration = 10 * second

/** For what others can bring about without end. */
export class Throttle {
  readonly #clock: { now(): Instant }
  #openAt: Instant = Number.NEGATIVE_INFINITY
  #heldBack = 0

  constructor(clock: { now(): Instant }) {
    this.#clock = clock
  }

  /** Calls `say` with the number of those held back since the last time; or holds this one back. */
  pass(say: (heldBack: number) => void): void {
    const now = this.#clock.now()
    // A clock that was set back must not silence anything for longer than the interval.
    if (now < this.#openAt && this.#openAt - now <= interval) {
      this.#heldBack++
      return
    }
    this.#openAt = now + interval
    const heldBack = this.#heldBack
    this.#heldBack = 0
    say(heldBack)
  }
}
