// Clients that poll one path while a scenario does something else.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { PollerResult } from './processes/poller-process.ts'

/** Polls until `during` is over, and tells what the pollers got. */
export async function withPollers<T>(
  { port, path, clients }: { readonly port: number; readonly path: string; readonly clients: number },
  during: () => Promise<T>,
): Promise<{ readonly result: T; readonly polled: PollerResult }> {
  const child = fork(join(import.meta.dirname, 'processes/poller-process.ts'), [`${port}`, path, `${clients}`])
  const exited = once(child, 'exit')
  try {
    const result = await during()
    const told = once(child, 'message')
    child.send('stop')
    const [polled] = (await Promise.race([told, exited.then(() => Promise.reject(new Error('the pollers died')))])) as [
      PollerResult, // the only message that it sends
    ]
    return { result, polled }
  } finally {
    child.kill()
    await exited
  }
}
