// What a file of ours looks like inside, and how an older one becomes a current one.

import type Database from 'better-sqlite3'
import { StorageError } from './storage-error.ts'

/** Each step lifts a file from the version that is its index to the next. Steps are only ever added. */
const steps: readonly ((database: Database.Database) => void)[] = [
  (database) =>
    database.exec(`
      CREATE TABLE set_aside (
        from_table TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        reason TEXT NOT NULL,
        at REAL NOT NULL
      ) STRICT`),
]

/** Runs the steps that the file lacks. Throws a StorageError when the file is newer than this program. */
export function bringUpToDate(database: Database.Database, path: string): void {
  // Immediate: takes the lock now, so that a second process learns about the first before it reads anything.
  database
    .transaction(() => {
      const version = Number(database.pragma('user_version', { simple: true }))
      if (version > steps.length) {
        throw new StorageError(
          'newer',
          `${path} has schema version ${version}, this version knows up to ${steps.length}: start the newer version, or move the file away`,
        )
      }
      for (const step of steps.slice(version)) step(database)
      database.pragma(`user_version = ${steps.length}`)
    })
    .immediate()
}

/** Makes the table of this name. Times are milliseconds since 1970. */
export function createTable(database: Database.Database, name: string): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS ${name} (
      key TEXT NOT NULL UNIQUE,
      updated_at REAL NOT NULL,
      expires_at REAL NOT NULL,
      value TEXT NOT NULL
    ) STRICT`)
}

/** What SQLite finds wrong with the file; undefined when nothing is. */
export function damageIn(database: Database.Database): string | undefined {
  const found = String(database.pragma('quick_check(1)', { simple: true }))
  return found === 'ok' ? undefined : found
}
