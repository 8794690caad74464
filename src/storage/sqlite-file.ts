// One SQLite file: opens it, brings its schema up to date, puts damage aside, and comes back when the disk does.
// It knows rows as text; what they mean is the business of sqlite-storage.ts.

import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import { refuseForeignFile, setFileAside } from './damaged-file.ts'
import { countRows, findLooseRows, pageSizes } from './loose-rows.ts'
import type { RescuedRows } from './rescued-rows.ts'
import { sealOf, tableOfSealed } from './row-seal.ts'
import { bringUpToDate, checkFile, createTable } from './sqlite-schema.ts'
import type { Durability } from './storage.ts'
import { StorageError, storageErrorOf } from './storage-error.ts'
import { readWal } from './wal-file.ts'
import type { Change, StoredRow } from './write-queue.ts'

/** How long the start waits for a predecessor that is still shutting down, in milliseconds. Later nothing waits. */
const patience = 1000

/**
 * How long the log beside the file may become, in bytes, before it goes into the file whether or not that is a good moment
 * (`checkpoint`): long enough for a burst of requests, and short enough to be read at a start.
 */
const longestLog = 32 * 1024 * 1024

interface SqliteFileOptions {
  readonly path: string
  readonly durability: Durability
  readonly bus: EventBus
  readonly clock: Clock
  /** What was found in files that cannot be used; both files of a directory share it. */
  readonly rescued: RescuedRows
  /** Called after the file was done without: whoever knows rows that it lacks writes them with `write`. */
  readonly onReturn: () => void
}

interface Connection {
  readonly database: Database.Database
  readonly inode: number
}

/** A row as it was read; it is no more what was written when its seal does not fit. */
export interface KeptRow {
  readonly row: StoredRow
  readonly isSealed: boolean
}

/** A row that made no sense, with what was wrong. */
export interface SpoiltRow {
  readonly row: StoredRow
  readonly reason: string
}

export class SqliteFile {
  readonly path: string
  readonly #options: SqliteFileOptions
  readonly #tables = new Set<string>()
  readonly #statements = new Map<string, Database.Statement<unknown[]>>()
  #connection: Connection | undefined
  #problem: StorageError | undefined
  #closed = false

  /** Opens or makes the file. Throws when it is not ours to have; when the disk refuses, it is told and tried again with each write. */
  constructor(options: SqliteFileOptions) {
    this.path = options.path
    this.#options = options
    try {
      this.#connection = this.#connect(patience)
    } catch (thrown) {
      const error = this.#fail(thrown, [])
      if (error.code === 'in use' || error.code === 'newer') throw error
      this.#options.rescued.add(findLooseRows(this.path))
    }
  }

  get problem(): string | undefined {
    return this.#problem?.message
  }

