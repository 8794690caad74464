// The browser's clock, and the only place of the page that reads time or sets timers. It is put right by the server's:
// ages and countdowns are true even where the machine's clock is not.

import type { Duration, Instant } from '../model/instant.ts'

/** A smaller difference is the time that an answer took, and none of the clocks. */
const tolerance: Duration = 3_000

export class PageClock {
  #skew: Duration = 0

  /** Now, by the server's clock as far as it is known. */
  now(): Instant {
    return Date.now() + this.#skew
  }

  /** Takes over the server's time, as an answer told it. */
  correct(serverNow: Instant): void {
    const skew = serverNow - Date.now()
    this.#skew = Math.abs(skew) > tolerance ? skew : 0
  }

  /** Milliseconds from some fixed point on, for measuring spans. */
  elapsed(): Duration {
    return performance.now()
  }

  /** Runs `task` once after `span`. Returns the function that calls it off. */
  after(span: Duration, task: () => void): () => void {
    const handle = setTimeout(task, span)
    return () => clearTimeout(handle)
  }

  /** Runs `task` every `span` until the function that it returns is called. */
  every(span: Duration, task: () => void): () => void {
    const handle = setInterval(task, span)
    return () => clearInterval(handle)
  }
}
