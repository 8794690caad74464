// The command line as a whole: finds the command, runs it, and turns what it cannot understand into a message.

import { CommandLineError } from '../app/options/command-line.ts'
import { twoColumns } from '../app/options/usage.ts'
import { serverUsage } from '../app/options.ts'
import { nearestName } from '../schema/nearest-name.ts'
import { describeBuild, readBuildInfo } from '../version.ts'
import type { CliIo, Command } from './command.ts'
import { checkConfig } from './commands/check-config.ts'
import { serve } from './commands/serve.ts'
import { template } from './commands/template.ts'

export type { CliIo } from './command.ts'

/** In the order of the help. A new command is one more line here. */
const commands: readonly Command[] = [serve, checkConfig, template]

/** Runs what the arguments ask for. Resolves with the exit code. @param argv without the program's name. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    return await dispatch(argv, io)
  } catch (error) {
    if (!(error instanceof CommandLineError)) throw error
    io.stderr(`tocsin: error: ${error.message}\n`)
    return 1
  }
}

async function dispatch(argv: readonly string[], io: CliIo): Promise<number> {
  const [word, ...rest] = argv
  // Alertmanager has no commands: a command line that starts with a flag, or is empty, is the server's.
  if (word === undefined || word.startsWith('-') || word.startsWith('@')) return serve.run(argv, io)
  if (word === 'help') return help(rest, io)
  if (word === 'version') {
    io.stdout(`${describeBuild(readBuildInfo())}\n`)
    return 0
  }
  return findCommand(word).run(rest, io)
}

async function help(rest: readonly string[], io: CliIo): Promise<number> {
  const [word] = rest
  if (word !== undefined) return findCommand(word).run(['--help'], io)
  io.stdout(`${serverUsage()}\n\n${describeCommands()}\n`)
  return 0
}

function findCommand(word: string): Command {
  const found = commands.find(({ name }) => name === word)
  if (found !== undefined) return found
  const names = [...commands.map(({ name }) => name), 'help', 'version']
  const nearest = nearestName(word, names)
  const advice = nearest === undefined ? `the commands are ${names.join(', ')}` : `did you mean "${nearest}"?`
  throw new CommandLineError(`expected command but got "${word}" (${advice})`)
}

function describeCommands(): string {
  const rows = commands.map(({ name, operands, summary }) => [`${name} ${operands}`, summary] as const)
  return `Commands:\n${twoColumns([...rows, ['help [<command>]', 'Show this help.'], ['version', 'Show the version.']])}`
}
