import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../../test/support/certificates.ts'
import { HttpFixture, httpConfig } from '../../../test/support/http-network.ts'
import { Secret } from '../../schema/secret.ts'
import type { TlsConfig } from '../../schema/tls.ts'
import { checkTls } from './tls.ts'

const authority = makeCertificate({ name: 'authority' })
const other = makeCertificate({ name: 'other authority' })
const server = makeCertificate({ name: 'server', for: ['127.0.0.1', 'localhost'], issuer: authority })
const named = makeCertificate({ name: 'named', for: ['hook.test'], issuer: authority })
const client = makeCertificate({ name: 'client', issuer: authority })

const fixture = new HttpFixture()
afterEach(() => fixture.close())

function connect(tls: Partial<TlsConfig>, http: { enableHttp2?: boolean } = {}) {
  return fixture.connect({ ...http, tlsConfig: tlsConfig(tls) })
}

function tlsConfig(given: Partial<TlsConfig>): TlsConfig {
  return { ...httpConfig().tlsConfig, ...given }
}

describe('the certificate of a server', () => {
  test.each([
    ['is refused when nobody knows its authority', server, {}, /self-signed certificate|unable to (get|verify)/],
    [
      'is refused when it is of another authority',
      server,
      { ca: other.cert },
      /self-signed certificate|unable to (get|verify)/,
    ],
    [
      'is refused when it is for another name',
      named,
      { ca: authority.cert },
      /IP: 127\.0\.0\.1 is not in the cert's list/,
    ],
    ['is taken when its authority is known', server, { ca: authority.cert }, undefined],
    ['is taken when it is for server_name', named, { ca: authority.cert, serverName: 'hook.test' }, undefined],
    ['is taken unseen when verification is skipped', named, { insecureSkipVerify: true }, undefined],
    ['is taken when one of several authorities fits', server, { ca: other.cert + authority.cert }, undefined],
  ] as const)('%s', async (_, pair, tls, error) => {
    const target = await fixture.serve(undefined, { tls: pair })
    const outcome = await connect(tls)(target.url)
    if (error === undefined) expect(outcome).toMatchObject({ status: 200 })
    else expect(outcome).toEqual({ error: expect.stringMatching(error) })
  })

  test('is checked by the file that is there at the time', async () => {
    const target = await fixture.serve((_, response) => response.setHeader('Connection', 'close').end(), {
      tls: server,
    })
    const files = await fixture.files()
    const caFile = await files.write('ca.pem', other.cert)
    const send = connect({ caFile })
    expect(await send(target.url)).toHaveProperty('error')
    await files.write('ca.pem', authority.cert)
    expect(await send(target.url)).toMatchObject({ status: 200 })
    await files.write('ca.pem', 'garbage')
    expect(await send(target.url)).toEqual({
      error: `Post "<redacted>": unable to use specified CA cert file ${caFile}`,
    })
  })
})

describe('the certificate of a client', () => {
  const mutual = { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: true }

  test('is shown, from texts or from files', async () => {
    const target = await fixture.serve(undefined, { tls: mutual })
    const files = await fixture.files()
    const certFile = await files.write('cert.pem', client.cert)
    const keyFile = await files.write('key.pem', client.key)
    const ca = authority.cert
    expect(await connect({ ca, cert: client.cert, key: new Secret(client.key) })(target.url)).toMatchObject({
      status: 200,
    })
    expect(await connect({ ca, certFile, keyFile })(target.url)).toMatchObject({ status: 200 })
    expect(await connect({ ca })(target.url)).toHaveProperty('error')
  })

  test('from a file that is not there: a failure that names it', async () => {
    const target = await fixture.serve(undefined, { tls: mutual })
    expect(await connect({ certFile: '/nowhere/cert', keyFile: '/nowhere/key' })(target.url)).toEqual({
      error: 'Post "<redacted>": unable to read client cert: unable to read file /nowhere/cert: ENOENT',
    })
  })
})

describe('versions', () => {
  test.each([
    ['TLSv1.2', { maxVersion: 'TLS12' }, true],
    ['TLSv1.2', { minVersion: 'TLS13' }, false],
    ['TLSv1.3', { minVersion: 'TLS13' }, true],
    ['TLSv1.3', { maxVersion: 'TLS12' }, false],
    ['TLSv1.1', { minVersion: 'TLS11' }, true],
    ['TLSv1.1', {}, false],
  ] as const)('a server of %s, asked by %j: %s', async (version, limits, answered) => {
    const old = version === 'TLSv1.1' ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}
    const target = await fixture.serve(undefined, {
      tls: { ...server, minVersion: version, maxVersion: version, ...old },
    })
    const outcome = await connect({ ca: authority.cert, ...limits })(target.url)
    expect(outcome.status === 200).toBe(answered)
  })
})

describe('HTTP/2', () => {
  test.each([
    [true, true, '2.0'],
    [true, false, '1.1'],
    [false, true, '1.1'],
  ])('enabled %s, offered %s: HTTP/%s', async (enableHttp2, http2, spoken) => {
    const target = await fixture.serve((_, response) => response.end('x'), { tls: server, http2 })
    const send = connect({ ca: authority.cert }, { enableHttp2 })
    const replies = await Promise.all(Array.from({ length: 20 }, () => send(`${target.url}/p?q`)))
    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect(new Set(target.requests.map(({ httpVersion }) => httpVersion))).toEqual(new Set([spoken]))
    expect(target.requests[0]).toMatchObject({
      url: '/p?q',
      body: '{"a":1}\n',
      headers: { 'content-type': 'application/json' },
    })
    if (spoken === '2.0') expect(target.connections).toBe(1)
  })
})

describe('at start', () => {
  test.each([
    [
      'a CA file that is not there',
      { caFile: '/nowhere/ca' },
      'unable to read CA cert: unable to read file /nowhere/ca: ENOENT',
    ],
    ['a CA that is none', { ca: 'garbage' }, 'unable to use specified CA cert inline'],
    [
      'a key that does not belong to the certificate',
      { cert: client.cert, key: new Secret(server.key) },
      /^unable to use specified client cert & key: /,
    ],
    [
      'a key that is none',
      { cert: client.cert, key: new Secret('-----BEGIN') },
      /^unable to use specified client cert & key: /,
    ],
  ])('%s is an error', (_, tls, error) => {
    expect(() => checkTls(tlsConfig(tls))).toThrow(error)
  })

  test('usable certificates, or none, are fine', () => {
    checkTls(undefined)
    checkTls(tlsConfig({}))
    checkTls(tlsConfig({ ca: authority.cert, cert: client.cert, key: new Secret(client.key) }))
  })
})
