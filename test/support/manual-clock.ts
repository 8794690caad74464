// A Clock whose time stands still until a test advances it.

import type { Clock, Timer } from '../../src/clock.ts'
import type { Duration, Instant } from '../../src/model/instant.ts'

interface Entry {
  readonly when: Instant
  readonly order: number
  readonly task: () => void
}

/** Virtual time. Timers run in the order in which they are due; those due at the same instant in the order in which they were set. */
export class ManualClock implements Clock {
  #now: Instant
  #order = 0
  #entries: Entry[] = []
  readonly #listeners: ((by: Duration) => void)[] = []

  constructor(start: Instant = Date.UTC(2026, 0, 5, 12, 0, 0)) {
    this.#now = start
  }

  now(): Instant {
    return this.#now
  }

  at(when: Instant, task: () => void): Timer {
    const entry: Entry = { when, order: this.#order++, task }
    const index = this.#entries.findIndex((other) => other.when > when)
    this.#entries.splice(index < 0 ? this.#entries.length : index, 0, entry)
    return {
      cancel: () => {
        this.#entries = this.#entries.filter((other) => other.order !== entry.order)
      },
    }
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#entries.length
  }

  /** Moves time forward by `span`, running what becomes due, and lets promises settle before, between and after. */
  async advance(span: Duration): Promise<void> {
    await this.advanceTo(this.#now + span)
  }

  /** As `advance`, to a point in time. */
  async advanceTo(target: Instant): Promise<void> {
    await settle()
    for (;;) {
      const next = this.#entries[0]
      if (next === undefined || next.when > target) break
      this.#entries.shift()
      this.#now = Math.max(this.#now, next.when)
      next.task()
      await settle()
    }
    this.#now = Math.max(this.#now, target)
    await settle()
  }

  onStep(listener: (by: Duration) => void): void {
    this.#listeners.push(listener)
  }

  /** Sets the clock to another time without running anything, as when a machine's clock is set. Timers keep their span. */
  step(to: Instant): void {
    const by = to - this.#now
    this.#now = to
    this.#entries = this.#entries.map((entry) => ({ ...entry, when: entry.when + by }))
    for (const listener of this.#listeners) listener(by)
  }
}

/** Lets promises, ticks and immediates that are already under way come to rest. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 6; round++) await new Promise<void>((resolve) => setImmediate(resolve))
}
