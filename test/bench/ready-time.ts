// How soon a program that was just started is ready.

import { setTimeout as sleep } from 'node:timers/promises'
import type { ChildProcess } from '../support/child-process.ts'
import { Connection } from './http/connection.ts'
import { getRequest } from './http/request.ts'
import { monotonic } from './monotonic.ts'

/** The same command, with a shell that says so right before it becomes the program. */
export function announced(program: readonly string[]): readonly string[] {
  const shell = ['sh', '-c', 'echo about to exec; exec "$0" "$@"']
  // What unshare starts comes last; see alertmanagerCommand.
  return program[0] === 'unshare' ? [...program.slice(0, -1), ...shell, ...program.slice(-1)] : [...shell, ...program]
}

/** Milliseconds from the exec of the program of an announced command, not of what starts it, until /-/ready answers 200. */
export async function readyTime(child: ChildProcess, port: number): Promise<number> {
  await child.printed(/^about to exec$/m)
  const begun = monotonic()
  while (!(await isReady(port))) {
    if (!child.running) throw new Error(`it ended before it was ready:\n${child.output()}`)
    if (monotonic() - begun > 30_000) throw new Error('it was not ready within 30 s')
    await sleep(1)
  }
  return monotonic() - begun
}

async function isReady(port: number): Promise<boolean> {
  try {
    using connection = await Connection.open(port)
    return (await connection.request(getRequest('/-/ready'))).status === 200
  } catch {
    return false // nobody listens yet
  }
}
