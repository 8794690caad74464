import type { Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { HttpFixture } from '../../test/support/http-network.ts'
import { Secret } from '../schema/secret.ts'

const fixture = new HttpFixture()
afterEach(() => fixture.close())

describe('a request', () => {
  test('carries body, type and length, and a user agent that begins as that of Alertmanager', async () => {
    const server = await fixture.serve((_, response) => response.writeHead(202, { 'X-Id': '7' }).end('fine'))
    const reply = await fixture.connect()(`${server.url}/a/../b%2F?q=%2F'x y#part`)
    expect(reply).toMatchObject({ status: 202, body: 'fine', headers: { 'x-id': '7' } })
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: "/a/../b%2F?q=%2F'x%20y",
      body: '{"a":1}\n',
      headers: {
        host: `127.0.0.1:${server.port}`,
        'content-type': 'application/json',
        'content-length': '8',
        'user-agent': 'Alertmanager/0.34.0 (Tocsin 1.2.3)',
      },
    })
  })

  test('can be a GET without a body, and reach a server by name', async () => {
    const server = await fixture.serve()
    const request = { method: 'GET', headers: {}, body: '' } as const
    expect(await fixture.connect()(`http://localhost:${server.port}`, { request })).toMatchObject({ status: 200 })
    expect(server.requests[0]).toMatchObject({ method: 'GET', url: '/', body: '' })
  })
})

describe('connections', () => {
  test('are used again', async () => {
    const server = await fixture.serve((_, response) => response.end('x'.repeat(1000)))
    const send = fixture.connect()
    for (let i = 0; i < 20; i++) await send(server.url)
    expect(server.requests).toHaveLength(20)
    // Two, not one: undici takes a connection back a moment after the answer's last byte was read.
    expect(server.connections).toBeLessThanOrEqual(2)
  })

  test('are at most 64 to one origin; what is beyond waits', async () => {
    const held: (() => void)[] = []
    const server = await fixture.serve((_, response) => {
      held.push(() => response.end())
      if (held.length === 64) setTimeout(() => held.splice(0).map((answer) => answer()), 50)
    })
    const send = fixture.connect()
    const replies = Promise.all(Array.from({ length: 128 }, () => send(server.url)))
    expect(new Set((await replies).map((reply) => reply.status))).toEqual(new Set([200]))
    expect(server.connections).toBe(64)
  })

  test('of one holder do not wait for those of another', async () => {
    const server = await fixture.serve((request, response) => {
      if (request.url !== '/hangs') response.end()
    })
    const slow = fixture.connect()
    const stop = new AbortController()
    const hanging = Array.from({ length: 70 }, () => slow(`${server.url}/hangs`, { signal: stop.signal }))
    expect(await fixture.connect()(`${server.url}/answers`)).toMatchObject({ status: 200 })
    stop.abort()
    await Promise.all(hanging)
  })

  test('that the peer closed in between are opened anew', async () => {
    const server = await fixture.serve((_, response) => response.setHeader('Connection', 'close').end())
    const send = fixture.connect()
    for (let i = 0; i < 3; i++) expect(await send(server.url)).toMatchObject({ status: 200 })
    expect(server.connections).toBe(3)
  })
})

