// Opens the ports: plain HTTP, or TLS as the web configuration says, at as many addresses as there are.

import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { createServer as createHttpServer, type Server as HttpServer, type ServerOptions } from 'node:http'
import type { Http2SecureServer, ServerHttp2Session } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import { type Duration, minute, second } from '../model/instant.ts'
import { plainText } from './plain-answer.ts'
import type { ApiServer } from './server.ts'
import type { SecureServerOptions } from './web/secure-server.ts'
import type { WebConfigFile } from './web/web-config-file.ts'

/** Where to listen: at a port of a host (undefined: of every address), or on a socket that was handed over. */
export type ListenTarget =
  | { readonly kind: 'tcp'; readonly host: string | undefined; readonly port: number; readonly text: string }
  | { readonly kind: 'descriptor'; readonly descriptor: number; readonly text: string }

export interface ListenOptions {
  readonly targets: readonly ListenTarget[]
  /** Undefined for plain HTTP. */
  readonly webConfig: WebConfigFile | undefined
  readonly clock: Clock
  /** Told when a connection is opened and the web configuration can no longer be used: the previous one goes on. */
  readonly onUnusable: (error: unknown) => void
  /** How slowly a request may come in, and how often that is looked at. */
  readonly patience?: Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'>
}

/** Open ports. */
export interface Listeners {
  /** What was really opened, in the order of the targets: `127.0.0.1:9093`, `[::]:9093`. */
  readonly addresses: readonly { readonly text: string; readonly port: number; readonly tls: boolean }[]
  /** Takes no more connections, lets requests under way be answered, then cuts what is left. */
  close(): Promise<void>
}

/** Alertmanager cuts no idle connection; Prometheus drops its own after 5 minutes. Ours has to be the later one. */
const keepAliveTimeout: Duration = 15 * minute

/** How long requests under way have when the server stops. */
const closingTime: Duration = 5 * second

const httpOptions: ServerOptions = {
  keepAliveTimeout,
  headersTimeout: 30 * second,
  requestTimeout: 5 * minute,
  connectionsCheckingInterval: 5 * second,
  // Go's default; queries with many matchers are long.
  maxHeaderSize: 1024 * 1024,
}

/** Listens at every target, or at none. @throws an Error that names the address which cannot be had */
export async function listen(server: ApiServer, options: ListenOptions): Promise<Listeners> {
  await server.ready()
  const opened: Listener[] = []
  try {
    for (const target of options.targets) opened.push(await openListener(server, target, options))
  } catch (error) {
    await Promise.all(opened.map((listener) => listener.close(0)))
    throw error
  }
  return {
    addresses: opened.map(({ address, tls }) => ({ ...address, tls })),
    close: async () => {
      await Promise.all(opened.map((listener) => listener.close(closingTime)))
    },
  }
}

async function openListener(server: ApiServer, target: ListenTarget, options: ListenOptions): Promise<Listener> {
  const { webConfig, onUnusable } = options
  const serverOptions = { ...httpOptions, ...options.patience }
  const tls = webConfig?.settings().tls !== undefined
  const http = tls
    ? await secureServer({ routing: server.routing, webConfig, onUnusable, serverOptions })
    : createHttpServer(serverOptions, server.routing)
  const listener = new Listener({ http, clock: options.clock, tls })
  await listener.open(target)
  return listener
}

/** Only now, since HTTP/2 takes as much to load as all the rest of HTTP. */
async function secureServer(options: SecureServerOptions): Promise<HttpServer | Http2SecureServer> {
  const { createSecureServer } = await import('./web/secure-server.ts')
  return createSecureServer(options)
}

class Listener {
  readonly tls: boolean
  readonly #http: HttpServer | Http2SecureServer
  readonly #clock: Clock
  readonly #sockets = new Set<Socket>()
  readonly #sessions = new Set<ServerHttp2Session>()

  constructor({ http, clock, tls }: { http: HttpServer | Http2SecureServer; clock: Clock; tls: boolean }) {
    this.tls = tls
    this.#http = http
    this.#clock = clock
    http.on('connection', (socket: Socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
    http.on('session', (session: ServerHttp2Session) => {
      this.#sessions.add(session)
      session.once('close', () => this.#sessions.delete(session))
    })
    http.on('clientError', refuseMalformed)
  }

  get address(): { readonly text: string; readonly port: number } {
    const { address, family, port } = this.#http.address() as AddressInfo // it listens on TCP
    return { text: family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`, port }
  }

  async open(target: ListenTarget): Promise<void> {
    try {
      const listening = once(this.#http, 'listening')
      if (target.kind === 'descriptor') this.#http.listen({ fd: target.descriptor })
      else
        this.#http.listen({
          port: target.port,
          ...(target.host === undefined ? {} : { host: await addressOf(target.host) }),
        })
      await listening
    } catch (error) {
      throw new Error(`cannot listen on ${target.text}: ${(error as Error).message}`)
    }
  }

  async close(grace: Duration): Promise<void> {
    const closed = once(this.#http, 'close')
    this.#http.close()
    if ('closeIdleConnections' in this.#http) this.#http.closeIdleConnections()
    for (const session of this.#sessions) session.close()
    const timer = this.#clock.at(this.#clock.now() + grace, () => {
      for (const socket of this.#sockets) socket.destroy()
    })
    await closed
    timer.cancel()
  }
}

/** The first address of a name, IPv4 before IPv6, as Go chooses when it listens. */
async function addressOf(host: string): Promise<string> {
  const { address } = await lookup(host, { order: 'ipv4first' })
  return address
}

/** What is no HTTP gets what Go's server says to it. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const status = statusOf(error.code)
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: ${plainText}\r\nConnection: close\r\n\r\n${status}`)
}

function statusOf(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large'
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout'
  return '400 Bad Request'
}
