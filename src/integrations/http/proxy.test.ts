import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../../test/support/certificates.ts'
import { HttpFixture, httpConfig } from '../../../test/support/http-network.ts'
import { socksServer } from '../../../test/support/socks-server.ts'
import { Secret } from '../../schema/secret.ts'
import { parseProxy } from './proxy.ts'

const authority = makeCertificate({ name: 'authority' })
const server = makeCertificate({ name: 'server', for: ['127.0.0.1', 'localhost', 'hook.test'], issuer: authority })
const trusting = { tlsConfig: { ...httpConfig().tlsConfig, ca: authority.cert } }

const fixture = new HttpFixture()
afterEach(() => fixture.close())

/** A proxy that tunnels to loopback, whatever the name, and writes down what it was asked. */
interface ConnectProxy {
  readonly url: string
  readonly seen: readonly { readonly url: string; readonly headers: IncomingMessage['headers'] }[]
}

let proxy: ConnectProxy
let refuse = 0
let closeProxy = (): void => {}
beforeAll(async () => {
  const seen: { url: string; headers: IncomingMessage['headers'] }[] = []
  const sockets: Socket[] = []
  const listener = createServer()
  listener.on('connect', (request, socket: Socket, head) => {
    sockets.push(socket)
    seen.push({ url: request.url ?? '', headers: request.headers })
    if (refuse > 0) {
      socket.end(`HTTP/1.1 ${refuse} Not Here\r\nContent-Length: 6\r\n\r\nsecret`)
      return
    }
    const target = connect(Number(/:(\d+)$/.exec(request.url ?? '')?.[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.write(head)
      socket.pipe(target).pipe(socket)
    })
    socket.on('error', () => target.destroy())
    target.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  proxy = { url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`, seen }
  closeProxy = () => {
    listener.close()
    for (const socket of sockets) socket.destroy()
  }
})
afterAll(() => closeProxy())
afterEach(() => {
  refuse = 0
  proxy.seen.length satisfies number
  ;(proxy.seen as unknown[]).length = 0
})

describe('a plain target', () => {
  test('is asked of the proxy in absolute form, even on loopback, with the login of the proxy URL', async () => {
    const seen = await fixture.serve((_, response) => response.end('from proxy'))
    const send = fixture.connect({
      proxyUrl: new Secret(`http://user:pass@127.0.0.1:${seen.port}`),
      proxyConnectHeader: new Map([['X-Connect', [new Secret('1')]]]),
    })
    expect(await send('http://127.0.0.1:9/a?b=c')).toMatchObject({ status: 200, body: 'from proxy' })
    expect(await send('http://u:p@hook.test/x')).toMatchObject({ status: 200 })
    expect(
      seen.requests.map(({ url, headers }) => [
        url,
        headers.host,
        headers['proxy-authorization'],
        headers.authorization,
      ]),
    ).toEqual([
      ['http://127.0.0.1:9/a?b=c', '127.0.0.1:9', `Basic ${btoa('user:pass')}`, undefined],
      ['http://hook.test/x', 'hook.test', `Basic ${btoa('user:pass')}`, `Basic ${btoa('u:p')}`],
    ])
    expect(seen.requests[0]?.headers['x-connect']).toBeUndefined()
  })

  test('is asked of a proxy that speaks TLS', async () => {
    const seen = await fixture.serve((_, response) => response.end('from proxy'), { tls: server })
    const send = fixture.connect({ ...trusting, proxyUrl: new Secret(seen.url) })
    expect(await send('http://hook.test:81/a')).toMatchObject({ status: 200 })
    expect(seen.requests[0]).toMatchObject({ url: 'http://hook.test:81/a', httpVersion: '1.1' })
  })

  test('is reached directly where no_proxy says so', async () => {
    const target = await fixture.serve()
    const send = fixture.connect({ proxyUrl: new Secret('http://127.0.0.1:9'), noProxy: 'example.org, 127.0.0.1' })
    expect(await send(target.url)).toMatchObject({ status: 200 })
  })
})

