// Mail in production: SMTP sessions over nodemailer's connection, shared by everything that uses the same server in the
// same way.

import type { ConnectionOptions } from 'node:tls'
import type { Clock } from '../clock.ts'
import { readTlsMaterial, type TlsMaterial, tlsConnectOptions } from './http/tls.ts'
import type { MailLogin, MailResult, MailServer, MailTransport, WireMail } from './mail.ts'
import { abortText } from './over-http.ts'
import type { Credential, Credentials } from './smtp/login.ts'
import { SessionPool } from './smtp/pool.ts'
import type { SmtpSession } from './smtp/session.ts'

/** Speaks SMTP to the world. */
export class SmtpTransport implements MailTransport {
  readonly #clock: Clock
  /** By everything that two mails have to agree on to go over one connection, secrets and certificates included. */
  readonly #pools = new Map<string, SessionPool>()

  constructor(options: { readonly clock: Clock }) {
    this.#clock = options.clock
  }

  async send(mail: WireMail, server: MailServer, signal: AbortSignal): Promise<MailResult> {
    let pool: SessionPool
    try {
      pool = await this.#poolFor(server)
    } catch (error) {
      return { sent: false, retry: false, error: `tls_config cannot be used: ${textOf(error)}` }
    }
    try {
      await pool.deliver(mail, signal)
      return { sent: true }
    } catch (error) {
      return {
        sent: false,
        retry: true,
        error: `${server.host}:${server.port}: ${signal.aborted ? abortText(signal) : textOf(error)}`,
      }
    }
  }

  async prepare(): Promise<void> {
    await loadSessions()
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()))
    this.#pools.clear()
  }

  /** Reads certificates and credentials anew. Throws when the certificates are none. */
  async #poolFor(server: MailServer): Promise<SessionPool> {
    const { host, port, hello, encryption } = server
    const material = encryption === 'none' ? undefined : await readTlsMaterial(server.tls)
    const tls = material === undefined ? {} : tlsOptionsOf(server, material)
    const credentials = server.login === undefined ? undefined : await readCredentials(server.login)
    const key = JSON.stringify([host, port, hello, encryption, tls, credentials])
    const known = this.#pools.get(key)
    if (known !== undefined) return known
    for (const [old, pool] of this.#pools) if (pool.empty) this.#pools.delete(old)
    const pool = new SessionPool({
      clock: this.#clock,
      begin: (signal) => this.#begin({ server, tls, credentials, signal }),
    })
    this.#pools.set(key, pool)
    return pool
  }

  async #begin({
    server,
    tls,
    credentials,
    signal,
  }: {
    readonly server: MailServer
    readonly tls: ConnectionOptions
    readonly credentials: Credentials | undefined
    readonly signal: AbortSignal
  }): Promise<SmtpSession> {
    // Not once the server may speak: nobody would listen.
    const { openSocket, SmtpSession } = await loadSessions()
    const { host, port, encryption } = server
    const implicit = encryption === 'implicit'
    const socket = await openSocket({ host, port, tls: implicit ? tls : undefined, clock: this.#clock, signal })
    const session = await SmtpSession.begin(socket, { server, tls, signal })
    if (credentials === undefined) return session
    try {
      await session.logIn(credentials, { host, signal })
      return session
    } catch (error) {
      await session.quit(signal)
      throw error
    }
  }
}

/** They bring nodemailer and TLS, and a start has no use for them. */
async function loadSessions(): Promise<typeof import('./smtp/connect.ts') & typeof import('./smtp/session.ts')> {
  return { ...(await import('./smtp/connect.ts')), ...(await import('./smtp/session.ts')) }
}

function tlsOptionsOf({ tls }: MailServer, material: TlsMaterial): ConnectionOptions {
  const serverName = tls?.serverName ?? ''
  return { ...tlsConnectOptions(tls, material), ...(serverName === '' ? {} : { servername: serverName }) }
}

async function readCredentials({ username, identity, password, secret }: MailLogin): Promise<Credentials> {
  return { username, identity, password: await credentialOf(password), secret: await credentialOf(secret) }
}

async function credentialOf(read: () => Promise<string>): Promise<Credential> {
  try {
    return { text: await read() }
  } catch (error) {
    return { error: textOf(error) }
  }
}

function textOf(error: unknown): string {
  // Node tries every address of a name, and gathers what became of each.
  if (error instanceof AggregateError) return error.errors.map(textOf).join('; ')
  return error instanceof Error && error.message !== '' ? error.message : String(error)
}
