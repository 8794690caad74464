// A webhook's other end on loopback: keeps every request with its time of arrival, and lets a test await one.

import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What webhooks carry (version 4), as far as tests look at it. */
export interface WebhookPayload {
  readonly status: 'firing' | 'resolved'
  readonly receiver: string
  readonly groupLabels: Readonly<Record<string, string>>
  readonly alerts: readonly {
    readonly status: 'firing' | 'resolved'
    readonly labels: Readonly<Record<string, string>>
    readonly annotations: Readonly<Record<string, string>>
    readonly startsAt: string
    readonly endsAt: string
  }[]
  readonly [key: string]: unknown
}

/** One request that arrived. */
export interface Arrival {
  /** Milliseconds since the epoch, at the end of the body. */
  readonly at: number
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly payload: WebhookPayload
  /** When the system had taken the whole answer; the sink sets it then. */
  answeredAt?: number
}

/** A listening webhook. */
export interface WebhookSink extends AsyncDisposable {
  readonly port: number
  readonly url: string
  readonly arrivals: readonly Arrival[]
  /** The first arrival that fits, past or to come within `within` milliseconds. */
  arrived(fits: (arrival: Arrival) => boolean, within?: number): Promise<Arrival>
  /** How long each answer takes from now on. */
  answerAfter(milliseconds: number): void
}

export interface WebhookSinkOptions {
  /** Called with each arrival, before it is answered. */
  readonly heard?: (arrival: Arrival) => void
  /** Whether arrivals are kept; they are unless this is false. */
  readonly keep?: boolean
}

/** Listens on a free port of loopback and answers everything with 200. */
export async function openWebhookSink({ heard, keep = true }: WebhookSinkOptions = {}): Promise<WebhookSink> {
  const arrivals: Arrival[] = []
  const waiting = new Set<() => void>()
  let delay = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      const payload = JSON.parse(body) as WebhookPayload // only servers under test post here, and the tests judge what they post
      const arrival: Arrival = { at: Date.now(), path: request.url ?? '', headers: request.headers, payload }
      if (keep) arrivals.push(arrival)
      heard?.(arrival)
      response.once('finish', () => {
        arrival.answeredAt = Date.now()
      })
      for (const look of waiting) look()
      setTimeout(() => response.end(), delay)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so it is one

  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    arrivals,
    arrived: (fits, within = 20_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          const seen = arrivals.map(({ path, payload }) => `${path} ${JSON.stringify(payload)}`).join('\n')
          reject(new Error(`no such notification within ${within} ms; these came:\n${seen}`))
        }, within)
        function look(): void {
          const found = arrivals.find(fits)
          if (found === undefined) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    answerAfter(milliseconds) {
      delay = milliseconds
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