describe('a TLS target', () => {
  test('is reached through a tunnel, with the headers for CONNECT, and its certificate is checked', async () => {
    const target = await fixture.serve((_, response) => response.end('there'), { tls: server, http2: true })
    const send = fixture.connect({
      ...trusting,
      proxyUrl: new Secret(proxy.url.replace('//', '//user:pass@')),
      proxyConnectHeader: new Map([['X-Connect', [new Secret('1'), new Secret('2')]]]),
    })
    const reply = await send(`https://hook.test:${target.port}/a`)
    expect(reply).toMatchObject({ status: 200, body: 'there' })
    expect(await send(`https://hook.test:${target.port}/b`)).toMatchObject({ status: 200 })
    expect(target.requests.map(({ url }) => url)).toEqual(['/a', '/b'])
    expect(target.requests[0]?.headers['proxy-authorization']).toBeUndefined()
    expect(proxy.seen).toHaveLength(1)
    expect(proxy.seen[0]).toMatchObject({
      url: `hook.test:${target.port}`,
      headers: {
        host: `hook.test:${target.port}`,
        'x-connect': '1, 2',
        'proxy-authorization': `Basic ${btoa('user:pass')}`,
      },
    })
    expect(await send(`https://other.test:${target.port}/`)).toEqual({
      error: expect.stringMatching(/altnames|other\.test/),
    })
  })

  test('behind a proxy that refuses: a failure with its status, not with its words', async () => {
    refuse = 407
    const send = fixture.connect({ proxyUrl: new Secret(proxy.url) })
    expect(await send('https://hook.test/')).toEqual({ error: 'Post "<redacted>": proxyconnect: 407 Not Here' })
  })

  test('behind a proxy that is not there: a failure', async () => {
    const send = fixture.connect({ proxyUrl: new Secret('http://127.0.0.1:9') })
    expect(await send('https://hook.test/')).toEqual({
      error: 'Post "<redacted>": proxyconnect: connect ECONNREFUSED 127.0.0.1:9',
    })
  })

  test('behind a proxy that answers garbage, or hangs: a failure', async () => {
    const garbage = await fixture.serveRaw((socket) => socket.once('data', () => socket.end('what?\r\n\r\n')))
    const hanging = await fixture.serveRaw(() => {})
    expect(
      await fixture.connect({ proxyUrl: new Secret(`http://127.0.0.1:${garbage.port}`) })('https://hook.test/'),
    ).toEqual({
      error: expect.stringContaining('Post "<redacted>": '),
    })
    const send = fixture.connect({ proxyUrl: new Secret(`http://127.0.0.1:${hanging.port}`) })
    expect(await send('https://hook.test/', { signal: AbortSignal.timeout(100) })).toEqual({
      error: 'Post "<redacted>": context deadline exceeded',
    })
  })
})

describe('a SOCKS proxy', () => {
  test.each(['socks5', 'socks5h'])('%s resolves the name, for plain and for TLS targets', async (scheme) => {
    const socks = await socksServer({ user: 'me', password: 'pw' })
    try {
      const plain = await fixture.serve((_, response) => response.end('plain'))
      const secure = await fixture.serve((_, response) => response.end('secure'), { tls: server })
      const send = fixture.connect({ ...trusting, proxyUrl: new Secret(`${scheme}://me:pw@127.0.0.1:${socks.port}`) })
      expect(await send(`http://hook.test:${plain.port}/a`)).toMatchObject({ body: 'plain' })
      expect(await send(`https://hook.test:${secure.port}/b`)).toMatchObject({ body: 'secure' })
      expect(await send(`http://127.0.0.1:${plain.port}/c`)).toMatchObject({ body: 'plain' })
      expect(await send(`http://[2001:db8::1]:${plain.port}/d`)).toMatchObject({ body: 'plain' })
      expect(plain.requests[0]?.url).toBe('/a')
      expect(socks.targets).toEqual([
        `hook.test:${plain.port}`,
        `hook.test:${secure.port}`,
        `127.0.0.1:${plain.port}`,
        `2001:db8:0:0:0:0:0:1:${plain.port}`,
      ])
      const refused = fixture.connect({ proxyUrl: new Secret(`${scheme}://me:wrong@127.0.0.1:${socks.port}`) })
      expect(await refused(plain.url)).toEqual({
        error: 'Post "<redacted>": socks connect: username/password authentication failed',
      })
      const nameless = fixture.connect({ proxyUrl: new Secret(`${scheme}://127.0.0.1:${socks.port}`) })
      expect(await nameless(plain.url)).toEqual({
        error: 'Post "<redacted>": socks connect: no acceptable authentication methods',
      })
    } finally {
      await socks.close()
    }
  })
})

describe('the environment', () => {
  test('decides only when it is asked, not on loopback, and by the scheme', async () => {
    const http = await fixture.serve()
    const target = await fixture.serve()
    const environment = {
      HTTP_PROXY: `127.0.0.1:${http.port}`,
      https_proxy: 'http://127.0.0.1:9',
      NO_PROXY: 'direct.test',
    }
    const asking = fixture.connect({ proxyFromEnvironment: true }, { environment })
    expect(await asking('http://hook.test/')).toMatchObject({ status: 200 })
    expect(http.requests[0]?.url).toBe('http://hook.test/')
    expect(await asking(target.url)).toMatchObject({ status: 200 })
    expect(target.requests).toHaveLength(1)
    expect(await asking('https://hook.test/')).toEqual({ error: expect.stringContaining('127.0.0.1:9') })
    expect(await fixture.connect({}, { environment })('http://hook.test/')).toEqual({
      error: expect.stringContaining('hook.test'),
    })
  })
})

test.each([
  ['http://proxy', { kind: 'http', hostname: 'proxy', port: '80' }],
  ['https://proxy', { kind: 'https', hostname: 'proxy', port: '443' }],
  ['socks5://proxy', { kind: 'socks5', hostname: 'proxy', port: '1080' }],
  ['socks5h://u:p%20@[::1]:9', { kind: 'socks5', hostname: '::1', port: '9', user: { name: 'u', password: 'p ' } }],
  ['http://proxy:80/ignored', { kind: 'http', hostname: 'proxy', port: '80' }],
])('the proxy URL %s', (url, expected) => {
  expect(parseProxy(url)).toEqual(expected)
})

test('a proxy URL of another scheme is a failure', async () => {
  const send = fixture.connect({ proxyUrl: new Secret('ftp://user:pass@proxy') })
  expect(await send('http://hook.test/')).toEqual({ error: 'Post "<redacted>": unsupported proxy scheme "ftp"' })
})
