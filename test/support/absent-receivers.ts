// Webhooks on loopback that are away for a while, each in its own way, and then there again on the same port.

import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookPayload } from './webhook-sink.ts'

/** In which way a receiver is away. */
export type Absence = 'refuses' | 'hangs' | 'fails' | 'throttles' | 'throttles for a while'

/** One webhook. */
export interface AbsentReceiver extends AsyncDisposable {
  readonly url: string
  /** What it has answered with 200, in its order. */
  readonly heard: readonly WebhookPayload[]
  /** How many requests it has not answered, or with an error. */
  readonly turnedAway: number
  leave(): Promise<void>
  comeBack(): Promise<void>
}

/** Listens on a free port, and is there until it is told to leave. */
export async function openAbsentReceiver(absence: Absence): Promise<AbsentReceiver> {
  const heard: WebhookPayload[] = []
  let turnedAway = 0
  let isAway = false
  let server = await listenOn(0)
  const { port } = server.address() as AddressInfo // listening on TCP, so it is one

  async function listenOn(port: number): Promise<Server> {
    const server = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      request.on('end', () => {
        if (isAway) {
          turnedAway++
          turnAway(response)
          return
        }
        heard.push(JSON.parse(body) as WebhookPayload) // only the server under test posts here, and the test judges what
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    return server
  }

  function turnAway(response: ServerResponse): void {
    if (absence === 'hangs' || absence === 'refuses') return
    if (absence === 'throttles for a while') response.setHeader('retry-after', '3')
    response.writeHead(absence === 'fails' ? 500 : 429).end()
  }

  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }

  return {
    url: `http://127.0.0.1:${port}/`,
    heard,
    get turnedAway() {
      return turnedAway
    },
    async leave() {
      isAway = true
      if (absence === 'refuses') await close()
    },
    async comeBack() {
      isAway = false
      if (absence === 'refuses') server = await listenOn(port)
    },
    [Symbol.asyncDispose]: close,
  }
}
