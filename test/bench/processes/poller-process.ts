// Clients that ask for a path again and again, in a process of their own, so that reading long answers delays no load.
//
//   arguments: port, path, clients

import { Connection } from '../http/connection.ts'
import { getRequest } from '../http/request.ts'

/** What the pollers got until they were told to stop. */
export interface PollerResult {
  readonly answers: number
  readonly refused: number
  readonly milliseconds: readonly number[]
}

if (import.meta.main) await poll()

async function poll(): Promise<void> {
  const [port, path = '/', clients] = process.argv.slice(2)
  const request = getRequest(path)
  const milliseconds: number[] = []
  let refused = 0
  let stopped = false
  process.on('message', () => {
    stopped = true
    const result: PollerResult = { answers: milliseconds.length, refused, milliseconds }
    process.send?.(result, () => process.exit())
  })
  await Promise.all(
    Array.from({ length: Number(clients) }, async () => {
      using connection = await Connection.open(Number(port))
      while (!stopped) {
        const answer = await connection.request(request)
        if (answer.status === 200) milliseconds.push(answer.milliseconds)
        else refused++
      }
    }),
  )
}
