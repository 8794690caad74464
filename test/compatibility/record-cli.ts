// Records what a real Alertmanager says to every command line in command-lines.ts, and what amtool check-config prints:
//   node test/compatibility/record-cli.ts <prometheus-alertmanager>
// amtool has to lie beside it. The results are flags.json and check-config.json.

import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { checkLines, configFiles, flagLines } from './command-lines.ts'
import { completeFlags } from './complete-flags.ts'
import { binaryFromArguments, serverName } from './recorder.ts'

const binary = binaryFromArguments('record-cli.ts')
await using directory = await scratchDirectory()

await record(
  'flags.json',
  flagLines.map(({ argv }) => ({ argv, ...recordFlags(argv) })),
)
for (const [name, text] of Object.entries(configFiles)) await directory.write(name, text)
await record(
  'check-config.json',
  await Promise.all(
    checkLines.map(async ({ argv, stdin }, i) => ({
      argv,
      stdin,
      ...(await recordCheck(argv, { stdin, as: `${i}.yml` })),
    })),
  ),
)

async function record(file: string, cases: readonly object[]): Promise<void> {
  const lines = cases.map((each) => `    ${JSON.stringify(each)}`)
  const text = `{\n  "server": "${serverName(binary)}",\n  "cases": [\n${lines.join(',\n')}\n  ]\n}\n`
  await writeFile(join(import.meta.dirname, file), text)
  process.stdout.write(`${cases.length} command lines recorded in ${file}\n`)
}

/** Accepted is what gets as far as looking for the configuration file, which is not there. */
function recordFlags(argv: readonly string[]): object {
  const { status, stdout, stderr } = run([binary, ...completeFlags(argv)], '/dev/null')
  const refusal = /^\S+: error: (.*), try --help$/m.exec(stderr)?.[1] ?? earlyLogError(stderr)
  if (refusal !== undefined) return { exitCode: status, error: refusal }
  return stdout === '' ? { accepted: true } : { exitCode: status, printed: stdout.split(/[ ,]/)[0] }
}

function earlyLogError(stderr: string): string | undefined {
  const line = stderr.split('\n').find((each) => each.includes('level=ERROR')) ?? ''
  if (line.includes('error loading configuration file')) return undefined
  return / err="(.*)"$/.exec(line)?.[1] ?? / msg="(.*)"$/.exec(line)?.[1]
}

async function recordCheck(
  argv: readonly string[],
  { stdin, as }: { readonly stdin: string | undefined; readonly as: string },
): Promise<object> {
  // A file, since amtool opens /dev/stdin by its name, which a socket does not let it.
  const input = stdin === undefined ? '/dev/null' : await directory.write(as, stdin)
  const { status, stdout, stderr } = run([join(dirname(binary), 'amtool'), 'check-config', ...argv], input)
  return { exitCode: status, stdout, stderr }
}

function run([file, ...args]: readonly string[], input: string): SpawnSyncReturns<string> {
  const result = spawnSync(file as string, args, {
    cwd: directory.path,
    encoding: 'utf8',
    timeout: 20_000,
    stdio: [openSync(input, 'r'), 'pipe', 'pipe'],
  })
  if (result.error !== undefined) throw result.error
  return result
}
