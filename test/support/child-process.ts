// A real process under test: started with its output kept, signalled, awaited, and surely ended.

import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** How a process ended: by its own exit code, or by a signal. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A process that a test started. Disposing of it kills it, if it still runs. */
export interface ChildProcess extends AsyncDisposable {
  readonly pid: number
  /** Resolves when the process is over. */
  readonly exited: Promise<Exit>
  readonly running: boolean
  /** Everything that it wrote to stdout and stderr so far. */
  output(): string
  /** Resolves when the output so far, or to come, matches; rejects when the process ends without it. */
  printed(pattern: RegExp): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Sends SIGTERM and awaits the end. */
  stop(): Promise<Exit>
}

/** Where a process runs, and what is added to the environment of the tests for it. */
export interface ProcessOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Starts a process and keeps what it prints. It reads nothing. */
export function startProcess(command: readonly string[], options: ProcessOptions = {}): ChildProcess {
  const child = start(command, options)
  let output = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: string) => {
      output += text
      for (const listener of listeners) listener()
    })
  }
  // Comes before 'close' when the program cannot be started at all.
  child.on('error', (error) => {
    output += `${error.message}\n`
  })
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const running = (): boolean => child.exitCode === null && child.signalCode === null && child.pid !== undefined

  return {
    pid: child.pid ?? 0,
    exited,
    get running() {
      return running()
    },
    output: () => output,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(output)) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
        look()
        exited.then(() => reject(new Error(`${command[0]} ended without printing ${pattern}:\n${output}`)))
      }),
    signal: (name) => child.kill(name),
    stop: () => {
      child.kill('SIGTERM')
      return exited
    },
    async [Symbol.asyncDispose]() {
      if (running()) child.kill('SIGKILL')
      await exited
    },
  }
}

/** Runs a process to its end. It reads nothing. */
export async function run(
  command: readonly string[],
  options: ProcessOptions = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = start(command, options)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (text: string) => {
    stdout += text
  })
  child.stderr.on('data', (text: string) => {
    stderr += text
  })
  const [code] = await once(child, 'close')
  return { code, stdout, stderr }
}

function start(command: readonly string[], options: ProcessOptions): ChildProcessByStdio<null, Readable, Readable> {
  const [file, ...args] = command as [string, ...string[]] // a command has a program
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  })
  child.stdout.setEncoding('utf8')
  child.stderr.setEncoding('utf8')
  return child
}
