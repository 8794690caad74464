// A token bucket for the web configuration's rate_limit.

import type { Clock } from '../../clock.ts'
import type { Duration, Instant } from '../../model/instant.ts'

/** Lets a burst pass, then one request for each interval. All clients share it. */
export class RequestRate {
  readonly #clock: Clock
  readonly #interval: Duration
  readonly #burst: number
  #tokens: number
  #counted: Instant

  constructor(clock: Clock, { interval, burst }: { readonly interval: Duration; readonly burst: number }) {
    this.#clock = clock
    this.#interval = interval
    this.#burst = burst
    this.#tokens = burst
    this.#counted = clock.now()
  }

  /** Takes a token when there is one. */
  admits(): boolean {
    const now = this.#clock.now()
    this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, now - this.#counted) / this.#interval)
    this.#counted = now
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }
}