describe('a peer that misbehaves', () => {
  const answers: readonly [string, (socket: Socket) => void, RegExp][] = [
    ['closes at once', (socket) => socket.destroy(), /^Post "<redacted>": ./],
    ['closes after the request', (socket) => socket.once('data', () => socket.end()), /^Post "<redacted>": ./],
    ['answers garbage', (socket) => socket.once('data', () => socket.end('what?\r\n\r\n')), /^Post "<redacted>": ./],
    [
      'answers half a head',
      (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nX-')),
      /^Post "<redacted>": ./,
    ],
    [
      'answers endless headers',
      (socket) => socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(100_000)}`)),
      /^Post "<redacted>": ./,
    ],
  ]
  test.each(answers)('%s: a failure', async (_, behave, error) => {
    const server = await fixture.serveRaw(behave)
    const outcome = await fixture.connect()(`http://127.0.0.1:${server.port}/secret-path`)
    expect(outcome).toEqual({ error: expect.stringMatching(error) })
    expect(JSON.stringify(outcome)).not.toContain('secret-path')
  })

  test('does not listen: a failure that says so', async () => {
    const server = await fixture.serveRaw(() => {})
    await server.close()
    expect(await fixture.connect()(`http://127.0.0.1:${server.port}/x`)).toEqual({
      error: `Post "<redacted>": connect ECONNREFUSED 127.0.0.1:${server.port}`,
    })
    expect(await fixture.connect()(`http://localhost:${server.port}/x`)).toEqual({
      error: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('hangs: the signal ends it, and the error says how', async () => {
    const server = await fixture.serveRaw(() => {})
    const send = fixture.connect()
    const url = `http://127.0.0.1:${server.port}/`
    expect(await send(url, { signal: AbortSignal.timeout(50) })).toEqual({
      error: 'Post "<redacted>": context deadline exceeded',
    })
    expect(await send(url, { signal: AbortSignal.abort() })).toEqual({ error: 'Post "<redacted>": context canceled' })
  })

  const bodies: readonly [string, (socket: Socket) => void][] = [
    ['breaks its body off', (socket) => socket.end('HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nhalf')],
    [
      'sends a broken chunk',
      (socket) => socket.end('HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n'),
    ],
    ['stops in its body', (socket) => socket.write('HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nhalf')],
  ]
  test.each(bodies)('%s: the status counts, and what came', async (_, behave) => {
    const server = await fixture.serveRaw((socket) => socket.once('data', () => behave(socket)))
    const reply = await fixture.connect()(`http://127.0.0.1:${server.port}/`, { signal: AbortSignal.timeout(300) })
    expect(reply).toMatchObject({ status: 500, body: 'half' })
  })

  test('sends without end: a bounded part is read', async () => {
    let closed = false
    const server = await fixture.serveRaw((socket) => {
      const more = (): void => {
        while (socket.writable && socket.write('x'.repeat(16_384)));
      }
      socket.on('drain', more).on('close', () => {
        closed = true
      })
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        more()
      })
    })
    const reply = await fixture.connect()(`http://127.0.0.1:${server.port}/`)
    expect(reply.status === undefined ? '' : reply.body).toHaveLength(1_048_576)
    await expect.poll(() => closed).toBe(true)
  })
})

describe('a URL that cannot be used', () => {
  const urls: readonly [string, RegExp][] = [
    ['', /unsupported protocol scheme ""/],
    ['ftp://h/', /unsupported protocol scheme "ftp"/],
    ['http://', /no Host in request URL/],
    ['http://:80/', /no Host in request URL/],
    ['http://h:99999/', /port/],
    ['http://h\n/', /control character/],
    ['http://[::1/', /./],
  ]
  test.each(urls)('%j', async (url, error) => {
    expect(await fixture.connect()(url)).toEqual({ error: expect.stringMatching(error) })
  })
})

describe('credentials', () => {
  test.each([
    ['user info', {}, 'http://us%20er:p%40ss:x@HOST/', 'Basic dXMgZXI6cEBzczp4'],
    ['user info without a password', {}, 'http://user@HOST/', 'Basic dXNlcjo='],
    [
      'basic_auth',
      { basicAuth: basicAuth({ username: 'ü', password: new Secret('pass word') }) },
      'http://HOST/',
      'Basic w7w6cGFzcyB3b3Jk',
    ],
    ['user info before basic_auth', { basicAuth: basicAuth({ username: 'b' }) }, 'http://a:c@HOST/', 'Basic YTpj'],
    [
      'authorization, verbatim',
      { authorization: authorization({ type: 'bearer', credentials: new Secret('s') }) },
      'http://HOST/',
      'bearer s',
    ],
    ['authorization without credentials', { authorization: authorization({ type: 'X' }) }, 'http://HOST/', 'X'],
  ])('%s', async (_, http, url, expected) => {
    const server = await fixture.serve()
    await fixture.connect(http)(url.replace('HOST', `127.0.0.1:${server.port}`))
    expect(server.requests[0]?.headers.authorization?.trim()).toBe(expected)
  })

  test('of the request itself come before all others', async () => {
    const server = await fixture.serve()
    const request = { headers: { Authorization: 'GenieKey k' } }
    const http = { authorization: authorization({ type: 'Bearer', credentials: new Secret('s') }) }
    await fixture.connect(http)(`http://u:p@127.0.0.1:${server.port}/`, { request })
    expect(server.requests[0]?.rawHeaders.filter((_, i, all) => all[i - 1] === 'Authorization')).toEqual(['GenieKey k'])
  })

  test('from files are read, trimmed, for every request', async () => {
    const server = await fixture.serve()
    const files = await fixture.files()
    const basic = fixture.connect({
      basicAuth: basicAuth({
        usernameFile: await files.write('user', ' u\n'),
        passwordFile: await files.write('password', 'p1\n'),
      }),
    })
    const bearer = fixture.connect({
      authorization: authorization({ type: 'Bearer', credentialsFile: await files.write('token', 't1') }),
    })
    await basic(server.url)
    await bearer(server.url)
    await files.write('password', '\tp2 \n')
    await files.write('token', 't2\n')
    await basic(server.url)
    await bearer(server.url)
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${btoa('u:p1')}`,
      'Bearer t1',
      `Basic ${btoa('u:p2')}`,
      'Bearer t2',
    ])
  })

  test('from a file that is not there: a failure, nothing is sent', async () => {
    const server = await fixture.serve()
    const outcome = await fixture.connect({ basicAuth: basicAuth({ username: 'u', passwordFile: '/nowhere/pw' }) })(
      server.url,
    )
    expect(outcome).toEqual({
      error: 'Post "<redacted>": unable to read basic auth password: unable to read file /nowhere/pw: ENOENT',
    })
    expect(server.requests).toEqual([])
  })

  test('that the peer sends back are known, so that errors can leave them out', async () => {
    const server = await fixture.serve((request, response) => response.end(JSON.stringify(request.headers)))
    const reply = await fixture.connect({ basicAuth: basicAuth({ username: 'u', password: new Secret('hunter22') }) })(
      `${server.url}/hook-id`,
    )
    const secrets = reply.status === undefined ? [] : reply.secrets
    expect(secrets).toEqual(expect.arrayContaining([`${server.url}/hook-id`, 'hunter22', btoa('u:hunter22')]))
  })
})

test('http_headers: first values, then secrets, then files, each a line of its own', async () => {
  const server = await fixture.serve()
  const files = await fixture.files()
  const header = { values: ['b', 'a'], secrets: [new Secret('s')], files: [await files.write('header', ' f\n')] }
  await fixture.connect({ httpHeaders: new Map([['X-Many', header]]) })(server.url)
  expect(server.requests[0]?.headers['x-many']).toBe('b, a, s, f')
  expect(server.requests[0]?.rawHeaders.filter((name) => name === 'X-Many')).toHaveLength(4)
})

type HttpClientConfig = Parameters<HttpFixture['connect']>[0] & object

function basicAuth(given: Partial<NonNullable<HttpClientConfig['basicAuth']>>) {
  return {
    username: '',
    usernameFile: '',
    usernameRef: '',
    password: undefined,
    passwordFile: '',
    passwordRef: '',
    ...given,
  }
}

function authorization(given: Partial<NonNullable<HttpClientConfig['authorization']>>) {
  return { type: '', credentials: undefined, credentialsFile: '', credentialsRef: '', ...given }
}
