// Rows of files that could not be used, until they are in one that can. A row may have been found in the other of the two files.

import { newestRows, type RowsByTable } from './loose-rows.ts'
import type { StoredRow } from './write-queue.ts'

export class RescuedRows {
  #tables: RowsByTable = new Map()

  add(tables: RowsByTable): void {
    this.#tables = newestRows([this.#tables, tables])
  }

  of(table: string): readonly StoredRow[] {
    return this.#tables.get(table) ?? []
  }

  /** They are where they belong. */
  drop(table: string): void {
    this.#tables = new Map([...this.#tables].filter(([name]) => name !== table))
  }
}
