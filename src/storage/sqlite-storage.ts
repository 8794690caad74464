// Storage in two SQLite files of one directory: promised.db, for what a client was told is kept, and hot.db, for what
// changes all the time. Other files in the directory, Alertmanager's snapshots among them, are left alone.

import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import { QuietCheckpoints } from './quiet-checkpoints.ts'
import { RescuedRows } from './rescued-rows.ts'
import { RowPacks } from './row-packs.ts'
import { decodedRow, rowFrom, textOf } from './row-text.ts'
import { type SpoiltRow, SqliteFile } from './sqlite-file.ts'
import type { Durability, Row, Storage, Table, TableOptions } from './storage.ts'
import { StorageError, storageErrorOf } from './storage-error.ts'
import { type Change, type StoredRow, WriteQueue } from './write-queue.ts'

/** What a commit writes beside its rows: the pages around them, in bytes. */
const besideRows = 2 * 4096

const brokenSeal = 'its checksum does not fit'

interface SqliteStorageOptions {
  /** --storage.path; made when it is missing. */
  readonly directory: string
  readonly bus: EventBus
  readonly clock: Clock
}

/**
 * Opens the storage. A damaged file is set aside and told as an event; a disk that refuses is told, and every write
 * rejects until it takes rows again. Rejects with a StorageError only when another process has the directory, or when a
 * newer version wrote it.
 */
export async function openSqliteStorage(options: SqliteStorageOptions): Promise<Storage> {
  const rescued = new RescuedRows()
  const promised = new Drawer(options, { name: 'promised.db', durability: 'promised', rescued })
  try {
    return new SqliteStorage({ promised, hot: new Drawer(options, { name: 'hot.db', durability: 'hot', rescued }) })
  } catch (error) {
    await promised.close()
    throw error
  }
}

class SqliteStorage implements Storage {
  readonly #drawers: Readonly<Record<Durability, Drawer>>

  constructor(drawers: Readonly<Record<Durability, Drawer>>) {
    this.#drawers = drawers
  }

  get problem(): string | undefined {
    return this.#drawers.promised.problem ?? this.#drawers.hot.problem
  }

  table<T extends Row>(name: string, options: TableOptions<T>): Table<T> {
    return this.#drawers[options.durability].table(name, options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#drawers.promised.close(), this.#drawers.hot.close()])
  }
}

/** One file with its write queue and the tables in it. */
class Drawer {
  readonly #file: SqliteFile
  readonly #queue: WriteQueue
  readonly #checkpoints: QuietCheckpoints
  readonly #bus: EventBus
  readonly #reconcilers: (() => void)[] = []
  /** By the names of the tables. */
  readonly #packs = new Map<string, RowPacks>()