  /** Makes the table when there is none; what was rescued of it comes back into it. */
  addTable(name: string): void {
    if (!/^[a-z]+(_[a-z]+)*$/.test(name)) throw new TypeError(`not a table name: ${name}`)
    this.#tables.add(name)
    if (this.#connection === undefined) return
    try {
      this.#makeTable(this.#connection.database, name)
    } catch (thrown) {
      // With a new connection what was rescued is written as soon as there is space.
      const isRescued = this.#options.rescued.of(name).length > 0
      if (this.#fail(thrown, [name]).code !== 'full' || isRescued) this.#disconnect()
    }
  }

  /**
   * Every row of the table, in the order in which their keys were first put, with those that were rescued and are not in it yet. Read
   * one by one, so that no more texts are held than are wanted; the file takes no other question meanwhile.
   */
  *rows(name: string): Generator<KeptRow> {
    const rescued = new Map(this.#options.rescued.of(name).map((row) => [row.key, row]))
    for (const kept of this.#rowsInFile(name)) {
      rescued.delete(kept.row.key)
      yield kept
    }
    for (const row of rescued.values()) yield { row, isSealed: true }
  }

  /** One row of the table. @throws StorageError when the file cannot be read */
  row(table: string, key: string): StoredRow | undefined {
    try {
      const select = `SELECT key, updated_at AS updatedAt, expires_at AS expiresAt, value FROM ${table} WHERE key = ?`
      return this.#statement(this.#connected().database, select).get(key) as StoredRow | undefined
    } catch (thrown) {
      throw thrown instanceof StorageError ? thrown : this.#fail(thrown, [table])
    }
  }

  /** Moves rows that make no sense out of their table, into the table set_aside. */
  setRowsAside(table: string, spoilt: readonly SpoiltRow[]): void {
    const database = this.#connection?.database
    if (database === undefined) return
    const keep = database.prepare('INSERT INTO set_aside (from_table, key, value, reason, at) VALUES (?, ?, ?, ?, ?)')
    const remove = database.prepare(`DELETE FROM ${table} WHERE key = ?`)
    const at = this.#options.clock.now()
    database.transaction(() => {
      for (const { row, reason } of spoilt) {
        keep.run(table, row.key, row.value, reason, at)
        remove.run(row.key)
      }
    })()
  }

  /** Writes all changes, or throws a StorageError and writes none. */
  write(changes: readonly Change[]): void {
    try {
      this.#writeThrough(changes)
    } catch (thrown) {
      const error = this.#fail(thrown, tablesOf(changes))
      // After a full disk the connection is sound; after anything else only a new one is known to be.
      if (error.code !== 'full') this.#disconnect()
      if (error.code !== 'corrupt') throw error
      this.#writeAnew(changes)
    }
    if (this.#problem === undefined) return
    this.#problem = undefined
    this.#options.bus.emit({ type: 'storage recovered', file: this.path })
  }

  /** Moves what is in the log beside the file into the file, which takes a while. */
  checkpoint(): void {
    try {
      this.#connection?.database.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // Nothing is lost, nor said to be: the next write finds out what is wrong.
    }
  }

  close(): void {
    this.#closed = true
    this.#disconnect()
  }

  #writeAnew(changes: readonly Change[]): void {
    try {
      this.#writeThrough(changes)
    } catch (thrown) {
      this.#disconnect()
      throw this.#fail(thrown, tablesOf(changes))
    }
  }

  #writeThrough(changes: readonly Change[]): void {
    const { database } = this.#connected()
    database.transaction(() => {
      for (const change of changes) this.#apply(database, change)
    })()
  }

  /** The connection, made again when there is none or when somebody took the file away under it. */
  #connected(): Connection {
    if (this.#closed) throw new StorageError('closed', `cannot write ${this.path}: the storage is closed`)
    if (this.#connection !== undefined && inodeOf(this.path) !== this.#connection.inode) this.#disconnect()
    if (this.#connection !== undefined) return this.#connection
    this.#connection = this.#connect(0)
    this.#options.onReturn()
    return this.#connection
  }

  *#rowsInFile(name: string): Generator<KeptRow> {
    const database = this.#connection?.database
    if (database === undefined) return
    try {
      if (!hasTable(database, name)) return
      const select = `SELECT key, updated_at AS updatedAt, expires_at AS expiresAt, value, seal FROM ${name} ORDER BY rowid`
      for (const row of database.prepare<[], StoredRow & { readonly seal: string }>(select).iterate()) {
        yield { row, isSealed: tableOfSealed(row, row.seal) === name }
      }
    } catch (thrown) {
      // The next write opens the file anew, and then finds and puts aside what is damaged.
      this.#fail(thrown, [name])
      this.#disconnect()
    }
  }

  #connect(timeout: number): Connection {
    mkdirSync(dirname(this.path), { recursive: true })
    const connection = this.#open(timeout) ?? this.#open(timeout)
    if (connection === undefined) throw new StorageError('corrupt', `${this.path} is damaged as soon as it is made`)
    return connection
  }

  /** Undefined when what was there had to be set aside. */
  #open(timeout: number): Connection | undefined {
    let database: Database.Database | undefined
    try {
      refuseForeignFile(this.path)
      database = new Database(this.path, { timeout })
      this.#prepare(database)
      return { database, inode: inodeOf(this.path) }
    } catch (thrown) {
      try {
        const error = storageErrorOf(thrown, this.path, dirname(this.path))
        if (error.code !== 'corrupt') throw error
        // Before SQLite closes the file: then it deletes the log, with what it had passed over there.
        this.#setAside(error)
        return undefined
      } finally {
        database?.close()
      }
    }
  }

  #prepare(database: Database.Database): void {
    const { durability } = this.#options
    // Of a new file; a file that has pages keeps their size.
    database.pragma(`page_size = ${pageSizes[durability]}`)
    // Exclusive: a second process is told at once, and no shared-memory file is needed, which network disks lack.
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('journal_mode = WAL')
    database.pragma(`wal_autocheckpoint = ${longestLog / pageSizes[durability]}`)
    database.pragma(`synchronous = ${durability === 'promised' ? 'FULL' : 'NORMAL'}`)
    const damage = damageInWal(this.path, pageSizes[durability])
    if (damage !== undefined) throw new StorageError('corrupt', `${this.path} is damaged: ${damage}`)
    checkFile(database, { path: this.path, durability })
    bringUpToDate(database, durability)
    for (const name of this.#tables) this.#makeTable(database, name)
  }

  #makeTable(database: Database.Database, name: string): void {
    createTable(database, name)
    const rescued = this.#options.rescued.of(name)
    if (rescued.length === 0) return
    database.transaction(() => {
      const upsert = database.prepare(`${upsertInto(name)} WHERE excluded.updated_at > updated_at`)
      for (const row of rescued) upsert.run(...columnsOf(name, row))
    })()
    this.#options.rescued.drop(name)
  }

