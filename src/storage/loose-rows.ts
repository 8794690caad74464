// Finds rows in the bytes of a database file without SQLite, which gives none where a page above them is damaged. Knows of the file
// format (https://www.sqlite.org/fileformat2.html) what our tables need: leaf pages of tables, overflow pages and the list of free pages.

import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { tableOfSealed } from './row-seal.ts'
import { readRecord } from './sqlite-record.ts'
import { readWal, type WalFrame } from './wal-file.ts'
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
  const attempts = Object.values(pageSizes).map((pageSize) => findRows(path, pageSize))
  // The header that tells the size may be what is damaged; with the wrong size nearly nothing is found.
  const [best = new Map()] = attempts.sort((one, other) => countRows(other) - countRows(one))
  return best
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

function findRows(path: string, pageSize: number): RowsByTable {
  const finds: Finds = new Map()
  using file = new PageFile(path, pageSize)
  const pages = new Pages(file, framesOf(path, pageSize))
  const free = freePages(pages)
  const { pageCount } = pages
  for (let page = 1; page <= pageCount; page++) {
    if (!free.has(page)) takeRows(pages.image(page), { page, pages, finds })
  }
  // Damaged images, for what can be read of them; if nothing newer is there.
  for (const { page, image } of pages.damaged) takeRows(image, { page, pages, finds })
  return new Map([...finds].map(([table, rows]) => [table, inOrder(rows)]))
}

function framesOf(path: string, pageSize: number): readonly WalFrame[] {
  try {
    const wal = readWal(readFileSync(`${path}-wal`), pageSize)
    return wal.pageSize === undefined || wal.pageSize === pageSize ? wal.frames : []
  } catch {
    // There is none, or it cannot be read either.
    return []
  }
}

interface PageContext {
  readonly page: number
  readonly pages: Pages
  readonly finds: Finds
}

const tableLeaf = 0x0d

/** Of several forms of a row the one that was changed last counts. */
function takeRows(image: Buffer | undefined, { page, pages, finds }: PageContext): void {
  const headerAt = page === 1 ? 100 : 0
  if (image === undefined || image[headerAt] !== tableLeaf) return
  const cells = image.readUInt16BE(headerAt + 3)
  const mostCells = (image.length - headerAt - 8) / 2
  for (let index = 0; index < Math.min(cells, mostCells); index++) {
    const record = readRecord(image, image.readUInt16BE(headerAt + 8 + 2 * index), (number) => pages.image(number))
    const find = record && findIn(record.values, record.rowid)
    if (find === undefined) continue
    const { table, row } = find
    const rows = finds.get(table) ?? new Map<string, Find>()
    finds.set(table, rows)
    const known = rows.get(row.key)
    if (known === undefined || known.row.updatedAt <= row.updatedAt) rows.set(row.key, find)
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
  readonly pageCount: number
  readonly #file: PageFile
  readonly #newest = new Map<number, Buffer>()
  /** Images of the log that are damaged, and of whose page it has no newer one. */
  readonly damaged: readonly WalFrame[]

  constructor(file: PageFile, frames: readonly WalFrame[]) {
    this.#file = file
    const last = new Map<number, number>()
    for (const [index, { page, sound, image }] of frames.entries()) {
      if (!sound) continue
      last.set(page, index)
      this.#newest.set(page, image)
    }
    this.damaged = frames.filter(({ page, sound }, index) => !sound && (last.get(page) ?? -1) < index)
    this.pageCount = Math.max(file.pageCount, ...this.#newest.keys())
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

  read(page: number): Buffer | undefined {
    if (this.#descriptor === undefined || page < 1 || page > this.pageCount) return undefined
    const image = Buffer.alloc(this.#pageSize)
    readSync(this.#descriptor, image, 0, image.length, (page - 1) * image.length)
    return image
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
