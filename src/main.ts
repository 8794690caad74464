#!/usr/bin/env node
// The edge of the process: arguments in, exit code out.

import { serve } from './app/serve.ts'
import { processIo } from './cli/process-io.ts'
import { runCli } from './cli/run-cli.ts'

process.exitCode = await runCli(process.argv.slice(2), processIo(serve))
