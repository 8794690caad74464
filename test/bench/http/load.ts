// Load: ready requests over several connections, as fast as they are answered or at a steady rate.

import { monotonic, sleepUntil } from '../monotonic.ts'
import { Connection } from './connection.ts'

/** What came of a load. */
export interface LoadResult {
  /** From the first request to the last answer. */
  readonly seconds: number
  /** Milliseconds for each request. */
  readonly latencies: readonly number[]
}

export interface Load {
  readonly port: number
  readonly requests: readonly Buffer[]
  /** As many connections; one request at a time over each. */
  readonly connections?: number
  /** Requests a second. Without it, each connection sends its next request when the last one is answered. */
  readonly perSecond?: number
}

/**
 * Sends every request once.
 * With a rate, a latency counts from when the request was due: a server that holds up the load does not look better for it.
 * @throws on any answer but 200
 */
export async function send({ port, requests, connections = 4, perSecond }: Load): Promise<LoadResult> {
  const pool = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)))
  const latencies: number[] = []
  const begun = monotonic()
  let next = 0
  try {
    await Promise.all(pool.map(drain))
  } finally {
    for (const connection of pool) connection[Symbol.dispose]()
  }
  return { seconds: (monotonic() - begun) / 1000, latencies }

  async function drain(connection: Connection): Promise<void> {
    while (next < requests.length) {
      const index = next++
      const due = perSecond === undefined ? undefined : begun + (index * 1000) / perSecond
      if (due !== undefined) await sleepUntil(due)
      const { status, milliseconds } = await connection.request(requests[index] as Buffer) // index < length
      if (status !== 200) throw new Error(`a request was answered ${status}`)
      latencies.push(due === undefined ? milliseconds : monotonic() - due)
    }
  }
}
