// A real HTTP(S) server for tests of what goes over the wire: it writes down requests and answers by a script.

import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { createSecureServer } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'

/** One request as it came in. */
export interface SeenRequest {
  readonly method: string
  /** The request line's target: a path, or a URL at a proxy. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
  readonly body: string
  readonly httpVersion: string
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void

export interface RecordingServer {
  readonly port: number
  /** http://127.0.0.1:port or https://… */
  readonly url: string
  readonly requests: readonly SeenRequest[]
  /** How many connections were made. */
  readonly connections: number
  /** How many are open. */
  readonly open: number
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1.
 * @param answer 200 with an empty body unless given.
 * @param tls for https, with HTTP/2 offered when `http2` is set.
 */
export async function recordingServer(
  answer: Answer = (_, response) => response.end(),
  options: { readonly tls?: object; readonly http2?: boolean; readonly port?: number } = {},
): Promise<RecordingServer> {
  const requests: SeenRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const seen: SeenRequest = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(chunks).toString('utf8'),
        httpVersion: request.httpVersion,
      }
      requests.push(seen)
      answer(seen, response)
    })
  }
  const server = createListener(listener, options)
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections
    },
    get open() {
      return sockets.size
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function createListener(
  listener: RequestListener,
  options: { readonly tls?: object; readonly http2?: boolean },
): Server {
  if (options.tls === undefined) return createServer(listener)
  if (options.http2 !== true) return createHttpsServer(options.tls, listener)
  // The compatibility API of node:http2 speaks both versions through objects like those of node:http.
  return createSecureServer({ ...options.tls, allowHTTP1: true }, listener as unknown as Http2Listener)
}

type Http2Listener = NonNullable<Parameters<typeof createSecureServer>[1]>
