// Logging in at a mail server: which mechanism is taken, and what it says. As Alertmanager's notify/email/email.go and
// Go's net/smtp do.

import { createHmac } from 'node:crypto'
import { redact } from '../redact.ts'

/** A credential, or why it cannot be had. '' for none. */
export type Credential = { readonly text: string } | { readonly error: string }

export interface Credentials {
  readonly username: string
  readonly identity: string
  readonly password: Credential
  readonly secret: Credential
}

/** Who is at the other end. */
export interface LoginServer {
  readonly host: string
  readonly encrypted: boolean
}

/** A mechanism with everything that it needs. */
export interface Mechanism {
  readonly name: 'CRAM-MD5' | 'LOGIN' | 'PLAIN'
  /** Said along with the mechanism's name. */
  readonly initial?: string
  /** The answer to a challenge; undefined where it is not understood. */
  answer(challenge: Buffer): string | undefined
}

/** One command and its answer. */
export type Command = (line: string) => Promise<Reply>

export interface Reply {
  readonly status: number
  /** All lines as they came. */
  readonly text: string
}

/** Logs in. Throws an Error, free of secrets, when there is no mechanism to use, or when the server refuses. */
export async function logIn(
  command: Command,
  options: { readonly offered: readonly string[]; readonly credentials: Credentials; readonly server: LoginServer },
): Promise<void> {
  const mechanism = chooseMechanism(options.offered, options.credentials)
  if (mechanism.name === 'PLAIN' && !options.server.encrypted && !isLocal(options.server.host))
    throw new Error('the connection is not encrypted, and PLAIN would show the password')
  const initial = mechanism.initial === undefined ? '' : ` ${base64(mechanism.initial)}`
  let reply = await command(`AUTH ${mechanism.name}${initial}`)
  while (reply.status === 334) {
    const answer = mechanism.answer(Buffer.from(reply.text.slice(4), 'base64'))
    if (answer === undefined) {
      await command('*')
      throw new Error(`AUTH ${mechanism.name}: the server asks for something unknown`)
    }
    reply = await command(base64(answer))
  }
  if (reply.status === 235) return
  throw new Error(`AUTH ${mechanism.name} was refused: ${redact(reply.text, shownBy(mechanism, options.credentials))}`)
}

/** The first mechanism in the server's order for which there is a credential. Throws an Error that says why none fits. */
export function chooseMechanism(offered: readonly string[], credentials: Credentials): Mechanism {
  const reasons: string[] = []
  for (const name of offered) {
    if (name !== 'CRAM-MD5' && name !== 'LOGIN' && name !== 'PLAIN') {
      reasons.push(`${name} is unknown`)
      continue
    }
    const credential = name === 'CRAM-MD5' ? credentials.secret : credentials.password
    if ('text' in credential && credential.text !== '') return mechanismOf(name, credentials, credential.text)
    const missing = name === 'CRAM-MD5' ? 'there is no auth_secret' : 'there is no auth_password'
    reasons.push(`${name}: ${'error' in credential ? credential.error : missing}`)
  }
  throw new Error(`there is no way to log in that the server offers: ${reasons.join('; ')}`)
}

function mechanismOf(name: Mechanism['name'], { username, identity }: Credentials, credential: string): Mechanism {
  if (name === 'CRAM-MD5') {
    const digest = (challenge: Buffer): string => createHmac('md5', credential).update(challenge).digest('hex')
    return { name, answer: (challenge) => `${username} ${digest(challenge)}` }
  }
  if (name === 'LOGIN') {
    const answers = new Map([
      ['username:', username],
      ['password:', credential],
    ])
    return { name, answer: (challenge) => answers.get(challenge.toString().toLowerCase()) }
  }
  return { name, initial: `${identity}\0${username}\0${credential}`, answer: () => undefined }
}

/** What a server may echo of what it was told. */
function shownBy(mechanism: Mechanism, { password, secret }: Credentials): readonly string[] {
  const texts = [password, secret].flatMap((credential) => ('text' in credential ? [credential.text] : []))
  const told = mechanism.initial === undefined ? [] : [mechanism.initial]
  return [...texts, ...told].flatMap((text) => [text, base64(text)])
}

/** As Go's net/smtp has it. */
function isLocal(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1'
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
