// Turns at something that only so many may have at once. Who comes first has the first turn.

/** Somebody who waits, and who waits behind. */
interface Waiting {
  readonly begin: () => void
  next: Waiting | undefined
}

/** Gives turns, so many at a time. */
export class ConcurrencyLimit {
  #free: number
  readonly #all: number
  #first: Waiting | undefined
  #last: Waiting | undefined
  #idle: (() => void)[] = []

  constructor(atOnce: number) {
    this.#all = atOnce
    this.#free = atOnce
  }

  /** Resolves when it is the caller's turn; he gives it back. */
  take(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free--
      return undefined
    }
    return new Promise((begin) => {
      const waiting: Waiting = { begin, next: undefined }
      if (this.#last === undefined) this.#first = waiting
      else this.#last.next = waiting
      this.#last = waiting
    })
  }

  /** Gives a turn back: whoever waits longest has it now. */
  give(): void {
    const next = this.#first
    if (next !== undefined) {
      this.#first = next.next
      if (this.#first === undefined) this.#last = undefined
      next.begin()
      return
    }
    this.#free++
    if (this.#free === this.#all) for (const resolve of this.#idle.splice(0)) resolve()
  }

  /** Resolves when nobody has a turn, or waits for one. */
  async idle(): Promise<void> {
    if (this.#free < this.#all) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }
}
