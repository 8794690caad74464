// The first start in a data directory of Alertmanager: its silences and its notification log are taken over from the
// snapshots, once. The files stay as they are, so that there is a way back.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { readLogSnapshot } from '../notification-log/alertmanager-log.ts'
import type { NotificationLog } from '../notification-log/notification-log.ts'
import { readSilenceSnapshot } from '../silences/alertmanager-silences.ts'
import type { SilenceStore } from '../silences/silence-store.ts'
import type { Row, Storage, Table } from '../storage/storage.ts'
import { StorageError } from '../storage/storage-error.ts'
import type { Logger } from '../telemetry/log.ts'

export interface TakeOverOptions {
  readonly clock: Clock
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
      const { rows, problems } = readSilenceSnapshot(bytes)
      return { problems, write: () => silences.takeOver(rows) }
    })
  }
  if (!names.has('nflog')) {
    await takeOverFile('nflog', options, done, (bytes) => {
      const { entries, problems } = readLogSnapshot(bytes)
      return { problems, write: () => notificationLog.takeOver(entries) }
    })
  }
}

/** What was read of a file, and how to keep it. */
interface Reading {
  readonly problems: readonly string[]
  write(): Promise<number>
}

async function takeOverFile(
  name: string,
  { clock, logger, directory }: TakeOverOptions,
  done: Table<Row>,
  read: (bytes: Uint8Array) => Reading,
): Promise<void> {
  const file = join(directory, name)
  try {
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (bytes === undefined) return
    const { problems, write } = read(bytes)
    const count = await write()
    await done.put([{ key: name, updatedAt: clock.now(), expiresAt: forGood }])
    logger.info('Taken over from Alertmanager', { file, entries: count })
    for (const problem of problems) logger.warn('Not taken over from Alertmanager', { file, problem })
  } catch (error) {
    // The storage has told what is wrong with it.
    if (!(error instanceof StorageError)) logger.warn('Not taken over from Alertmanager', { file, problem: error })
  }
}
