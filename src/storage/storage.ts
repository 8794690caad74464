// The Storage port: named tables of rows that outlive the process. It keeps and gives back; who owns the rows answers
// every question about them from memory.

import type { Instant } from '../model/instant.ts'

/** What every row has: who it is, when it last changed, and from when on its owner may drop it. */
export interface Row {
  readonly key: string
  readonly updatedAt: Instant
  readonly expiresAt: Instant
}

/**
 * What a kept row is worth. `promised`: a client was told that it is kept, so it survives a power cut (each write waits
 * for the disk). `hot`: it survives the death of the process, but a power cut may take the last moments.
 */
export type Durability = 'promised' | 'hot'

/** How a table reads and writes its rows. */
export interface TableOptions<T extends Row> {
  readonly durability: Durability
  /**
   * Writes the rows of one commit as one: for small rows that change all the time. They cost a tenth; but a damaged place in the file
   * costs all that were written together. Such rows are written as they are, without `encode`.
   */
  readonly packed?: boolean
  /** Gives the row for what `encode` gave, or undefined (or throws) when it makes no sense: such a row is set aside. */
  decode(value: unknown): T | undefined
  /** Gives something that JSON can carry. Without it the row itself is written. */
  encode?(row: T): unknown
  /**
   * Called when the file is back after it had to be done without, with the rows that it holds. The owner takes over
   * what it lacks, and returns what the file lacks. Without it nothing is exchanged.
   */
  reconcile?(found: readonly T[]): readonly T[]
}

/** One table of rows. */
export interface Table<T extends Row> {
  /** Reads every row that is kept, oldest key first. Meant for the start; the owner remembers them from then on. */
  all(): readonly T[]
  /**
   * Adds rows, or replaces those of the same key. Resolves when they are kept as the durability says; rejects with a
   * StorageError, and then keeps none of them. Up to 500 rows are kept together or not at all.
   */
  put(rows: readonly T[]): Promise<void>
  /** Takes rows away; keys that are not there are fine. Resolves and rejects as put does. */
  remove(keys: readonly string[]): Promise<void>
}

/** Where tables live. Disposing of it waits for what is still to be written. */
export interface Storage extends AsyncDisposable {
  /** The table of this name (lower-case words joined by _); it is made when there is none. */
  table<T extends Row>(name: string, options: TableOptions<T>): Table<T>
  /** Why writes are refused at the moment; undefined when all is well. */
  readonly problem: string | undefined
}
