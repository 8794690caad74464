// The rows of one table, many in one row of the file: what one commit changes is written as one pack at the table's end, and no pack is
// ever changed. Tables whose rows change all the time cost a tenth that way. The oldest packs are trimmed: what still counts of them is
// written again at the end.

import { randomUUID } from 'node:crypto'
import type { Change, StoredRow } from './write-queue.ts'

/** The table may be this many times as long as it has rows that count, and a bit for small ones. */
const longest = { factor: 3, rows: 5000 }

/** How many rows that count are written again with one commit, at most, and out of how many packs. */
const trimmedAtOnce = { rows: 500, packs: 100 }

/** A row as it stands in a pack. */
export interface PackedRow {
  readonly key: string
  /** What the JSON of the owner's row says. */
  readonly value: unknown
  /** The text, where the row is in no pack. */
  readonly text?: string
}

interface Pack {
  readonly key: string
  /** How many rows it has, those too that count no more. */
  readonly length: number
}

/** A pack that is to be written, and what has to be known about it afterwards. */
export interface NewPack {
  readonly change: Change
  readonly kept: readonly string[]
  readonly gone: readonly string[]
}

/** Knows which pack of its table a row is in. */
export class RowPacks {
  readonly table: string
  /** Oldest first. */
  readonly #packs = new Set<Pack>()
  readonly #homes = new Map<string, Pack>()
  #length = 0

  constructor(table: string) {
    this.table = table
  }

  /** Takes in what the table holds, in its order. Gives the rows as they are at the end. */
  load(found: readonly StoredRow[]): Iterable<PackedRow> {
    this.#packs.clear()
    this.#homes.clear()
    this.#length = 0
    const rows = new Map<string, PackedRow>()
    for (const stored of found) {
      const { rows: packed, gone } = unpack(stored)
      this.#take(
        stored.key,
        packed.map(({ key }) => key),
        gone,
      )
      for (const row of packed) rows.set(row.key, row)
      for (const key of gone) rows.delete(key)
    }
    return rows.values()
  }

  /** One pack of changes that are all of this table. */
  packOf(changes: readonly Change[]): NewPack {
    const rows: StoredRow[] = []
    const gone: string[] = []
    for (const { key, row } of changes) {
      if (row === undefined) gone.push(key)
      else rows.push(row)
    }
    return this.#newPack(rows, gone)
  }

  /** Takes note that the pack is on disk. */
  written({ change, kept, gone }: NewPack): void {
    this.#take(change.key, kept, gone)
  }

  get isTooLong(): boolean {
    return this.#length > longest.factor * this.#homes.size + longest.rows
  }

  /**
   * Writes again what counts of the oldest packs, and takes them away: as a whole, or not at all. What is gone need not be told again:
   * the packs in which it was are still older.
   * @param read gives the row of the file
   */
  trim(read: (key: string) => StoredRow | undefined, write: (changes: readonly Change[]) => void): void {
    const oldest: Pack[] = []
    const counting: StoredRow[] = []
    for (const pack of this.#packs) {
      if (counting.length >= trimmedAtOnce.rows || oldest.length >= trimmedAtOnce.packs) break
      oldest.push(pack)
      counting.push(...this.#counting(pack, read(pack.key)))
    }
    const again = this.#newPack(counting, [])
    const removed = oldest.map(({ key }) => ({ table: this.table, key }))
    write(counting.length === 0 ? removed : [again.change, ...removed])
    for (const pack of oldest) {
      this.#packs.delete(pack)
      this.#length -= pack.length
    }
    if (counting.length > 0) this.written(again)
  }

  #newPack(rows: readonly StoredRow[], gone: readonly string[]): NewPack {
    let updatedAt = 0
    let expiresAt = 0
    for (const row of rows) {
      updatedAt = Math.max(updatedAt, row.updatedAt)
      expiresAt = Math.max(expiresAt, row.expiresAt)
    }
    const value = `{"rows":[${rows.map((row) => row.value).join(',')}],"gone":${JSON.stringify(gone)}}`
    const key = randomUUID()
    return {
      change: { table: this.table, key, row: { key, updatedAt, expiresAt, value } },
      kept: rows.map((row) => row.key),
      gone,
    }
  }

  #take(packKey: string, kept: readonly string[], gone: readonly string[]): void {
    const pack = { key: packKey, length: kept.length + gone.length }
    this.#packs.add(pack)
    this.#length += pack.length
    for (const key of kept) this.#homes.set(key, pack)
    for (const key of gone) this.#homes.delete(key)
  }

  #counting(pack: Pack, stored: StoredRow | undefined): readonly StoredRow[] {
    if (stored === undefined) return []
    const { updatedAt, expiresAt } = stored
    return unpack(stored)
      .rows.filter(({ key }) => this.#homes.get(key) === pack)
      .map(({ key, value, text }) => ({ key, updatedAt, expiresAt, value: text ?? JSON.stringify(value) }))
  }
}

/** A row that is no pack stands for itself: the table may be older than its packs, or the row spoilt. */
function unpack({ key, value: text }: StoredRow): {
  readonly rows: readonly PackedRow[]
  readonly gone: readonly string[]
} {
  const value = parse(text)
  const parsed = value as { readonly rows?: unknown; readonly gone?: unknown } | null | undefined
  if (!Array.isArray(parsed?.rows) || !Array.isArray(parsed.gone)) return { rows: [{ key, value, text }], gone: [] }
  const rows = parsed.rows.map((row: { readonly key?: unknown } | null) => ({ key: String(row?.key), value: row }))
  return { rows, gone: parsed.gone.map(String) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
