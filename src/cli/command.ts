// What a command of the command line is, and the world that it may touch.

import type { Options } from '../app/options.ts'

/** The process around a command. Tests bring their own. */
export interface CliIo {
  /** Writes text as it is, newline included. */
  stdout(text: string): void
  stderr(text: string): void
  /** The whole of standard input; undefined when nothing was directed there (a terminal). */
  readStdin(): Promise<string | undefined>
  /** Runs the server until it is told to stop. Resolves with the exit code. */
  serve(options: Options): Promise<number>
}

/** One word after the program's name. */
export interface Command {
  readonly name: string
  /** What may follow the name, for the help. */
  readonly operands: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Resolves with the exit code. @param args what follows the name. */
  run(args: readonly string[], io: CliIo): Promise<number>
}
