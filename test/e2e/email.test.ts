// Emails to a real SMTP server: every way to log in and to encrypt, everything that servers do wrong, and what arrived.

import { setTimeout as sleep } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { SystemClock } from '../../src/clock.ts'
import type { Integration } from '../../src/integrations/contract.ts'
import { email } from '../../src/integrations/email/email.ts'
import { bindIntegration } from '../../src/integrations/registry.ts'
import { SmtpTransport } from '../../src/integrations/smtp.ts'
import { makeCertificate } from '../support/certificates.ts'
import { decodeEmail, emailDelivery, noNetwork } from '../support/email-fixture.ts'
import { rawServer } from '../support/raw-server.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'

const authority = makeCertificate({ name: 'Authority' })
const certificate = makeCertificate({ name: 'mail', for: ['127.0.0.1', 'localhost'], issuer: authority })
const stranger = makeCertificate({ name: 'other', for: ['other.example.org'], issuer: authority })

const opened: (() => PromiseLike<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

interface Arrived {
  readonly mail: Email
  readonly raw: string
  readonly session: SMTPServerSession
}

/** A server that takes everything, and remembers it. */
async function serve(options: SMTPServerOptions = {}) {
  const arrived: Arrived[] = []
  const connections = { open: 0, all: 0 }
  const logins: string[] = []
  const server = new SMTPServer({
    ...certificate,
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect(_, done) {
      connections.all++
      connections.open++
      done()
    },
    onClose: () => connections.open--,
    onAuth(auth, _, done) {
      const right =
        auth.method === ('CRAM-MD5' as string) ? auth.validatePassword('s3cret') : auth.password === 'pass word'
      logins.push(auth.method)
      if (right && auth.username === 'user') done(null, { user: auth.username })
      else done(new Error(`${auth.username} is not known by ${auth.password}`))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString()
        arrived.push({ mail: await PostalMime.parse(raw), raw, session: { ...session } })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(() => new Promise<void>((resolve) => server.close(resolve)))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { port, arrived, connections, logins, server }
}

/** An email integration over a transport of its own. */
async function connect(
  port: number,
  options: Readonly<Record<string, unknown>> = {},
): Promise<Integration & { readonly transport: SmtpTransport }> {
  const files = await scratchDirectory()
  opened.push(() => files[Symbol.asyncDispose]())
  const ca = await files.write('ca.pem', authority.cert)
  const config = decodeEmail(
    JSON.stringify({
      to: 'Ops <ops@example.org>, second@example.org',
      from: 'Alerts <alerts@example.org>',
      headers: { Subject: 'Ünïcode 🔥', 'x-team': 'db' },
      text: 'Plain — text\n.\nend',
      html: '<h1>Html — text</h1>',
      require_tls: false,
      tls_config: { ca_file: ca },
      smarthost: `127.0.0.1:${port}`,
      ...options,
    }),
  )
  const clock = new SystemClock()
  const transport = new SmtpTransport({ clock })
  opened.push(() => transport.close())
  const integration = bindIntegration(
    email as Parameters<typeof bindIntegration>[0],
    { name: 'email', index: 0, sendResolved: false, config },
    { receiver: 'mail', externalURL: 'http://am', clock, network: noNetwork, mail: transport },
  )
  return { ...integration, transport }
}

/** Sends a mail; ports in the result are called PORT. */
async function send(integration: Integration, limit = 10_000, signal = AbortSignal.timeout(limit)) {
  const result = await integration.send(emailDelivery({ alertname: 'A' }), signal)
  return result.sent ? result : { ...result, error: result.error.replace(/^127\.0\.0\.1:\d+: /, '127.0.0.1:PORT: ') }
}

const ways = ['PLAIN', 'LOGIN', 'CRAM-MD5'].flatMap((method) =>
  (['plain', 'STARTTLS', 'implicit'] as const).map((encryption) => [method, encryption] as const),
)

describe('logging in and encrypting', () => {
  test.each(ways)('%s over %s', async (method, encryption) => {
    const { port, arrived, logins } = await serve({
      authMethods: [method],
      authOptional: false,
      secure: encryption === 'implicit',
    })
    const credentials = method === 'CRAM-MD5' ? { auth_secret: 's3cret' } : { auth_password: 'pass word' }
    const integration = await connect(port, {
      auth_username: 'user',
      ...credentials,
      require_tls: encryption === 'STARTTLS',
      force_implicit_tls: encryption === 'implicit',
    })
    expect(await send(integration)).toEqual({ sent: true })
    expect(logins).toEqual([method])
    expect(arrived).toHaveLength(1)
    const [{ mail, session }] = arrived as [Arrived]
    expect(session.secure).toBe(encryption !== 'plain')
    expect(session.hostNameAppearsAs).toBe('localhost')
    expect(session.envelope.mailFrom).toMatchObject({ address: 'alerts@example.org' })
    expect(session.envelope.rcptTo.map(({ address }) => address)).toEqual(['ops@example.org', 'second@example.org'])
    expect(mail).toMatchObject({
      subject: 'Ünïcode 🔥',
      from: { name: 'Alerts', address: 'alerts@example.org' },
      to: [{ name: 'Ops', address: 'ops@example.org' }, { address: 'second@example.org' }],
      text: 'Plain — text\n.\nend\n',
      html: '<h1>Html — text</h1>\n',
    })
    expect(mail.messageId).toMatch(/^<\S+@\S+>$/)
    expect(Date.parse(mail.date ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(mail.headers.find(({ key }) => key === 'x-team')?.value).toBe('db')
  })

  test('a refused login is tried again, and what the server echoes stays hidden', async () => {
    const { port } = await serve({ authMethods: ['PLAIN'] })
    const integration = await connect(port, { auth_username: 'user', auth_password: 'wrong password' })
    const result = await send(integration)
    expect(result).toMatchObject({
      sent: false,
      retry: true,
      reason: 'other',
      error: expect.stringContaining('<redacted>'),
    })
    expect(JSON.stringify(result)).not.toContain('wrong password')
  })
})

describe('what is refused', () => {
  const refusal = (code: number) => Object.assign(new Error('not today'), { responseCode: code })
  const cases: readonly (readonly [string, SMTPServerOptions, Readonly<Record<string, unknown>>, object])[] = [
    [
      'MAIL',
      { onMailFrom: (_, __, done) => done(refusal(550)) },
      {},
      { retry: true, error: '127.0.0.1:PORT: MAIL was refused: 550 not today' },
    ],
    [
      'one recipient of two',
      { onRcptTo: ({ address }, _, done) => done(address.startsWith('second') ? refusal(550) : undefined) },
      {},
      { retry: true, error: '127.0.0.1:PORT: RCPT was refused: 550 not today' },
    ],
    [
      'the mail itself',
      { onData: (stream, _, done) => stream.resume().on('end', () => done(refusal(554))) },
      {},
      { retry: true, error: '127.0.0.1:PORT: the mail was refused: 554 not today' },
    ],
    [
      'no STARTTLS',
      { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] },
      { require_tls: true },
      { retry: true, error: expect.stringContaining('offers no STARTTLS') },
    ],
    [
      'a certificate for another name',
      stranger,
      { require_tls: true },
      { retry: true, error: expect.stringContaining("not in the cert's list") },
    ],
    [
      'a certificate of nobody',
      {},
      { require_tls: true, tls_config: {} },
      { retry: true, error: expect.stringContaining('certificate') },
    ],
    [
      'a certificate for another name, implicit',
      { ...stranger, secure: true },
      { force_implicit_tls: true },
      { retry: true, error: expect.stringContaining("not in the cert's list") },
    ],
    [
      'a CA file that is missing',
      {},
      { require_tls: true, tls_config: { ca_file: '/missing' } },
      { retry: false, error: expect.stringContaining('/missing') },
    ],
    ['implicit TLS with a server that speaks plainly', {}, { force_implicit_tls: true }, { retry: true }],
    ['two senders', {}, { from: 'a@x, b@x' }, { retry: false, error: 'from has to be one address, and it is 2' }],
    [
      'a recipient that is none',
      {},
      { to: 'nobody' },
      { retry: false, error: 'the addresses in to cannot be read: there is no @ at the end' },
    ],
  ]
  test.each(cases)('%s', async (_, server, options, expected) => {
    const { port, arrived } = await serve(server)
    const integration = await connect(port, options)
    expect(await send(integration)).toEqual(expect.objectContaining({ sent: false, reason: 'other', ...expected }))
    expect(arrived).toEqual([])
  })

  test('nobody listens', async () => {
    const { port, close } = await rawServer(() => {})
    await close()
    const result = await send(await connect(port))
    expect(result).toMatchObject({
      sent: false,
      retry: true,
      reason: 'other',
      error: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('hanging up after DATA', async () => {
    const peer = await serve({
      onData: (stream, session) => {
        stream.resume().on('end', () => {
          for (const connection of peer.server.connections)
            if (connection.session.id === session.id) connection._socket.destroy()
        })
      },
    })
    const result = await send(await connect(peer.port))
    expect(result).toMatchObject({ sent: false, retry: true, reason: 'other' })
  })
})

describe('a server that hangs', () => {
  const silent: readonly (readonly [string, SMTPServerOptions])[] = [
    ['before the greeting', { onConnect: () => {} }],
    ['at MAIL', { onMailFrom: () => {} }],
    ['after DATA', { onData: (stream) => stream.resume() }],
  ]
  test.each(silent)('%s: the attempt ends with its time', async (_, options) => {
    const { port } = await serve(options)
    const begun = Date.now()
    const result = await send(await connect(port), 300)
    expect(result).toEqual({
      sent: false,
      retry: true,
      reason: 'contextDeadlineExceeded',
      error: '127.0.0.1:PORT: context deadline exceeded',
    })
    expect(Date.now() - begun).toBeLessThan(2000)
  })

  test('during the TLS handshake', async () => {
    const silence = await rawServer(() => {})
    opened.push(() => silence.close())
    const integration = await connect(silence.port, { force_implicit_tls: true })
    expect(await send(integration, 300)).toMatchObject({ reason: 'contextDeadlineExceeded' })
  })

  test('a shutdown ends the attempt, too', async () => {
    const { port } = await serve({ onMailFrom: () => {} })
    const abort = new AbortController()
    const sending = send(await connect(port), 0, abort.signal)
    await sleep(100)
    abort.abort()
    expect(await sending).toMatchObject({
      sent: false,
      reason: 'contextCanceled',
      error: '127.0.0.1:PORT: context canceled',
    })
  })
})

describe('connections', () => {
  test('200 mails at once share a few', async () => {
    const { port, arrived, connections } = await serve()
    const integration = await connect(port, { require_tls: true })
    const results = await Promise.all(Array.from({ length: 200 }, () => send(integration, 30_000)))
    expect(results.filter(({ sent }) => !sent)).toEqual([])
    expect(arrived).toHaveLength(200)
    expect(new Set(arrived.map(({ mail }) => mail.messageId)).size).toBe(200)
    expect(connections.all).toBeLessThanOrEqual(5)
    await integration.transport.close()
    await expect.poll(() => connections.open).toBe(0)
  })

  test('two integrations that use a server alike share them; another login does not', async () => {
    const { port, connections } = await serve()
    const first = await connect(port)
    expect(await send(first)).toEqual({ sent: true })
    const like = (options: Readonly<Record<string, unknown>>) =>
      bindIntegration(
        email as Parameters<typeof bindIntegration>[0],
        {
          name: 'email',
          index: 0,
          sendResolved: false,
          config: decodeEmail(
            JSON.stringify({
              to: 'x@y.z',
              from: 'a@b.c',
              require_tls: false,
              smarthost: `127.0.0.1:${port}`,
              html: '',
              ...options,
            }),
          ),
        },
        { receiver: 'mail', externalURL: '', clock: new SystemClock(), network: noNetwork, mail: first.transport },
      )
    expect(await send(like({}))).toEqual({ sent: true })
    expect(connections.all).toBe(1)
    expect(await send(like({ auth_username: 'user', auth_password: 'pass word' }))).toEqual({ sent: true })
    expect(connections.all).toBe(2)
  })

  test('a connection that the server closed meanwhile is no failure', async () => {
    const peer = await serve()
    const integration = await connect(peer.port)
    expect(await send(integration)).toEqual({ sent: true })
    for (const connection of peer.server.connections) connection._socket.destroy()
    expect(await send(integration)).toEqual({ sent: true })
    expect(peer.connections.all).toBe(2)
  })

  test('a server that wants no second mail on a connection gets another connection', async () => {
    const seen = new Set<string>()
    const { port, connections, arrived } = await serve({
      onMailFrom(_, session, done) {
        if (seen.has(session.id)) done(Object.assign(new Error('one is enough'), { responseCode: 451 }))
        else done()
        seen.add(session.id)
      },
    })
    const integration = await connect(port)
    for (let i = 0; i < 3; i++) expect(await send(integration)).toEqual({ sent: true })
    expect(connections.all).toBe(3)
    expect(arrived).toHaveLength(3)
  })

  test('a password file that changes means a new login', async () => {
    const files = await scratchDirectory()
    opened.push(() => files[Symbol.asyncDispose]())
    const file = await files.write('password', 'pass word\n')
    const { port, logins } = await serve({ authMethods: ['LOGIN'], authOptional: false })
    const integration = await connect(port, { auth_username: 'user', auth_password_file: file })
    expect(await send(integration)).toEqual({ sent: true })
    expect(await send(integration)).toEqual({ sent: true })
    expect(logins).toHaveLength(1)
    await files.write('password', 'another')
    expect(await send(integration)).toMatchObject({ sent: false, retry: true })
    expect(logins).toHaveLength(2)
  })
})
