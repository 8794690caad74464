// Finds rows in the bytes of a database file without SQLite, which gives none where a page above them is damaged. Knows of the file
// format (https://www.sqlite.org/fileformat2.html) what our tables need: leaf pages of tables, overflow pages and the list of free pages.

import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { tableOfSealed } from './row-seal.ts'
import { readRecord } from './sqlite-record.ts'
import { readWal, type WalFile, type WalFrame } from './wal-file.ts'
import type { StoredRow } from './write-queue.ts'

/** The size of the pages of each file. Two sizes, so that SQLite never takes the write-ahead log of one file for that of the other. */
export const pageSizes = { promised: 8192, hot: 4096 } as const

/** Rows by the name of their table, in the order in which they were first put. */
export type RowsByTable = ReadonlyMap<string, readonly StoredRow[]>

/**
 * Every row whose seal fits, in the newest form that can be found. Where nothing is damaged these are exactly the rows that SQLite would
 * give; where something is, one that was removed may be among them.
 */
export function findLooseRows(path: string): RowsByTable {
  const wal = walBeside(path)
  // The header that tells the size may be what is damaged; with the wrong size nearly nothing is found.
  const attempts = Object.values(pageSizes).map((pageSize) => {
    const hasOwnLog = wal.pageSize === undefined || wal.pageSize === pageSize
    using file = new PageFile(path, pageSize)
    const views = hasOwnLog ? viewsOf(walBeside(path, pageSize)) : [[]]
    const rows = rowsIn(views.map((frames) => new Pages(file, frames)))
    return { hasOwnLog, rows, weight: file.saysItsPagesAreOf(pageSize) ? Infinity : countRows(rows) }
  })
  attempts.sort((one, other) => other.weight - one.weight)
  const best = attempts[0]
  if (best === undefined) return new Map()
  return best.hasOwnLog ? best.rows : newestRows([best.rows, rowsOfLog(wal)])
}

/** What is in a log that is of another database, and was put beside this one. */
function rowsOfLog({ pageSize = 0, frames }: WalFile): RowsByTable {
  using nothing = new PageFile('', pageSize)
  return rowsIn([new Pages(nothing, frames)])
}

/** Puts together what was found in several places. */
export function newestRows(finds: readonly RowsByTable[]): RowsByTable {
  const tables = new Map<string, Map<string, StoredRow>>()
  for (const [table, rows] of finds.flatMap((found) => [...found])) {
    const newest = tables.get(table) ?? new Map<string, StoredRow>()
    tables.set(table, newest)
    for (const row of rows) if ((newest.get(row.key)?.updatedAt ?? -Infinity) < row.updatedAt) newest.set(row.key, row)
  }
  return new Map([...tables].map(([table, rows]) => [table, [...rows.values()]]))
}

/** How many rows there are in all tables together. */
export function countRows(tables: RowsByTable): number {
  let count = 0
  for (const rows of tables.values()) count += rows.length
  return count
}

interface Find {
  readonly row: StoredRow
  readonly rowid: number
}

type Finds = Map<string, Map<string, Find>>

function inOrder(rows: ReadonlyMap<string, Find>): readonly StoredRow[] {
  return [...rows.values()].sort((one, other) => one.rowid - other.rowid).map(({ row }) => row)
}

function rowsIn(views: readonly Pages[]): RowsByTable {
  const finds: Finds = new Map()
  for (const pages of views) {
    const free = freePages(pages)
    for (const page of pages.numbers()) if (!free.has(page)) takeRows(page, { pages, finds })
  }
  return new Map([...finds].map(([table, rows]) => [table, inOrder(rows)]))
}

/** @param pageSize for a log that does not say */
function walBeside(path: string, pageSize = 0): WalFile {
  try {
    return readWal(readFileSync(`${path}-wal`), pageSize)
  } catch {
    // There is none, or it cannot be read either.
    return { pageSize: undefined, frames: [], damage: undefined }
  }
}

/**
 * Which frames of the log count. Where it is damaged, older images of a page stand in for what is lost of the newest, and those that
 * only may be damaged (each is judged with the one before) are not passed over. Without its header even sound ones may be left over
 * from a time before the database was written.
 */
