// What stands beside each row in a file: which table it is of, and a checksum. SQLite notices when its pages do not fit together,
// not when a byte of a text has changed; and a row that is found on a page that nothing leads to any more says itself where it belongs.

import { crc32 } from 'node:zlib'
import type { StoredRow } from './write-queue.ts'

/** The seal of a row of this table. */
export function sealOf(table: string, { key, updatedAt, expiresAt, value }: StoredRow): string {
  const sum = crc32(`${table}\0${key}\0${updatedAt}\0${expiresAt}\0${value}`)
  return `${table}:${sum.toString(36)}`
}

/** The table of which the seal says that the row is; undefined when row and seal do not fit. */
export function tableOfSealed(row: StoredRow, seal: string): string | undefined {
  const table = seal.slice(0, Math.max(seal.indexOf(':'), 0))
  return sealOf(table, row) === seal ? table : undefined
}
