// One session with a mail server. nodemailer's connection greets, encrypts and reads answers; what is said after that is
// said here, since its own way of sending leaves out refused recipients, asks in an order of its own, and picks the
// mechanism of the login by its own preference.

import type { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Duration } from '../../model/instant.ts'
import type { MailServer, WireMail } from '../mail.ts'
import { tlsOptionsFor } from './connect.ts'
import { type Credentials, logIn, type Reply } from './login.ts'
import { SessionError } from './session-error.ts'

/** How long greeting and encrypting may take. Some servers let strangers wait on purpose. */
const greetingTimeout: Duration = 60_000

/** How long a server may take to answer (RFC 5321, 4.5.3.2). An attempt usually ends sooner. */
const answerTimeout: Duration = 5 * 60_000

type SendCommand = (line: string, done: (error: Error | null, reply: { readonly response: string }) => void) => void

export class SmtpSession {
  readonly #connection: SMTPConnection
  readonly #sendCommand: SendCommand
  readonly #extensions: ReadonlyMap<string, string>
  readonly #over: Promise<void>
  #fault: Error | undefined
  #waiting: ((error: Error) => void) | undefined
  #mails = 0

  private constructor(connection: SMTPConnection, over: Promise<void>) {
    this.#connection = connection
    this.#over = over
    this.#sendCommand = commandsOf(connection)
    this.#extensions = extensionsIn(connection.lastServerResponse || '')
    connection.on('error', (error: Error) => this.#break(error))
    connection.once('end', () => this.#break(new Error('the server closed the connection')))
  }

  /** Begins a session over an open connection; `tls` counts for STARTTLS. Closes the connection when it fails. */
  static async begin(
    socket: Socket,
    {
      server,
      tls,
      signal,
    }: { readonly server: MailServer; readonly tls: ConnectionOptions; readonly signal: AbortSignal },
  ): Promise<SmtpSession> {
    const implicit = server.encryption === 'implicit'
    const connection = new SMTPConnection({
      connection: socket,
      host: server.host,
      secure: implicit,
      secured: implicit,
      // A server that does not offer STARTTLS is turned away below; nodemailer's requireTLS would ask for it all the same.
      ignoreTLS: server.encryption !== 'starttls',
      tls: tlsOptionsFor(server.host, tls),
      name: server.hello,
      connectionTimeout: greetingTimeout,
      greetingTimeout,
      socketTimeout: answerTimeout,
      socketCloseTimeout: 0,
    })
    const over = new Promise<void>((resolve) => connection.once('end', () => resolve()))
    await greeted(connection, signal)
    const session = new SmtpSession(connection, over)
    if (server.encryption !== 'starttls' || connection.secure) return session
    await session.quit(signal)
    throw new SessionError('the server offers no STARTTLS, and require_tls demands it')
  }

  /** Whether the server would take another mail, as far as is known here. */
  get open(): boolean {
    return this.#fault === undefined
  }

  /** How many mails were handed in. */
  get mails(): number {
    return this.#mails
  }

  /** Logs in, if the server knows logins at all. */
  async logIn(
    credentials: Credentials,
    { host, signal }: { readonly host: string; readonly signal: AbortSignal },
  ): Promise<void> {
    const offered = this.#extensions.get('AUTH')
    if (offered === undefined) return
    await logIn((line) => this.#command(line, signal), {
      offered: offered.split(/[ =]+/).filter((name) => name !== ''),
      credentials,
      server: { host, encrypted: this.#connection.secure },
    })
  }

  /** Hands in a mail for all its recipients; one that is refused keeps it from the others, too. */
  async deliver(mail: WireMail, signal: AbortSignal): Promise<void> {
    const abilities = ['8BITMIME', 'SMTPUTF8'].filter((name) => this.#extensions.has(name))
    const options = abilities.map((name) => (name === '8BITMIME' ? ' BODY=8BITMIME' : ` ${name}`)).join('')
    try {
      await this.#expect('MAIL', `MAIL FROM:<${mail.from}>${options}`, signal)
    } catch (error) {
      throw new SessionError((error as Error).message, { untouched: true })
    }
    for (const recipient of mail.to) await this.#expect('RCPT', `RCPT TO:<${recipient}>`, signal)
    await this.#expect('DATA', 'DATA', signal, 3)
    await this.#expect('the mail', `${stuffed(mail.message)}.`, signal)
    this.#mails++
  }

  /** Takes leave, and waits until the connection is closed; an abort closes it at once. */
  async quit(signal: AbortSignal): Promise<void> {
    if (this.#fault !== undefined) return
    const close = (): void => this.#connection.close()
    signal.addEventListener('abort', close)
    this.#connection.quit()
    if (signal.aborted) close()
    await this.#over
    signal.removeEventListener('abort', close)
  }

  async #expect(what: string, line: string, signal: AbortSignal, firstDigit = 2): Promise<void> {
    const reply = await this.#command(line, signal)
    if (Math.trunc(reply.status / 100) === firstDigit) return
    throw new SessionError(`${what} was refused: ${reply.text}`)
  }

  #command(line: string, signal: AbortSignal): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => settle(() => reject(error))
      const abandon = (): void => {
        this.#break(new Error('given up'))
        this.#connection.close()
      }
      const settle = (finish: () => void): void => {
        this.#waiting = undefined
        signal.removeEventListener('abort', abandon)
        finish()
      }
      this.#waiting = fail
      signal.addEventListener('abort', abandon)
      if (signal.aborted) abandon()
      if (this.#fault !== undefined) {
        fail(this.#fault)
        return
      }
      this.#sendCommand(line, (_, { response }) => settle(() => resolve(replyOf(response))))
    })
  }

  #break(error: Error): void {
    this.#fault ??= error
    this.#waiting?.(this.#fault)
  }
}

