// One timer for everything that shows a time: ages and countdowns move together, once a second, and only while seen.

import type { Instant } from '../../../model/instant.ts'
import { Observable } from '../../observable.ts'
import type { PageClock } from '../../page-clock.ts'

export class Ticker {
  readonly now: Observable<Instant>
  readonly #clock: PageClock

  constructor(clock: PageClock) {
    this.#clock = clock
    this.now = new Observable(Math.floor(clock.now() / 1000) * 1000)
  }

  /** Begins to tick; returns the function that ends it. */
  start(): () => void {
    return this.#clock.every(1_000, () => {
      if (!document.hidden) this.now.set(Math.floor(this.#clock.now() / 1000) * 1000)
    })
  }
}
