// A row as the JSON text that is stored, and back.

import type { Row, TableOptions } from './storage.ts'

/** The text of a row. Throws what JSON throws when the row holds what it cannot carry. */
export function textOf<T extends Row>(row: T, options: TableOptions<T>): string {
  return JSON.stringify(options.encode?.(row) ?? row)
}

/** The row in a text, or the reason why there is none. */
export function rowFrom<T extends Row>(
  text: string,
  options: TableOptions<T>,
): { readonly row: T } | { readonly reason: string } {
  try {
    const row = options.decode(JSON.parse(text))
    return row === undefined ? { reason: 'its content makes no sense' } : { row }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
