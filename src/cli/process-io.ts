// The process that a command runs in: its standard streams. The only file of the command line that touches them.

import { fstatSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { CliIo } from './command.ts'

/** The streams of this process, and the server that it can run. */
export function processIo(serve: CliIo['serve']): CliIo {
  // A reader that has seen enough (`| head`) closes the pipe: that is no reason to die.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
  return {
    stdout: (written) => void process.stdout.write(written),
    stderr: (written) => void process.stderr.write(written),
    // As amtool: a terminal and /dev/null are character devices, and nobody meant to be read from them.
    readStdin: async () => (fstatSync(0).isCharacterDevice() ? undefined : text(process.stdin)),
    serve,
  }
}
