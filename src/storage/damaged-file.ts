// What is done with a database file that cannot be used as it is. Nothing here ever deletes one.

import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import type { Instant } from '../model/instant.ts'
import { StorageError } from './storage-error.ts'
import { readWal, walHeaderLength } from './wal-file.ts'

/** With which every SQLite database starts. */
const signature = Buffer.from('SQLite format 3\0')

/** The header of a database (https://www.sqlite.org/fileformat2.html#the_database_header). */
const headerLength = 100

/** The files that SQLite keeps beside a database, by what is appended to its name. */
const companions = ['', '-wal', '-shm', '-journal'] as const

/**
 * Throws a StorageError when the file is there and no SQLite database, or its write-ahead log is none or another's. Asked before SQLite
 * sees them: that takes a short file for an empty database, deletes the log beside it or applies it, and writes over both.
 */
export function refuseForeignFile(path: string): void {
  for (const suffix of companions) {
    if (statSync(path + suffix, { throwIfNoEntry: false })?.isDirectory()) {
      throw new StorageError('corrupt', `${path}${suffix} is a directory`)
    }
  }
  const head = headOf(path)
  const walHead = headOf(`${path}-wal`).subarray(0, walHeaderLength)
  if (head.length > 0 && !head.subarray(0, signature.length).equals(signature)) {
    throw new StorageError('corrupt', `${path} is not an SQLite database`)
  }
  if (head.length > 0 && !isReadable(head)) {
    throw new StorageError('corrupt', `${path} is damaged: its header makes no sense`)
  }
  if (walHead.length === 0) return
  if (head.length === 0) throw new StorageError('corrupt', `${path} is empty, and its write-ahead log is not`)
  const { pageSize, damage } = readWal(walHead, 0)
  if (damage !== undefined) throw new StorageError('corrupt', `${path} is damaged: ${damage}`)
  if (pageSize !== pageSizeIn(head)) throw new StorageError('corrupt', `${path}-wal is of another database`)
}

/** Empty when there is no such file. */
function headOf(path: string): Buffer {
  if (!existsSync(path)) return Buffer.alloc(0)
  const head = Buffer.alloc(headerLength)
  const file = openSync(path, 'r')
  try {
    return head.subarray(0, readSync(file, head))
  } finally {
    closeSync(file)
  }
}

/** What SQLite takes for a file of a later version of its own, and not for damage: the versions for writing and reading, the schema's. */
function isReadable(head: Buffer): boolean {
  if (head.length < headerLength) return false
  return head.readUInt8(18) <= 2 && head.readUInt8(19) <= 2 && head.readUInt32BE(44) <= 4
}

function pageSizeIn(head: Buffer): number {
  const size = head.readUInt16BE(16)
  return size === 1 ? 65_536 : size
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
  for (let count = 2; companions.some((suffix) => existsSync(name + suffix)); count++) name = `${wanted}-${count}`
  return name
}
