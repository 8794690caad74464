import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { request } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { expect, test } from 'vitest'
import { apiFixture } from '../../test/support/api-fixture.ts'
import { makeCertificate } from '../../test/support/certificates.ts'
import { scratchDirectory } from '../../test/support/scratch-directory.ts'
import { SystemClock } from '../clock.ts'
import { type Listeners, type ListenOptions, type ListenTarget, listen } from './listen.ts'
import { WebConfigFile } from './web/web-config-file.ts'

function tcp(host: string, port = 0): ListenTarget {
  return { kind: 'tcp', host, port, text: `${host}:${port}` }
}

async function listening(options: Partial<ListenOptions> = {}, maxBodySize?: number) {
  const clock = new SystemClock()
  const { server } = apiFixture({ clock, options: maxBodySize === undefined ? {} : { maxBodySize } })
  const defaults = { targets: [tcp('127.0.0.1')], webConfig: undefined, clock, onUnusable: () => {} }
  const listeners = await listen(server, { ...defaults, ...options })
  return { listeners, port: portOf(listeners), [Symbol.asyncDispose]: () => listeners.close() }
}

function portOf(listeners: Listeners, index = 0): number {
  return listeners.addresses[index]?.port ?? 0
}

test('several addresses, IPv6 among them', async () => {
  await using server = await listening({ targets: [tcp('127.0.0.1'), tcp('::1'), tcp('localhost')] })
  const { addresses } = server.listeners
  expect(addresses.map(({ text }) => text.replace(/\d+$/, ''))).toEqual(['127.0.0.1:', '[::1]:', '127.0.0.1:'])
  for (const { text } of addresses) expect(await (await fetch(`http://${text}/-/healthy`)).text()).toBe('OK')
})

