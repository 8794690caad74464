// `tocsin check-config FILE…`: says of each file what is wrong with it, or what it holds. In the form of amtool's.

import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CommandLineError, readValues, scanCommandLine } from '../../app/options/command-line.ts'
import { type Features, readFeatures } from '../../app/options/features.ts'
import { text, toggle } from '../../app/options/flag-kinds.ts'
import { describeFlags } from '../../app/options/usage.ts'
import { type Config, parseConfig } from '../../config/config.ts'
import { loadConfig } from '../../config/load-config.ts'
import type { CliIo, Command } from '../command.ts'

const flags = {
  help: toggle({ short: 'h', help: 'Show this help.' }),
  'enable-feature': text({
    default: '',
    help: "The server's experiments; classic-mode and utf8-strict-mode change how matchers are read.",
  }),
}

export const checkConfig: Command = {
  name: 'check-config',
  operands: '[<flags>] [<files>...]',
  summary: 'Check configuration files, or standard input when none is named.',
  run: async (args, io) => {
    const scanned = scanCommandLine(args, { flags, operands: true, readFile: (path) => readFileSync(path, 'utf8') })
    if (scanned.problem !== undefined) throw scanned.problem
    const values = readValues(scanned, flags)
    if (values.help) {
      io.stdout(
        `usage: tocsin check-config ${checkConfig.operands}\n\n${checkConfig.summary}\n\nFlags:\n${describeFlags(flags)}\n`,
      )
      return 0
    }
    const mode = readFeatures(values['enable-feature']).matcherMode
    const files = scanned.operands
    for (const file of files) await refuseWhatIsNoFile(file)
    const checks = files.length === 0 ? [await standardInput(io, mode)] : files.map((file) => fileSource(file, mode))
    let failed = 0
    for (const check of checks) if (!(await checkSource(check, io))) failed++
    if (failed > 0) throw new CommandLineError(`failed to validate ${failed} file(s)`)
    return 0
  },
}

type MatcherMode = Features['matcherMode']

interface Source {
  readonly name: string
  readonly load: () => Promise<Config>
}

function fileSource(file: string, mode: MatcherMode): Source {
  return { name: file, load: () => loadConfig(file, { mode, certificates: 'warn' }) }
}

async function standardInput(io: CliIo, mode: MatcherMode): Promise<Source> {
  const file = '/dev/stdin'
  const input = await io.readStdin()
  if (input === undefined) throw new CommandLineError('Failed to read from standard input')
  return { name: file, load: async () => parseConfig(input, { file, mode }) }
}

/** As amtool, which looks for every file before it reads the first. */
async function refuseWhatIsNoFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) throw new CommandLineError(`path '${file}' does not exist`)
  if (found.isDirectory()) throw new CommandLineError(`'${file}' is a directory`)
}

/** Prints what the source holds, or everything that is wrong with it. False when it is refused. */
async function checkSource({ name, load }: Source, io: CliIo): Promise<boolean> {
  io.stdout(`Checking '${name}'`)
  let config: Config
  try {
    config = await load()
  } catch (error) {
    const report = error instanceof Error ? error.message : String(error)
    io.stdout(`  FAILED:${report.includes('\n') ? '\n' : ' '}${report}\n\n`)
    return false
  }
  io.stdout(`  SUCCESS\n${describe(config)}\n`)
  for (const warning of config.warnings) io.stderr(`warning: ${warning}\n`)
  return true
}

function describe({ inhibitRules, receivers, templates }: Config): string {
  const lines = [
    'Found:',
    ' - global config',
    ' - route',
    ` - ${inhibitRules.length} inhibit rules`,
    ` - ${receivers.length} receivers`,
    ` - ${templates.length} templates`,
    ...(templates.length > 0 ? ['  SUCCESS'] : []),
  ]
  return `${lines.join('\n')}\n`
}
