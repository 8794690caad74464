// What is done with a database file that cannot be used as it is. Nothing here ever deletes one.

import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Instant } from '../model/instant.ts'
import { StorageError } from './storage-error.ts'

/** With which every SQLite database starts. */
const signature = Buffer.from('SQLite format 3\0')

/** The files that SQLite keeps beside a database, by what is appended to its name. */
const companions = ['', '-wal', '-shm', '-journal'] as const

/**
 * Throws a StorageError when the file is there and no SQLite database. Asked before SQLite sees it: that takes a short
 * file for an empty database, deletes the WAL beside it and writes over it.
 */
export function refuseForeignFile(path: string): void {
  if (!existsSync(path)) return
  const start = Buffer.alloc(signature.length)
  const file = openSync(path, 'r')
  const read = readSync(file, start)
  closeSync(file)
  const isNew = read === 0 && !existsSync(`${path}-wal`)
  if (!isNew && !start.equals(signature)) throw new StorageError('corrupt', `${path} is not an SQLite database`)
}

/** Renames the file and its companions to `<name>.corrupt-<time>`, so that `sqlite3 <new name> .recover` finds all of it. Returns the new path. */
export function setFileAside(path: string, now: Instant): string {
  const time = new Date(now).toISOString().replaceAll(':', '').replace('.', '')
  const to = freeName(`${path}.corrupt-${time}`)
  for (const suffix of companions) {
    if (existsSync(path + suffix)) renameSync(path + suffix, to + suffix)
  }
  return to
}

function freeName(wanted: string): string {
  let name = wanted
  for (let count = 2; existsSync(name); count++) name = `${wanted}-${count}`
  return name
}

/**
 * Opens a copy of the file in the temporary directory, because SQLite cannot read a WAL in a directory that it may not
 * write. Undefined when there is nothing to read or no place for a copy.
 */
export function copyForReading(path: string): Database.Database | undefined {
  let directory: string | undefined
  try {
    directory = mkdtempSync(join(tmpdir(), 'tocsin-'))
    const copy = join(directory, basename(path))
    for (const suffix of ['', '-wal']) {
      if (!existsSync(path + suffix)) continue
      copyFileSync(path + suffix, copy + suffix)
      // The mode is copied too, and may be what kept the file itself from being opened.
      chmodSync(copy + suffix, 0o600)
    }
    const database = new Database(copy)
    database.pragma('locking_mode = EXCLUSIVE')
    // Reading makes SQLite open the WAL too; from then on it needs no names.
    database.prepare('SELECT count(*) FROM sqlite_master').get()
    return database
  } catch {
    // The failure that led here has been told, and it names the file: a second one about the copy would only confuse.
    return undefined
  } finally {
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true })
  }
}