test('all addresses or none', async () => {
  await using server = await listening()
  const free = tcp('127.0.0.1')
  await expect(listening({ targets: [free, tcp('127.0.0.1', server.port)] })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${server.port}: `,
  )
})

/** Sends raw bytes and answers all that comes back until the server closes the connection. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.on('data', (data) => {
    answer += data
  })
  socket.on('error', () => {})
  socket.write(text)
  await once(socket, 'close')
  return answer
}

test('what is no HTTP', async () => {
  await using server = await listening()
  expect(await raw(server.port, 'hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  expect(await raw(server.port, `GET / HTTP/1.1\r\nx: ${'y'.repeat(2 ** 20 + 1)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
})

test('a request that trickles in is given up', async () => {
  await using server = await listening({
    patience: { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20 },
  })
  expect(await raw(server.port, 'GET / HTTP/1.1\r\nhost: x\r\n')).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
})

test('100 MB are refused before they are there', async () => {
  await using server = await listening()
  const head = 'POST /api/v2/alerts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
  expect(await raw(server.port, `${head}content-length: 104857600\r\n\r\n[`)).toMatch(/^HTTP\/1\.1 413 /)
})

interface TlsOptions {
  readonly cert?: { readonly key: string; readonly cert: string }
  readonly ca: string
}

/** The certificate's subject and the status of a GET; the error's code when there is no answer. */
async function getTls(port: number, { cert, ca }: TlsOptions): Promise<readonly [string, number] | string> {
  try {
    const asked = request({ host: '127.0.0.1', port, path: '/-/healthy', ca, agent: false, ...cert })
    asked.end()
    const [response] = await once(asked, 'response')
    response.resume()
    return [(response.socket as TLSSocket).getPeerCertificate().subject.CN as string, response.statusCode]
  } catch {
    return 'cut'
  }
}

const authority = makeCertificate({ name: 'authority' })

function certificateFor(name: string, names: readonly string[] = ['127.0.0.1']) {
  return makeCertificate({ name, for: names, issuer: authority })
}

test('certificates are read again when they change', async () => {
  await using directory = await scratchDirectory()
  const store = ({ cert, key }: { cert: string; key: string }) => {
    writeFileSync(join(directory.path, 'cert.pem'), cert)
    writeFileSync(join(directory.path, 'key.pem'), key)
  }
  store(certificateFor('first'))
  const path = await directory.write('web.yml', 'tls_server_config: {cert_file: cert.pem, key_file: key.pem}\n')
  const unusable: unknown[] = []
  const onUnusable = (error: unknown): void => void unusable.push(error)
  await using server = await listening({ webConfig: new WebConfigFile(path), onUnusable })
  expect(server.listeners.addresses[0]?.tls).toBe(true)
  expect(await getTls(server.port, { ca: authority.cert })).toEqual(['first', 200])
  store(certificateFor('second'))
  expect(await getTls(server.port, { ca: authority.cert })).toEqual(['second', 200])
  // A broken one is told of, and the last good one goes on.
  store({ cert: 'broken', key: 'broken' })
  expect(await getTls(server.port, { ca: authority.cert })).toEqual(['second', 200])
  expect(unusable).not.toEqual([])
})

test('HTTP/2, unless it is turned off', async () => {
  for (const http2 of [true, false]) {
    await using directory = await scratchDirectory()
    const { cert, key } = certificateFor('server')
    await directory.write('cert.pem', cert)
    await directory.write('key.pem', key)
    const path = await directory.write(
      'web.yml',
      `tls_server_config: {cert_file: cert.pem, key_file: key.pem}\nhttp_server_config: {http2: ${http2}}\n`,
    )
    await using server = await listening({ webConfig: new WebConfigFile(path) })
    const session = connectHttp2(`https://127.0.0.1:${server.port}`, { ca: authority.cert })
    const outcome = new Promise<string>((resolve) => {
      session.on('error', (error) => resolve(error.message))
      const stream = session.request({
        ':method': 'POST',
        ':path': '/api/v2/alerts',
        'content-type': 'application/json',
      })
      stream.on('error', () => resolve('refused'))
      stream.on('response', (headers) => resolve(String(headers[':status'])))
      stream.end('[{"labels":{"a":"b"}}]')
    })
    if (http2) expect(await outcome).toBe('200')
    else expect(await outcome).not.toBe('200')
    session.destroy()
  }
})

const mine = certificateFor('client', ['good.example'])
const other = certificateFor('client', ['other.example'])
const unknown = makeCertificate({ name: 'stranger', for: ['good.example'] })

test.each([
  ['NoClientCert', 'ok', 'ok', 'ok', 'ok'],
  ['RequestClientCert', 'ok', 'ok', 'cut', 'ok'],
  ['RequireAnyClientCert', 'cut', 'ok', 'cut', 'ok'],
  ['VerifyClientCertIfGiven', 'ok', 'ok', 'cut', 'cut'],
  ['RequireAndVerifyClientCert', 'cut', 'ok', 'cut', 'cut'],
])('%s: none %s, of the authority %s, with another name %s, of a stranger %s', async (type, ...expected) => {
  await using directory = await scratchDirectory()
  const { cert, key } = certificateFor('server')
  await directory.write('cert.pem', cert)
  await directory.write('key.pem', key)
  await directory.write('ca.pem', authority.cert)
  const clients = type === 'NoClientCert' ? '' : 'client_ca_file: ca.pem, client_allowed_sans: [good.example], '
  const path = await directory.write(
    'web.yml',
    `tls_server_config: {${clients}cert_file: cert.pem, key_file: key.pem, client_auth_type: ${type}}\n`,
  )
  await using server = await listening({ webConfig: new WebConfigFile(path) })
  const outcomes: string[] = []
  for (const client of [undefined, mine, other, unknown]) {
    const options = client === undefined ? {} : { cert: { cert: client.cert, key: client.key } }
    const outcome = await getTls(server.port, { ca: authority.cert, ...options })
    outcomes.push(typeof outcome === 'string' ? outcome : 'ok')
  }
  expect(outcomes).toEqual(expected)
})
