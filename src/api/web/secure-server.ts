// The server behind TLS, with HTTP/2 or without.

import type { Server as HttpServer, RequestListener, ServerOptions } from 'node:http'
import { createSecureServer as createHttp2Server, type Http2SecureServer } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { acceptsClient, asksForCertificate } from './tls.ts'
import type { WebConfigFile } from './web-config-file.ts'

export interface SecureServerOptions {
  readonly routing: RequestListener
  readonly webConfig: WebConfigFile
  /** Told when a connection is opened and the web configuration can no longer be used: the previous one goes on. */
  readonly onUnusable: (error: unknown) => void
  /** For HTTP/1. */
  readonly serverOptions: ServerOptions
}

/** A server whose certificate, and what it asks of clients, follow the file. Whether it speaks HTTP/2 does not. */
export function createSecureServer({
  routing,
  webConfig,
  onUnusable,
  serverOptions,
}: SecureServerOptions): HttpServer | Http2SecureServer {
  let current = webConfig.settings()
  const { http2 } = current.config.httpServerConfig
  const tlsOptions = {
    ...current.tls,
    requestCert: asksForCertificate(current.config.tlsServerConfig),
    // Judged below: Node can only reject what it cannot verify, or nothing.
    rejectUnauthorized: false,
  }
  const secure = http2
    ? createHttp2Server({ ...tlsOptions, allowHTTP1: true, settings: { maxConcurrentStreams: 250 } }, routing as never)
    : createHttpsServer({ ...serverOptions, ...tlsOptions }, routing)
  // Before the server itself sees the connection, and with it begins the handshake.
  secure.prependListener('connection', () => {
    try {
      const latest = webConfig.settings()
      if (latest === current || latest.tls === undefined) return
      current = latest
      secure.setSecureContext(latest.tls)
      // Not in the types, and the only way to change it: tls.Server reads it for each connection.
      Object.assign(secure, { requestCert: asksForCertificate(latest.config.tlsServerConfig) })
    } catch (error) {
      onUnusable(error)
    }
  })
  secure.prependListener('secureConnection', (socket: TLSSocket) => {
    if (!acceptsClient(current.config.tlsServerConfig, socket)) socket.destroy()
  })
  return secure
}
