// A data directory with a history, as a clean end or a SIGKILL leaves it, and where in its files each row lies. The places are found by
// looking for the rows' text, not by reading the files' form: this is the measure for the code that does that.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EventBus } from '../../src/events/bus.ts'
import { openSqliteStorage } from '../../src/storage/sqlite-storage.ts'
import type { Durability, Row, Storage, Table } from '../../src/storage/storage.ts'
import type { Corruption, Files } from './corruptions.ts'
import { ManualClock } from './manual-clock.ts'
import type { Random } from './random.ts'
import { memoryDirectory, type ScratchDirectory, scratchDirectory } from './scratch-directory.ts'

export interface TextRow extends Row {
  readonly text: string
}

/** Names and durabilities as in the product; the last is one of rows that are longer than a page. */
const tables: Readonly<
  Record<string, { readonly durability: Durability; readonly rows: number; readonly length: number }>
> = {
  silences: { durability: 'promised', rows: 150, length: 500 },
  taken_over: { durability: 'promised', rows: 2, length: 60 },
  notification_log: { durability: 'hot', rows: 120, length: 400 },
  alerts: { durability: 'hot', rows: 150, length: 700 },
  group_timers: { durability: 'hot', rows: 60, length: 150 },
  alert_journal: { durability: 'hot', rows: 6, length: 20_000 },
}

/** A row as it was last, and the pieces of the files in which it lies. */
export interface PlacedRow {
  readonly table: string
  readonly row: TextRow
  readonly pieces: readonly Piece[]
}

/** A page of a database, or a frame of its log. */
export interface Piece {
  readonly file: string
  readonly start: number
  readonly end: number
}

export interface World {
  readonly name: string
  readonly files: ReadonlyMap<string, Buffer>
  readonly rows: readonly PlacedRow[]
  /** Every text that any row ever had. */
  readonly texts: ReadonlySet<string>
}

export function openTables(storage: Storage): ReadonlyMap<string, Table<TextRow>> {
  return new Map(
    Object.entries(tables).map(([name, { durability }]) => [
      name,
      storage.table<TextRow>(name, { durability, decode: (value) => value as TextRow }),
    ]),
  )
}

/** @param end how the process ended that wrote it; `young` was killed before anything was copied out of the logs. */
export async function makeWorld(end: 'closed' | 'killed' | 'young', random: Random): Promise<World> {
  await using scratch = await scratchDirectory(memoryDirectory)
  const history = new History(random)
  if (end !== 'young') {
    await using storage = await openIn(scratch)
    await history.go(openTables(storage), 6)
  }
  await using storage = await openIn(scratch)
  await history.go(openTables(storage), end === 'young' ? 3 : 4)
  if (end === 'closed') await storage[Symbol.asyncDispose]()
  const files = filesIn(scratch.path)
  return { name: end, files, rows: history.rows().map((row) => place(row, files)), texts: history.texts }
}

function openIn({ path }: ScratchDirectory): Promise<Storage> {
  return openSqliteStorage({ directory: path, bus: new EventBus(), clock: new ManualClock() })
}

/** What stands in a directory. */
export function filesIn(directory: string): ReadonlyMap<string, Buffer> {
  return new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name))]))
}

/** Puts, changes and removes rows, so that there are free pages, rows in several versions, and frames that are left over. */
class History {
  readonly texts = new Set<string>()
  readonly #random: Random
  readonly #rows = new Map<string, { readonly table: string; readonly row: TextRow }>()
  #version = 0

  constructor(random: Random) {
    this.#random = random
  }

  rows(): readonly { readonly table: string; readonly row: TextRow }[] {
    return [...this.#rows.values()]
  }

  async go(opened: ReadonlyMap<string, Table<TextRow>>, rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      for (const [name, table] of opened) await this.#round(name, table)
    }
  }

  async #round(name: string, table: Table<TextRow>): Promise<void> {
    const { rows = 0, length = 0 } = tables[name] ?? {}
    const put: TextRow[] = []
    const removed: string[] = []
    for (let index = 0; index < rows; index++) {
      const what = this.#random(3)
      const key = `${name} ${index}`
      if (what === 0) removed.push(key)
      else if (what === 1) put.push(this.#make(key, length))
    }
    await Promise.all([table.remove(removed), table.put(put)])
    for (const key of removed) this.#rows.delete(key)
    for (const row of put) this.#rows.set(row.key, { table: name, row })
  }

  #make(key: string, length: number): TextRow {
    const version = ++this.#version
    const mark = `[${key} v${version}]`
    const text = mark.repeat(Math.ceil((length * (50 + this.#random(100))) / 100 / mark.length))
    this.texts.add(text)
    return { key, updatedAt: version, expiresAt: version + 0.5, text }
  }
}

/** Every piece that holds some of the row: none of it may be damaged for the row to be safe. */
function place(
  { table, row }: { readonly table: string; readonly row: TextRow },
  files: ReadonlyMap<string, Buffer>,
): PlacedRow {
  const mark = row.text.slice(0, row.text.indexOf(']') + 1)
  const pieces = [...files].flatMap(([file, bytes]) => piecesWith(mark, file, bytes))
  if (pieces.length === 0) throw new Error(`no place found for ${mark}`)
  return { table, row, pieces }
}

/** The pieces that hold a text. */
export function piecesWith(mark: string, file: string, bytes: Buffer): readonly Piece[] {
  const isLog = file.endsWith('-wal')
  const pageSize = isLog ? bytes.readUInt32BE(8) : bytes.readUInt16BE(16)
  const head = isLog ? 32 : 0
  const size = isLog ? pageSize + 24 : pageSize
  const starts = new Set<number>()
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
    starts.add(head + Math.floor((at - head) / size) * size)
  }
  return [...starts].map((start) => ({ file, start, end: start + size }))
}

/** Whether a frame is left without the end of its transaction, as when a process dies while it writes one: then it does not count. */
export function isCut({ file, end }: Piece, { kind, files }: Corruption): boolean {
  const bytes = files.get(file)
  if (!['truncated', 'cut to its head'].includes(kind) || !file.endsWith('-wal') || !Buffer.isBuffer(bytes))
    return false
  const size = bytes.length < 32 ? 0 : bytes.readUInt32BE(8) + 24
  for (let at = end - size; at + size <= bytes.length; at += size) if (bytes.readUInt32BE(at + 4) !== 0) return false
  return true
}

/** Whether a piece is still there as it was, in whatever file. */
export function isWhole(
  { file, start, end }: Piece,
  { before, after }: { before: World['files']; after: Files },
): boolean {
  const piece = before.get(file)?.subarray(start, end)
  if (piece === undefined) return false
  for (const bytes of after.values()) {
    if (bytes !== 'directory' && bytes.subarray(start, end).equals(piece)) return true
  }
  return false
}