function viewsOf({ pageSize, frames, damage }: WalFile): readonly (readonly WalFrame[])[] {
  if (damage === undefined) return [frames]
  const views = [frames, frames.filter(({ sound }) => sound)]
  return pageSize === undefined ? [...views, []] : views
}

const tableLeaf = 0x0d

/** Of several forms of a row the one that was changed last counts. */
function takeRows(page: number, { pages, finds }: { readonly pages: Pages; readonly finds: Finds }): void {
  const image = pages.image(page)
  const headerAt = page === 1 ? 100 : 0
  if (image === undefined || image[headerAt] !== tableLeaf) return
  const cells = Math.min(image.readUInt16BE(headerAt + 3), (image.length - headerAt - 8) / 2)
  for (let index = 0; index < cells; index++) {
    const record = readRecord(image, image.readUInt16BE(headerAt + 8 + 2 * index), (number) => pages.image(number))
    const find = record && findIn(record.values, record.rowid)
    if (find === undefined) continue
    const { table, row } = find
    const rows = finds.get(table) ?? new Map<string, Find>()
    finds.set(table, rows)
    const known = rows.get(row.key)
    if (known === undefined || known.row.updatedAt < row.updatedAt) rows.set(row.key, find)
  }
}

function findIn(values: readonly unknown[], rowid: number): (Find & { readonly table: string }) | undefined {
  const [key, updatedAt, expiresAt, value, seal] = values
  if (typeof key !== 'string' || typeof value !== 'string' || typeof seal !== 'string') return undefined
  if (typeof updatedAt !== 'number' || typeof expiresAt !== 'number') return undefined
  const row = { key, updatedAt, expiresAt, value }
  const table = tableOfSealed(row, seal)
  return table === undefined ? undefined : { row, rowid, table }
}

/** The newest image of each page. */
class Pages {
  readonly #file: PageFile
  readonly #newest: ReadonlyMap<number, Buffer>

  constructor(file: PageFile, frames: readonly WalFrame[]) {
    this.#file = file
    this.#newest = new Map(frames.map(({ page, image }) => [page, image]))
  }

  *numbers(): Generator<number> {
    const { pageCount } = this.#file
    for (let page = 1; page <= pageCount; page++) yield page
    for (const page of this.#newest.keys()) if (page > pageCount) yield page
  }

  image(page: number): Buffer | undefined {
    return this.#newest.get(page) ?? this.#file.read(page)
  }
}

/** What is on free pages was removed. None when the list of them makes no sense: it might name any page. */
function freePages(pages: Pages): ReadonlySet<number> {
  const free = new Set<number>()
  const first = pages.image(1)
  let trunk = first?.readUInt32BE(32) ?? 0
  while (trunk > 0 && !free.has(trunk)) {
    const image = pages.image(trunk)
    if (image === undefined) break
    free.add(trunk)
    const leaves = Math.min(image.readUInt32BE(4), image.length / 4 - 2)
    for (let index = 0; index < leaves; index++) free.add(image.readUInt32BE(8 + 4 * index))
    trunk = image.readUInt32BE(0)
  }
  return first?.readUInt32BE(36) === free.size ? free : new Set()
}

class PageFile implements Disposable {
  readonly #descriptor: number | undefined
  readonly #pageSize: number
  readonly pageCount: number

  constructor(path: string, pageSize: number) {
    this.#pageSize = pageSize
    this.#descriptor = openIfThere(path)
    const size = this.#descriptor === undefined ? 0 : fstatSync(this.#descriptor).size
    this.pageCount = Math.floor(size / pageSize)
  }

  saysItsPagesAreOf(size: number): boolean {
    return this.read(1)?.readUInt16BE(16) === size
  }

  read(page: number): Buffer | undefined {
    if (this.#descriptor === undefined || page < 1 || page > this.pageCount) return undefined
    const image = Buffer.alloc(this.#pageSize)
    try {
      readSync(this.#descriptor, image, 0, image.length, (page - 1) * image.length)
      return image
    } catch {
      // A bad place of the disk. The next page may be readable.
      return undefined
    }
  }

  [Symbol.dispose](): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch {
    return undefined
  }
}