  constructor(
    { directory, bus, clock }: SqliteStorageOptions,
    { name, durability, rescued }: { name: string; durability: Durability; rescued: RescuedRows },
  ) {
    this.#bus = bus
    this.#file = new SqliteFile({
      path: join(directory, name),
      durability,
      bus,
      clock,
      rescued,
      onReturn: () => this.#reconcile(),
    })
    this.#queue = new WriteQueue((changes) => this.#write(changes))
    this.#checkpoints = new QuietCheckpoints({
      clock,
      isQuiet: () => this.#queue.isEmpty,
      checkpoint: () => this.#file.checkpoint(),
    })
  }

  get problem(): string | undefined {
    return this.#file.problem
  }

  table<T extends Row>(name: string, options: TableOptions<T>): Table<T> {
    this.#file.addTable(name)
    if (options.packed === true) this.#packs.set(name, new RowPacks(name))
    const stored = (row: T): StoredRow => ({
      key: row.key,
      updatedAt: row.updatedAt,
      expiresAt: row.expiresAt,
      value: textOf(row, options),
    })
    const changes = (rows: readonly T[]) => rows.map((row) => ({ table: name, key: row.key, row: stored(row) }))
    this.#reconcilers.push(() => {
      const lacking = options.reconcile?.(this.#decodeAll(name, options)) ?? []
      if (lacking.length > 0) this.#write(changes(lacking))
    })
    return {
      all: () => this.#decodeAll(name, options),
      put: async (rows) => this.#queue.push(changes(rows)),
      remove: async (keys) => this.#queue.push(keys.map((key) => ({ table: name, key }))),
    }
  }

  async close(): Promise<void> {
    await this.#queue.drained()
    this.#checkpoints.close()
    this.#file.close()
  }

  #reconcile(): void {
    for (const reconcile of this.#reconcilers) reconcile()
  }

  /** Writes all changes, or throws a StorageError and writes none. */
  #write(changes: readonly Change[]): void {
    const whole: Change[] = []
    const packed = new Map<RowPacks, Change[]>()
    for (const change of changes) {
      const packs = this.#packs.get(change.table)
      const some = packs === undefined ? whole : (packed.get(packs) ?? [])
      some.push(change)
      if (packs !== undefined) packed.set(packs, some)
    }
    const written = [...packed].map(([packs, some]) => ({ packs, pack: packs.packOf(some) }))
    const all = [...whole, ...written.map(({ pack }) => pack.change)]
    this.#file.write(all)
    this.#checkpoints.wrote(all.reduce((bytes, { row }) => bytes + (row?.value.length ?? 0), besideRows))
    for (const { packs, pack } of written) packs.written(pack)
    for (const { packs } of written) if (packs.isTooLong) this.#trim(packs)
  }

  #trim(packs: RowPacks): void {
    try {
      packs.trim(
        (key) => this.#file.row(packs.table, key),
        (changes) => this.#file.write(changes),
      )
    } catch (error) {
      // What is too much is trimmed with the next write.
      ignoreStorageError(error)
    }
  }

  #decodeAll<T extends Row>(table: string, options: TableOptions<T>): readonly T[] {
    const packs = this.#packs.get(table)
    if (packs !== undefined) return this.#decodePacks(packs, options)
    const rows: T[] = []
    const spoilt: SpoiltRow[] = []
    for (const { row, isSealed } of this.#file.rows(table)) {
      const decoded = isSealed ? rowFrom(row.value, options) : { reason: brokenSeal }
      if ('reason' in decoded) spoilt.push({ row, reason: decoded.reason })
      else rows.push(decoded.row)
    }
    if (spoilt.length > 0) this.#setAside(table, spoilt)
    return rows
  }

  #decodePacks<T extends Row>(packs: RowPacks, options: TableOptions<T>): readonly T[] {
    const { table } = packs
    const rows: T[] = []
    const spoilt: SpoiltRow[] = []
    const sealed: StoredRow[] = []
    for (const { row, isSealed } of this.#file.rows(table)) {
      if (isSealed) sealed.push(row)
      else spoilt.push({ row, reason: brokenSeal })
    }
    const spoiltPacks = spoilt.length
    for (const { key, value, text } of packs.load(sealed)) {
      const decoded = decodedRow(value, options)
      const row = { key, updatedAt: 0, expiresAt: 0, value: text ?? JSON.stringify(value) }
      if ('reason' in decoded) spoilt.push({ row, reason: decoded.reason })
      else rows.push(decoded.row)
    }
    if (spoilt.length > 0) this.#setAside(table, spoilt)
    // Those that are in a pack stay there until it is trimmed, and have to be gone before.
    const inPacks = spoilt.slice(spoiltPacks)
    if (inPacks.length > 0) {
      void this.#queue.push(inPacks.map(({ row }) => ({ table, key: row.key }))).catch(ignoreStorageError)
    }
    return rows
  }

  #setAside(table: string, spoilt: readonly SpoiltRow[]): void {
    const file = this.#file.path
    try {
      this.#file.setRowsAside(table, spoilt)
      this.#bus.emit({ type: 'storage set aside', file, to: 'table set_aside', error: whatIsSpoilt(table, spoilt) })
    } catch (thrown) {
      // The rows stay where they are, and will be found again at the next start.
      this.#bus.emit({
        type: 'storage failed',
        file,
        tables: [table],
        error: storageErrorOf(thrown, file, file).message,
      })
    }
  }
}

/** The file has told of it. */
function ignoreStorageError(error: unknown): void {
  if (!(error instanceof StorageError)) throw error
}

function whatIsSpoilt(table: string, spoilt: readonly SpoiltRow[]): string {
  const [first] = spoilt
  const which = `row ${first?.row.key} of ${table} cannot be read: ${first?.reason}`
  return spoilt.length === 1 ? which : `${which}; nor can ${spoilt.length - 1} more`
}
