// Gathers what is to be written into batches: all that is asked for until the next turn of the event loop goes to the disk with
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

/** What goes to the disk with one commit. */
interface Batch {
  /** How many changes were asked for. */
  size: number
  /** The last change of each row, by table and key. */
  readonly changes: Map<string, Map<string, Change>>
  readonly written: PromiseWithResolvers<void>
}

/** Writes requests in their order, each whole within one batch; the last change of a row in a batch stands for all of them. */
export class WriteQueue {
  readonly #write: (changes: readonly Change[]) => void
  #batches: Batch[] = []
  #scheduled = false
  #idle: (() => void)[] = []

  /** @param write keeps the changes all together, or throws and keeps none. */
  constructor(write: (changes: readonly Change[]) => void) {
    this.#write = write
  }

  /** Resolves when all changes are written. More than a batch takes is cut into several. */
  push(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve()
    return changes.length <= longestBatch ? this.#add(changes) : this.#pushParts(changes)
  }

  async #pushParts(changes: readonly Change[]): Promise<void> {
    const parts: Promise<void>[] = []
    for (let from = 0; from < changes.length; from += longestBatch) {
      parts.push(this.#add(changes.slice(from, from + longestBatch)))
    }
    const results = await Promise.allSettled(parts)
    for (const result of results) if (result.status === 'rejected') throw result.reason
  }

  get isEmpty(): boolean {
    return this.#batches.length === 0
  }

  /** Resolves when nothing is waiting any more. */
  drained(): Promise<void> {
    if (this.#batches.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#idle.push(resolve))
  }

  /** All who add to one batch await the same promise. */
  #add(changes: readonly Change[]): Promise<void> {
    const batch = this.#batchFor(changes.length)
    batch.size += changes.length
    for (const change of changes) {
      const rows = batch.changes.get(change.table) ?? new Map<string, Change>()
      batch.changes.set(change.table, rows)
      rows.set(change.key, change)
    }
    this.#schedule()
    return batch.written.promise
  }

  #batchFor(count: number): Batch {
    const last = this.#batches.at(-1)
    if (last !== undefined && last.size + count <= longestBatch) return last
    const batch: Batch = { size: 0, changes: new Map(), written: Promise.withResolvers() }
    this.#batches.push(batch)
    return batch
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    // After whatever the asker sets in motion in this task, and what that has sent in the next turn: a commit holds up the loop.
    queueMicrotask(() => setImmediate(() => setImmediate(() => this.#flush())))
  }

  #flush(): void {
    this.#scheduled = false
    const batch = this.#batches.shift()
    if (batch !== undefined) this.#writeBatch(batch)
    if (this.#batches.length > 0) this.#schedule()
    else for (const resolve of this.#idle.splice(0)) resolve()
  }

  #writeBatch({ changes, written }: Batch): void {
    try {
      this.#write([...changes.values()].flatMap((rows) => [...rows.values()]))
      written.resolve()
    } catch (error) {
      written.reject(error)
    }
  }
}
