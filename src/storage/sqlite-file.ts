// One SQLite file: opens it, brings its schema up to date, puts damage aside, and comes back when the disk does.
// It knows rows as text; what they mean is the business of sqlite-storage.ts.

import { mkdirSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import { copyForReading, refuseForeignFile, setFileAside } from './damaged-file.ts'
import { bringUpToDate, createTable, damageIn } from './sqlite-schema.ts'
import type { Durability } from './storage.ts'
import { StorageError, storageErrorOf } from './storage-error.ts'
import type { Change, StoredRow } from './write-queue.ts'

/** How long the start waits for a predecessor that is still shutting down, in milliseconds. Later nothing waits. */
const patience = 1000

/**
 * How many pages the log beside the file gathers before they go into it: 16 MiB. SQLite's own 4 MiB under load hold up one
 * write in a hundred, while the disk is waited for.
 */
const checkpointPages = 4000

interface SqliteFileOptions {
  readonly path: string
  readonly durability: Durability
  readonly bus: EventBus
  readonly clock: Clock
  /** Called after the file was done without: whoever knows rows that it lacks writes them with `write`. */
  readonly onReturn: () => void
}

interface Connection {
  readonly database: Database.Database
  readonly inode: number
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
  /** Where rows are read from while the file itself cannot be opened for writing. */
  #copy: Database.Database | undefined
  #problem: StorageError | undefined
  #closed = false

  /** Opens or makes the file. Throws when it is not ours to have; when the disk refuses, it is told and tried again with each write. */
  constructor(options: SqliteFileOptions) {
    this.path = options.path
    this.#options = options
    try {
      this.#connection = this.#connect(patience)
    } catch (thrown) {
      const error = this.#fail(thrown)
      if (error.code === 'in use' || error.code === 'newer') throw error
      this.#copy = copyForReading(this.path)
    }
  }

  get problem(): string | undefined {
    return this.#problem?.message
  }

  /** Makes the table when there is none. */
  addTable(name: string): void {
    if (!/^[a-z]+(_[a-z]+)*$/.test(name)) throw new TypeError(`not a table name: ${name}`)
    this.#tables.add(name)
    if (this.#connection === undefined) return
    try {
      createTable(this.#connection.database, name)
    } catch (thrown) {
      this.#fail(thrown)
      this.#disconnect()
    }
  }

  /** Every row of the table, in the order in which their keys were first put; none when the file cannot be read. */
  rows(name: string): readonly StoredRow[] {
    const database = this.#connection?.database ?? this.#copy
    if (database === undefined) return []
    try {
      if (!hasTable(database, name)) return []
      const select = `SELECT key, updated_at AS updatedAt, expires_at AS expiresAt, value FROM ${name} ORDER BY rowid`
      return database.prepare<[], StoredRow>(select).all()
    } catch (thrown) {
      // The next write opens the file anew, and then finds and puts aside what is damaged.
      this.#fail(thrown)
      this.#disconnect()
      return []
    }
  }

  /** One row of the table. @throws StorageError when the file cannot be read */
  row(table: string, key: string): StoredRow | undefined {
    try {
      const select = `SELECT key, updated_at AS updatedAt, expires_at AS expiresAt, value FROM ${table} WHERE key = ?`
      return this.#statement(this.#connected().database, select).get(key) as StoredRow | undefined
    } catch (thrown) {
      throw thrown instanceof StorageError ? thrown : this.#fail(thrown)
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
      const error = this.#fail(thrown)
      // After a full disk the connection is sound; after anything else only a new one is known to be.
      if (error.code !== 'full') this.#disconnect()
      if (error.code !== 'corrupt') throw error
      this.#writeAnew(changes)
    }
    this.#problem = undefined
  }

  close(): void {
    this.#closed = true
    this.#disconnect()
    this.#copy?.close()
    this.#copy = undefined
  }

  #writeAnew(changes: readonly Change[]): void {
    try {
      this.#writeThrough(changes)
    } catch (thrown) {
      this.#disconnect()
      throw this.#fail(thrown)
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
    this.#copy?.close()
    this.#copy = undefined
    this.#options.onReturn()
    return this.#connection
  }

  #connect(timeout: number): Connection {
    const directory = dirname(this.path)
    mkdirSync(directory, { recursive: true })
    try {
      refuseForeignFile(this.path)
      return this.#openDatabase(timeout)
    } catch (thrown) {
      const error = storageErrorOf(thrown, this.path, directory)
      if (error.code !== 'corrupt') throw error
      const to = setFileAside(this.path, this.#options.clock.now())
      this.#options.bus.emit({ type: 'storage set aside', file: this.path, to, error: error.message })
      return this.#openDatabase(timeout)
    }
  }

  #openDatabase(timeout: number): Connection {
    const database = new Database(this.path, { timeout })
    try {
      // Exclusive: a second process is told at once, and no shared-memory file is needed, which network disks lack.
      database.pragma('locking_mode = EXCLUSIVE')
      database.pragma('journal_mode = WAL')
      database.pragma(`wal_autocheckpoint = ${checkpointPages}`)
      database.pragma(`synchronous = ${this.#options.durability === 'promised' ? 'FULL' : 'NORMAL'}`)
      const damage = damageIn(database)
      if (damage !== undefined) throw new StorageError('corrupt', `${this.path} is damaged: ${damage}`)
      bringUpToDate(database, this.path)
      for (const name of this.#tables) createTable(database, name)
      return { database, inode: inodeOf(this.path) }
    } catch (thrown) {
      database.close()
      throw thrown
    }
  }

  #apply(database: Database.Database, change: Change): void {
    if (change.row === undefined) {
      this.#statement(database, `DELETE FROM ${change.table} WHERE key = ?`).run(change.key)
      return
    }
    const { key, updatedAt, expiresAt, value } = change.row
    // An upsert keeps the rowid, and with it the order in which rows were first put.
    this.#statement(
      database,
      `INSERT INTO ${change.table} (key, updated_at, expires_at, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET updated_at = excluded.updated_at, expires_at = excluded.expires_at, value = excluded.value`,
    ).run(key, updatedAt, expiresAt, value)
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

  #fail(thrown: unknown): StorageError {
    const error = storageErrorOf(thrown, this.path, dirname(this.path))
    this.#problem = error
    this.#options.bus.emit({ type: 'storage failed', table: basename(this.path), error: error.message })
    return error
  }
}

function hasTable(database: Database.Database, name: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined
}

/** 0 when there is no such file. */
function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0
}
