// Clients that poll one path while a scenario does something else.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { FromPollers } from './processes/poller-process.ts'

export interface Polled<T> {
  readonly result: T
  /** Of each poll that began while the other thing was done. */
  readonly milliseconds: readonly number[]
}

/** Does something while so many clients poll, from when each of them has had its first answer. */
export async function withPollers<T>(
  { port, path, clients }: { readonly port: number; readonly path: string; readonly clients: number },
  something: () => Promise<T>,
): Promise<Polled<T>> {
  const child = fork(join(import.meta.dirname, 'processes/poller-process.ts'), [`${port}`, path, `${clients}`])
  const exited = once(child, 'exit')
  try {
    await heard('polling')
    const result = await something()
    child.send('stop')
    const { refused, milliseconds } = await heard('stopped')
    if (refused > 0) throw new Error(`${refused} polls were refused`)
    return { result, milliseconds }
  } finally {
    child.kill()
    await exited
  }

  /** The next message, which has to be of this type. */
  async function heard<Type extends FromPollers['type']>(type: Type): Promise<Extract<FromPollers, { type: Type }>> {
    const [message] = (await Promise.race([once(child, 'message'), exited])) as [FromPollers | number | null] // or its exit code
    if (message === null || typeof message === 'number' || message.type !== type) {
      throw new Error(`the pollers told no "${type}"`)
    }
    return message as Extract<FromPollers, { type: Type }> // just compared
  }
}
