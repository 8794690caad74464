// Rows of files that could not be used, until they are in one that can. A row may have been found in the other of the two files.

import type { RowsByTable } from './loose-rows.ts'
import type { StoredRow } from './write-queue.ts'

export class RescuedRows {
  readonly #tables = new Map<string, readonly StoredRow[]>()

  add(tables: RowsByTable): void {
    for (const [name, rows] of tables) this.#tables.set(name, [...this.of(name), ...rows])
  }

  of(table: string): readonly StoredRow[] {
    return this.#tables.get(table) ?? []
  }

  /** They are where they belong. */
  drop(table: string): void {
    this.#tables.delete(table)
  }
}