  #setAside({ message: error }: StorageError): void {
    const { bus, clock, rescued } = this.#options
    const rows = findLooseRows(this.path)
    rescued.add(rows)
    const to = setFileAside(this.path, clock.now())
    bus.emit({ type: 'storage set aside', file: this.path, to, error, rescued: countRows(rows) })
  }

  #apply(database: Database.Database, change: Change): void {
    if (change.row === undefined) {
      this.#statement(database, `DELETE FROM ${change.table} WHERE key = ?`).run(change.key)
      return
    }
    this.#statement(database, upsertInto(change.table)).run(...columnsOf(change.table, change.row))
  }

  #statement(database: Database.Database, sql: string): Database.Statement<unknown[]> {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const prepared = database.prepare<unknown[]>(sql)
    this.#statements.set(sql, prepared)
    return prepared
  }

  #disconnect(): void {
    this.#statements.clear()
    this.#connection?.database.close()
    this.#connection = undefined
  }

  #fail(thrown: unknown, tables: readonly string[]): StorageError {
    const error = storageErrorOf(thrown, this.path, dirname(this.path))
    this.#problem = error
    this.#options.bus.emit({ type: 'storage failed', file: this.path, tables, error: error.message })
    return error
  }
}

/** An upsert keeps the rowid, and with it the order in which rows were first put. */
function upsertInto(table: string): string {
  return `INSERT INTO ${table} (key, updated_at, expires_at, value, seal) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET
      updated_at = excluded.updated_at, expires_at = excluded.expires_at, value = excluded.value, seal = excluded.seal`
}

function columnsOf(table: string, row: StoredRow): readonly unknown[] {
  return [row.key, row.updatedAt, row.expiresAt, row.value, sealOf(table, row)]
}

function tablesOf(changes: readonly Change[]): readonly string[] {
  return [...new Set(changes.map(({ table }) => table))]
}

function damageInWal(path: string, pageSize: number): string | undefined {
  return existsSync(`${path}-wal`) ? readWal(readFileSync(`${path}-wal`), pageSize).damage : undefined
}

function hasTable(database: Database.Database, name: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined
}

/** 0 when there is no such file. */
function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0
}
