// Clients that ask for a path again and again, in a process of their own, so that reading long answers delays no load.
//
//   arguments: port, path, clients

import { Connection } from '../http/connection.ts'
import { getRequest } from '../http/request.ts'

/** To who started it: once every client has had its first answer, and when they have stopped. */
export type FromPollers =
  | { readonly type: 'polling' }
  | { readonly type: 'stopped'; readonly refused: number; readonly milliseconds: readonly number[] }

if (import.meta.main) await poll()

async function poll(): Promise<void> {
  const [port, path = '/', clients] = process.argv.slice(2)
  const request = getRequest(path)
  const connections = await Promise.all(Array.from({ length: Number(clients) }, () => Connection.open(Number(port))))
  await Promise.all(connections.map((connection) => connection.request(request)))
  send({ type: 'polling' })

  const milliseconds: number[] = []
  let refused = 0
  let stopped = false
  process.on('message', () => {
    stopped = true
  })
  process.on('disconnect', () => process.exit())
  await Promise.all(connections.map(ask))
  send({ type: 'stopped', refused, milliseconds }, () => process.exit())

  /** What it was asking when it was told to stop counts too: it may be the only answer. */
  async function ask(connection: Connection): Promise<void> {
    while (!stopped) {
      const answer = await connection.request(request)
      if (answer.status === 200) milliseconds.push(answer.milliseconds)
      else refused++
    }
  }
}

function send(message: FromPollers, then?: () => void): void {
  process.send?.(message, undefined, undefined, then)
}
