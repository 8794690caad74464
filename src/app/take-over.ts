// The first start in a data directory of Alertmanager: its silences and its notification log are taken over from the
// snapshots, once. The files stay as they are, so that there is a way back; a damaged one, with which Alertmanager would not start, is
// set aside.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../events/bus.ts'
import { readLogSnapshot } from '../notification-log/alertmanager-log.ts'
import type { NotificationLog } from '../notification-log/notification-log.ts'
import { readSilenceSnapshot } from '../silences/alertmanager-silences.ts'
import type { SilenceStore } from '../silences/silence-store.ts'
import { setFileAside } from '../storage/damaged-file.ts'
import type { Row, Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import type { Logger } from '../telemetry/log.ts'

export interface TakeOverOptions {
  readonly clock: Clock
  readonly bus: EventBus
  readonly logger: Logger
  readonly storage: Storage
  readonly silences: SilenceStore
  readonly notificationLog: NotificationLog
  /** Where the snapshots are: --storage.path. */
  readonly directory: string
}

/** How long it is remembered that a file was taken over: for good. */
const forGood = Number.MAX_SAFE_INTEGER

/**
 * Takes over what was not taken over before. Whatever is wrong with a file, the start goes on with what could be read of it; when
 * the disk refuses, the next start tries again.
 */
export async function takeOver(options: TakeOverOptions): Promise<void> {
  const { storage, silences, notificationLog } = options
  const done = storage.table<Row>('taken_over', { durability: 'promised', decode: (value) => value as Row })
  const names = new Set(done.all().map(({ key }) => key))
  if (!names.has('silences')) {
    await takeOverFile('silences', options, done, (bytes) => {
      const { rows, ...wrong } = readSilenceSnapshot(bytes)
      return { ...wrong, write: () => silences.takeOver(rows) }
    })
  }
  if (!names.has('nflog')) {
    await takeOverFile('nflog', options, done, (bytes) => {
      const { entries, gaps } = readLogSnapshot(bytes)
      return { gaps, problems: [], write: () => notificationLog.takeOver(entries) }
    })
  }
}

/** What was read of a file, and how to keep it. */
interface Reading {
  /** What makes sense and cannot be taken over all the same. */
  readonly problems: readonly string[]
  /** In how many places the file makes no sense. */
  readonly gaps: number
  write(): Promise<number>
}

async function takeOverFile(
  name: string,
  options: TakeOverOptions,
  done: Table<Row>,
  read: (bytes: Uint8Array) => Reading,
): Promise<void> {
  const { clock, logger, directory } = options
  const file = join(directory, name)
  try {
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (bytes === undefined) return
    const { problems, gaps, write } = read(bytes)
    const count = await write()
    await done.put([{ key: name, updatedAt: clock.now(), expiresAt: forGood }])
    logger.info('Taken over from Alertmanager', { file, entries: count })
    for (const problem of problems) logger.warn('Not taken over from Alertmanager', { file, problem })
    if (gaps > 0) setAside(file, { ...options, rescued: count, error: `it makes no sense in ${gaps} places` })
  } catch (error) {
    // The storage has told what is wrong with it.
    if (error instanceof StorageError) return
    if (isDirectory(error)) setAside(file, { ...options, rescued: 0, error: 'it is a directory' })
    else logger.warn('Not taken over from Alertmanager', { file, problem: error })
  }
}

function setAside(
  file: string,
  { clock, bus, logger, error, rescued }: TakeOverOptions & { readonly error: string; readonly rescued: number },
): void {
  try {
    const to = setFileAside(file, clock.now())
    bus.emit({ type: 'storage set aside', file, to, error, rescued })
  } catch (problem) {
    logger.warn('A damaged file of Alertmanager could not be set aside', { file, problem })
  }
}

function isDirectory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EISDIR'
}
