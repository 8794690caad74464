#!/usr/bin/env node
// The edge of the process: whether this Node.js will do, and what it keeps of one start for the next.

import nodeModule from 'node:module'
import { fileURLToPath } from 'node:url'

const oldest = [22, 19]
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < (oldest[0] as number) || (major === oldest[0] && minor < (oldest[1] as number))) {
  process.stderr.write(
    `tocsin: error: this is Node.js ${process.versions.node}, and ${oldest.join('.')} or newer is needed\n`,
  )
  process.exit(1)
}

// Beside src and dist. Where that cannot be written, every start compiles anew.
nodeModule.enableCompileCache(fileURLToPath(new URL('../.cache', import.meta.url)))

// Imported only now: an older Node.js breaks on what is in it.
void import('./program.ts').then(({ runProgram }) => runProgram())
