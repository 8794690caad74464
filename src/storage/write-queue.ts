// Gathers what is to be written into batches: all that is asked for in one turn of the event loop goes to the disk with
// one commit, and the loop breathes between two batches.

/** One change of one row of one table. Without `row` the row goes. */
export interface Change {
  readonly table: string
  readonly key: string
  readonly row?: StoredRow
}

/** A row as it is stored: `value` is JSON. */
export interface StoredRow {
  readonly key: string
  readonly updatedAt: number
  readonly expiresAt: number
  readonly value: string
}

/** Most rows that one commit takes: a commit holds up the event loop. */
export const longestBatch = 500

interface Request {
  readonly changes: readonly Change[]
  readonly done: () => void
  readonly failed: (reason: unknown) => void
}

/** Writes requests in their order, each whole within one batch; the last change of a row in a batch stands for all of them. */
export class WriteQueue {
  readonly #write: (changes: readonly Change[]) => void
  #requests: Request[] = []
  #scheduled = false
  #idle: (() => void)[] = []

  /** @param write keeps the changes all together, or throws and keeps none. */
  constructor(write: (changes: readonly Change[]) => void) {
    this.#write = write
  }

  /** Resolves when all changes are written. More than a batch takes is cut into several. */
  push(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve()
    return changes.length <= longestBatch ? this.#enqueue(changes) : this.#pushParts(changes)
  }

  async #pushParts(changes: readonly Change[]): Promise<void> {
    const parts: Promise<void>[] = []
    for (let from = 0; from < changes.length; from += longestBatch) {
      parts.push(this.#enqueue(changes.slice(from, from + longestBatch)))
    }
    const results = await Promise.allSettled(parts)
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  get isEmpty(): boolean {
    return this.#requests.length === 0
  }

  /** Resolves when nothing is waiting any more. */
  drained(): Promise<void> {
    if (this.#requests.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  #enqueue(changes: readonly Change[]): Promise<void> {
    return new Promise((done, failed) => {
      this.#requests.push({ changes, done, failed })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#flush())
  }

  #flush(): void {
    this.#scheduled = false
    const batch = this.#takeBatch()
    try {
      this.#write(lastChanges(batch))
      for (const request of batch) request.done()
    } catch (error) {
      for (const request of batch) request.failed(error)
    }
    if (this.#requests.length > 0) this.#schedule()
    else for (const resolve of this.#idle.splice(0)) resolve()
  }

  #takeBatch(): readonly Request[] {
    let rows = 0
    let taken = 0
    for (const { changes } of this.#requests) {
      rows += changes.length
      if (taken > 0 && rows > longestBatch) break
      taken++
    }
    const batch = this.#requests.slice(0, taken)
    this.#requests = this.#requests.slice(taken)
    return batch
  }
}

function lastChanges(batch: readonly Request[]): readonly Change[] {
  const last = new Map<string, Change>()
  for (const { changes } of batch) {
    for (const change of changes) last.set(`${change.table} ${change.key}`, change)
  }
  return [...last.values()]
}
