// A folder for one test, gone when the test is over.

import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder under the system's folder for temporary files. */
export interface ScratchDirectory extends AsyncDisposable {
  readonly path: string
  /** Writes a file in it and returns the file's path. */
  write(name: string, text: string): Promise<string>
}

/** A folder in memory where there is one: for what would wait for the disk most of the time otherwise. */
export const memoryDirectory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Makes a folder; disposing of it removes it with all that is in it. */
export async function scratchDirectory(parent = tmpdir()): Promise<ScratchDirectory> {
  const path = await mkdtemp(join(parent, 'tocsin-test-'))
  return {
    path,
    async write(name, text) {
      const file = join(path, name)
      await writeFile(file, text)
      return file
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}
