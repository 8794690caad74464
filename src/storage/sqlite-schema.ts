// What a file of ours looks like inside, by what it is known as ours, and how an older one becomes a current one.

import type Database from 'better-sqlite3'
import { sealOf } from './row-seal.ts'
import type { Durability } from './storage.ts'
import { StorageError } from './storage-error.ts'
import type { StoredRow } from './write-queue.ts'

const setAsideTable = `CREATE TABLE set_aside (
        from_table TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        reason TEXT NOT NULL,
        at REAL NOT NULL
      ) STRICT`

/** Each step lifts a file from the version that is its index to the next. Steps are only ever added. */
const steps: readonly ((database: Database.Database) => void)[] = [
  (database) => database.exec(setAsideTable),
  (database) => {
    for (const name of tableNames(database)) if (name !== 'set_aside') sealRows(database, name)
  },
]

/** Times are milliseconds since 1970. */
function tableSql(name: string): string {
  return `CREATE TABLE ${name} (
      key TEXT NOT NULL UNIQUE,
      updated_at REAL NOT NULL,
      expires_at REAL NOT NULL,
      value TEXT NOT NULL,
      seal TEXT NOT NULL
    ) STRICT`
}

/**
 * The application_id of a file: which of the two it is, and its version once more. A version that stands alone may be a damaged byte;
 * whatever a later version changes, this has to stay.
 */
function markOf(durability: Durability, version: number): number {
  const letters = durability === 'promised' ? 0x546370 : 0x546368
  return letters * 256 + version
}

/**
 * Throws a StorageError when the file is newer than this program, not the one that it should be, or damaged. Reads all of it once, and
 * takes the lock, so that a second process learns about the first.
 */
export function checkFile(database: Database.Database, { path, durability }: FileName): void {
  const found = String(database.pragma('integrity_check(1)', { simple: true }))
  if (found !== 'ok') throw new StorageError('corrupt', `${path} is damaged: ${found}`)
  const version = versionOf(database)
  const mark = Number(database.pragma('application_id', { simple: true }))
  // A new file, or one of version 1, which had no mark.
  if (mark === 0 && (version === 1 || tableNames(database).length === 0)) return
  if (mark !== markOf(durability, version)) {
    throw new StorageError('corrupt', `${path} is damaged, or another file: its header says ${version} and ${mark}`)
  }
  if (version > steps.length) {
    throw new StorageError(
      'newer',
      `${path} has schema version ${version}, this version knows up to ${steps.length}: start the newer version, or move the file away`,
    )
  }
  const tables = database.prepare<[], { name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_master WHERE type = 'table'",
  )
  for (const { name, sql } of version === steps.length ? tables.all() : []) {
    if (sql !== (name === 'set_aside' ? setAsideTable : tableSql(name))) {
      throw new StorageError('corrupt', `${path} is damaged: the form of its table ${name} makes no sense`)
    }
  }
}

interface FileName {
  readonly path: string
  readonly durability: Durability
}

/** Runs the steps that the file lacks. */
export function bringUpToDate(database: Database.Database, durability: Durability): void {
  database
    .transaction(() => {
      const version = versionOf(database)
      if (version === steps.length) return
      for (const step of steps.slice(version)) step(database)
      database.pragma(`user_version = ${steps.length}`)
      database.pragma(`application_id = ${markOf(durability, steps.length)}`)
    })
    .immediate()
}

/** Makes the table of this name when there is none. */
export function createTable(database: Database.Database, name: string): void {
  if (!tableNames(database).includes(name)) database.exec(tableSql(name))
}

function tableNames(database: Database.Database): readonly string[] {
  return database.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all()
}

function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/** Version 1 had no seals. */
function sealRows(database: Database.Database, name: string): void {
  const select = `SELECT key, updated_at AS updatedAt, expires_at AS expiresAt, value FROM ${name} ORDER BY rowid`
  const rows = database.prepare<[], StoredRow>(select).all()
  database.exec(`DROP TABLE ${name}`)
  database.exec(tableSql(name))
  const insert = database.prepare(`INSERT INTO ${name} VALUES (?, ?, ?, ?, ?)`)
  for (const row of rows) insert.run(row.key, row.updatedAt, row.expiresAt, row.value, sealOf(name, row))
}
