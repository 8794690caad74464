// How long to wait before an attempt is made again.

import { type Duration, minute, second } from '../model/instant.ts'

const initial: Duration = 0.5 * second
const longest: Duration = minute
const factor = 1.5
const spread = 0.5

/**
 * Exponential back-off with jitter, in the numbers of the library that Alertmanager uses: 0.5 s, half as much again each
 * time up to a minute, and each of these shifted at random by up to a half.
 */
export class Backoff {
  readonly #random: () => number
  #interval: Duration = initial

  /** @param random numbers from 0 up to but not including 1, as Math.random gives */
  constructor(random: () => number) {
    this.#random = random
  }

  next(): Duration {
    const interval = this.#interval
    this.#interval = Math.min(interval * factor, longest)
    return interval * (1 - spread + 2 * spread * this.#random())
  }

  /** Begins anew: something has succeeded. */
  reset(): void {
    this.#interval = initial
  }
}
