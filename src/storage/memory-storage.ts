// Storage that lives and dies with the process: for tests, and as the measure of what the other one has to do.

import { rowFrom, textOf } from './row-text.ts'
import type { Row, Storage, Table, TableOptions } from './storage.ts'
import { StorageError } from './storage-error.ts'

/** An empty Storage in memory. Its tables outlive their owners, so that a test can restart an owner on it. */
export function memoryStorage(): Storage {
  return new MemoryStorage()
}

class MemoryStorage implements Storage {
  readonly problem = undefined
  readonly #tables = new Map<string, Map<string, string>>()
  #closed = false

  table<T extends Row>(name: string, options: TableOptions<T>): Table<T> {
    const texts = this.#tables.get(name) ?? new Map<string, string>()
    this.#tables.set(name, texts)
    return {
      all: () => {
        const results = [...texts.values()].map((text) => rowFrom(text, options))
        return results.flatMap((result) => ('row' in result ? [result.row] : []))
      },
      put: async (rows) => {
        this.#refuseWhenClosed()
        // Encoded before any is kept: what JSON cannot carry must not leave half of the rows behind.
        const encoded = rows.map((row) => [row.key, textOf(row, options)] as const)
        for (const [key, text] of encoded) texts.set(key, text)
      },
      remove: async (keys) => {
        this.#refuseWhenClosed()
        for (const key of keys) texts.delete(key)
      },
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new StorageError('closed', 'cannot write: the storage is closed')
  }
}
