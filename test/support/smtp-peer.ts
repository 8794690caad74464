// A mail server on loopback that follows a script: it records every session word for word, and can say anything.

import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { KeyAndCertificate } from './certificates.ts'

/** What the server says. Everything has a friendly default. */
export interface SmtpScript {
  readonly greeting?: string
  readonly certificate?: KeyAndCertificate
  /** TLS from the first byte on. */
  readonly implicit?: boolean
  /** Announced to an EHLO; STARTTLS works where it is among them. */
  readonly extensions?: readonly string[]
  /** Announced to an EHLO over TLS; `extensions` without STARTTLS unless set. */
  readonly secureExtensions?: readonly string[]
  /** The answers to a verb (`.` for the end of a mail), one after the other, the last one again and again. `hang up` closes. */
  readonly replies?: Readonly<Record<string, readonly string[]>>
  /** What AUTH LOGIN asks, or what AUTH CRAM-MD5 challenges with. */
  readonly challenges?: readonly string[]
}

/** One connection. */
export interface SmtpRecord {
  /** What the client said, `(TLS)` where encryption began; a mail is in `mails` and leaves no line. */
  readonly lines: readonly string[]
  /** Each as it was sent, dots doubled, without the dot at its end. */
  readonly mails: readonly string[]
}

export interface SmtpPeer extends AsyncDisposable {
  readonly port: number
  readonly sessions: readonly SmtpRecord[]
  /** Resolves when the n-th session (from 0) is over. */
  over(session: number): Promise<void>
}

const defaultReplies: Readonly<Record<string, string>> = {
  AUTH: '235 welcome',
  HELO: '250 hello',
  MAIL: '250 go on',
  RCPT: '250 go on',
  DATA: '354 go on',
  '.': '250 taken',
  QUIT: '221 bye',
  '*': '501 as you like',
  STARTTLS: '220 go on',
}

/** Listens on `host`, on a free port unless one is given. */
export async function smtpPeer(
  script: SmtpScript = {},
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<SmtpPeer> {
  const sessions: Session[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    sessions.push(new Session(socket, script))
  })
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP, so it is one
    sessions,
    async over(session) {
      while (sessions[session] === undefined) await new Promise((resolve) => server.once('connection', resolve))
      await sessions[session].over
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

class Session implements SmtpRecord {
  readonly lines: string[] = []
  readonly mails: string[] = []
  readonly over: Promise<void>
  readonly #script: SmtpScript
  readonly #said = new Map<string, number>()
  #socket: Socket
  #secure = false
  #received = ''
  #inMail = false
  #challenges: string[] = []

  constructor(socket: Socket, script: SmtpScript) {
    this.#script = script
    this.#socket = socket
    this.over = new Promise((resolve) => socket.once('close', () => resolve()))
    if (script.implicit === true) this.#encrypt()
    else this.#listen()
    this.#say(script.greeting ?? '220 mail.example.org ready')
  }

  #listen(): void {
    this.#socket.setEncoding('utf8').on('data', (text: string) => {
      this.#received += text
      this.#read()
    })
  }

  #encrypt(): void {
    const { key, cert } = this.#script.certificate ?? { key: '', cert: '' }
    this.#socket.removeAllListeners('data')
    const plain = this.#socket
    this.#socket = new TLSSocket(plain, { isServer: true, secureContext: createSecureContext({ key, cert }) })
    this.#socket.on('error', () => plain.destroy()).on('secure', () => this.lines.push('(TLS)'))
    this.#secure = true
    this.#listen()
  }

  #read(): void {
    for (;;) {
      const end = this.#inMail ? /^\.\r\n/m.exec(this.#received)?.index : this.#received.indexOf('\r\n')
      if (end === undefined || end < 0) return
      const text = this.#received.slice(0, end)
      this.#received = this.#received.slice(end + (this.#inMail ? 3 : 2))
      if (this.#inMail) this.#takeMail(text)
      else this.#takeLine(text)
    }
  }

  #takeMail(text: string): void {
    this.#inMail = false
    this.mails.push(text)
    this.#say(this.#reply('.'))
  }

  #takeLine(line: string): void {
    this.lines.push(line)
    const verb =
      this.#challenges.length > 0 && line !== '*' ? 'answer' : (line.split(/[ :]/)[0] as string).toUpperCase()
    if (verb === 'AUTH' && !line.startsWith('AUTH PLAIN'))
      this.#challenges = [...(this.#script.challenges ?? ['Username:', 'Password:']), '']
    if (verb === 'EHLO') this.#greet()
    else if (this.#challenges.length > 1 && verb !== '*')
      this.#say(`334 ${Buffer.from(this.#challenges.shift() ?? '').toString('base64')}`)
    else {
      this.#challenges = []
      const reply = this.#reply(verb === 'answer' ? 'AUTH' : verb)
      this.#say(reply)
      if (verb === 'DATA') this.#inMail = reply.startsWith('354')
      if (verb === 'QUIT') this.#socket.end()
      if (verb === 'STARTTLS' && reply.startsWith('2')) this.#encrypt()
    }
  }

  #greet(): void {
    const {
      extensions = [],
      secureExtensions = extensions.filter((name) => name !== 'STARTTLS'),
      replies,
    } = this.#script
    if (replies?.EHLO !== undefined) {
      this.#say(this.#reply('EHLO'))
      return
    }
    const lines = ['mail.example.org', ...(this.#secure ? secureExtensions : extensions)]
    this.#say(lines.map((line, i) => `250${i === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n'))
  }

  #reply(verb: string): string {
    const replies = this.#script.replies?.[verb] ?? [defaultReplies[verb] ?? '500 what?']
    const count = this.#said.get(verb) ?? 0
    this.#said.set(verb, count + 1)
    return replies[Math.min(count, replies.length - 1)] as string
  }

  #say(text: string): void {
    if (text === 'hang up') this.#socket.destroy()
    else this.#socket.write(`${text}\r\n`)
  }
}