/** The name of a login that is none: nodemailer hands the way to send commands to the handlers of logins only. */
const commands = 'COMMANDS'

function commandsOf(connection: SMTPConnection): SendCommand {
  let send: SendCommand | undefined
  connection.customAuth.set(commands, (context) => {
    send = context.sendCommand
    context.resolve()
  })
  connection.login({ method: commands }, () => {})
  if (send === undefined) throw new SessionError('the connection was closed')
  return send
}

/** Waits for the greeting, the answer to it and STARTTLS. */
function greeted(connection: SMTPConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null): void => {
      signal.removeEventListener('abort', abandon)
      connection.off('error', settle)
      connection.off('end', ended)
      if (error == null) {
        resolve()
        return
      }
      // What else goes wrong with it is nobody's business.
      connection.on('error', () => {})
      reject(error)
    }
    const ended = (): void => settle(new Error('the server closed the connection'))
    const abandon = (): void => connection.close()
    signal.addEventListener('abort', abandon)
    connection.on('error', settle)
    connection.once('end', ended)
    connection.connect(settle)
    if (signal.aborted) abandon()
  })
}

/** The lines of an EHLO's answer by their first words. */
function extensionsIn(answer: string): ReadonlyMap<string, string> {
  const extensions = new Map<string, string>()
  for (const line of answer.split('\n').slice(1)) {
    const [, name = '', parameters = ''] = /^\d{3}[ -]([^\s=]*)[\s=]?(.*)$/.exec(line.trim()) ?? []
    extensions.set(name.toUpperCase(), parameters)
  }
  return extensions
}

function replyOf(response: string): Reply {
  return { status: Number(/^\d{3}/.exec(response)?.[0] ?? 0), text: response.replaceAll('\n', ' ') }
}

/** A dot at the start of a line is doubled (RFC 5321, 4.5.2), and a lone line feed becomes CRLF. */
function stuffed(message: string): string {
  const lines = message.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')
  return lines.endsWith('\r\n') ? lines : `${lines}\r\n`
}
