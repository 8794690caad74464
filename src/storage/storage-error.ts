// The one error of this folder, and how SQLite's and the file system's codes become its codes.

import { accessSync, constants } from 'node:fs'

/**
 * `in use`: another process holds the directory. `newer`: the file is of a later version. `full`: no space.
 * `unwritable`: anything else that keeps the disk from taking rows. `corrupt`: the file is no database any more.
 * `closed`: the storage was disposed of.
 */
export type StorageErrorCode = 'in use' | 'newer' | 'full' | 'unwritable' | 'corrupt' | 'closed'

/** Says which file, why, and what to do about it. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** Turns whatever SQLite or the file system threw over `file` into a StorageError. */
export function storageErrorOf(thrown: unknown, file: string, directory: string): StorageError {
  if (thrown instanceof StorageError) return thrown
  const code = codeOf(thrown)
  const reason = (code === 'unwritable' ? refusalOf(directory) : undefined) ?? withSystemCode(thrown)
  return new StorageError(code, messageFor(code, { file, directory, reason }), thrown)
}

/** What the system says against writing there; SQLite tells no more than "disk I/O error". */
function refusalOf(directory: string): string | undefined {
  try {
    accessSync(directory, constants.W_OK)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function messageFor(code: StorageErrorCode, at: { file: string; directory: string; reason: string }): string {
  switch (code) {
    case 'in use':
      return `storage directory ${at.directory} is in use by another process (${at.reason}): stop that one, or give each its own --storage.path`
    case 'newer':
      return `${at.file} was written by a newer version: start that version, or move the file away`
    case 'full':
      return `cannot write ${at.file}: no space left on the disk (${at.reason}): free some space in ${at.directory}; writes work again as soon as there is`
    case 'unwritable':
      return `cannot write ${at.file}: ${at.reason}: make ${at.directory} a directory that this process may write to; writes work again as soon as it is`
    case 'corrupt':
      return `${at.file} is not a usable database (${at.reason})`
    case 'closed':
      return `cannot write ${at.file}: the storage is closed`
    default:
      return code satisfies never
  }
}

function systemCodeOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return ''
  return thrown.code
}

function withSystemCode(thrown: unknown): string {
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  const code = systemCodeOf(thrown)
  return code === '' || reason.includes(code) ? reason : `${code}: ${reason}`
}

function codeOf(thrown: unknown): StorageErrorCode {
  const code = systemCodeOf(thrown)
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return 'corrupt'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'in use'
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'full'
  return 'unwritable'
}
