// A row as the JSON text that is stored, and back.

import type { Row, TableOptions } from './storage.ts'

/** The text of a row. Throws what JSON throws when the row holds what it cannot carry. */
export function textOf<T extends Row>(row: T, options: TableOptions<T>): string {
  return JSON.stringify(options.encode?.(row) ?? row)
}

/** What is read, or the reason why it cannot be. */
type Decoded<T> = { readonly row: T } | { readonly reason: string }

/** The row in a text. */
export function rowFrom<T extends Row>(text: string, options: TableOptions<T>): Decoded<T> {
  return attempt(() => options.decode(JSON.parse(text)))
}

/** The row in what was parsed already. */
export function decodedRow<T extends Row>(value: unknown, options: TableOptions<T>): Decoded<T> {
  return attempt(() => options.decode(value))
}

function attempt<T>(decode: () => T | undefined): Decoded<T> {
  try {
    const row = decode()
    return row === undefined ? { reason: 'its content makes no sense' } : { row }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
