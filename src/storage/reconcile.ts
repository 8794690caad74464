// What an owner of rows and a file that was away for a while have to tell each other: the younger row wins.

import type { Row } from './storage.ts'

/** Rows that the owner lacks or has in an older form, and rows of which that is true for the file. */
export function compareRows<T extends Row>(
  mine: ReadonlyMap<string, T>,
  found: readonly T[],
): { readonly toAdopt: readonly T[]; readonly toWrite: readonly T[] } {
  const toAdopt: T[] = []
  const toWrite = new Map(mine)
  for (const row of found) {
    const known = mine.get(row.key)
    if (known === undefined || known.updatedAt < row.updatedAt) toAdopt.push(row)
    if (known === undefined || known.updatedAt <= row.updatedAt) toWrite.delete(row.key)
  }
  return { toAdopt, toWrite: [...toWrite.values()] }
}
