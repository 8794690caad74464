// A disk of a few megabytes, in memory, that a test can fill and make read-only. It takes the right to mount.

import { execFile } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A mounted disk. Disposing of it unmounts it. */
export interface SmallDisk extends AsyncDisposable {
  /** Leaves no space. */
  fill(): void
  /** Gives back what `fill` took. */
  free(): void
  /** Only while nobody has a file on it open. */
  mayBeWritten(may: boolean): Promise<void>
}

/** Mounts a disk at a folder, which is made. Undefined where that is not permitted. */
export async function mountSmallDisk(folder: string): Promise<SmallDisk | undefined> {
  mkdirSync(folder, { recursive: true })
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).catch(() => undefined)
  if (mounted === undefined) return undefined
  const ballast = join(folder, 'ballast')
  return {
    fill: () => fillFile(ballast),
    free: () => rmSync(ballast, { force: true }),
    mayBeWritten: async (may) => {
      await run('mount', ['-o', `remount,${may ? 'rw' : 'ro'}`, folder])
    },
    async [Symbol.asyncDispose]() {
      await run('umount', ['--lazy', folder])
    },
  }
}

function fillFile(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (const block = Buffer.alloc(4096, 1); ; ) writeSync(file, block)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
}
