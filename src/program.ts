// The whole program behind the process's edge: arguments in, exit code out.

import { serve } from './app/serve.ts'
import { processIo } from './cli/process-io.ts'
import { runCli } from './cli/run-cli.ts'
import { keepHeapSmall } from './heap.ts'

/** Runs what the command line of this process asks for. */
export async function runProgram(): Promise<void> {
  keepHeapSmall()
  process.exitCode = await runCli(process.argv.slice(2), processIo(serve))
}
