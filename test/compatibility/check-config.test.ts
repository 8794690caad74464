// Our check-config against what amtool printed for the same files (record-cli.ts). The words of a refusal are our own.

import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run-cli.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import recorded from './check-config.json' with { type: 'json' }
import { checkLines, configFiles } from './command-lines.ts'

// process.chdir is not for worker threads: paths are made absolute instead, and relative again in what is printed.
let directory: ScratchDirectory
beforeAll(async () => {
  directory = await scratchDirectory()
  for (const [name, text] of Object.entries(configFiles)) await directory.write(name, text)
})
afterAll(() => directory[Symbol.asyncDispose]())

test('every command line is recorded', () => {
  expect(recorded.cases.map(({ argv }) => argv)).toEqual(checkLines.map(({ argv }) => argv))
})

test.each(checkLines.map((line, i) => ({ ...line, recorded: recorded.cases[i], typed: line.argv.join(' ') })))(
  'check-config $typed',
  async ({ argv, stdin, recorded }) => {
    let stdout = ''
    let stderr = ''
    const paths = argv.map((each) => (each.startsWith('-') ? each : join(directory.path, each)))
    const exitCode = await runCli(['check-config', ...paths], {
      stdout: (text) => {
        stdout += text
      },
      stderr: (text) => {
        stderr += text
      },
      readStdin: async () => stdin,
      serve: () => Promise.reject(new Error('check-config does not serve')),
    })

    expect(withoutReasons({ exitCode, stdout, stderr: stderr.replace(/^warning: .*\n/gm, '') })).toEqual(
      withoutReasons({
        exitCode: recorded?.exitCode ?? -1,
        stdout: recorded?.stdout ?? '',
        stderr: recorded?.stderr ?? '',
      }),
    )
  },
)

function withoutReasons(outcome: { exitCode: number; stdout: string; stderr: string }): object {
  return {
    exitCode: outcome.exitCode,
    stdout: relative(outcome.stdout).replace(/ FAILED:.*?\n(?=\n)/gs, ' FAILED\n'),
    stderr: relative(outcome.stderr)
      .replace(/^\w+: error: /, '')
      .trim(),
  }
}

function relative(text: string): string {
  return text.replaceAll(`'${directory.path}'`, `'.'`).replaceAll(`${directory.path}/`, '')
}
