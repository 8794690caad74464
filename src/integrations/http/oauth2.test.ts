import { createVerify, generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../../test/support/certificates.ts'
import { HttpFixture, httpConfig } from '../../../test/support/http-network.ts'
import { ManualClock } from '../../../test/support/manual-clock.ts'
import type { Answer, RecordingServer } from '../../../test/support/recording-server.ts'
import { jwtBearerGrant, type OAuth2Config, oauth2 } from '../../schema/oauth2.ts'
import { initialValues } from '../../schema/object.ts'
import { Secret } from '../../schema/secret.ts'

const fixture = new HttpFixture()
afterEach(() => fixture.close())

function config(given: Partial<OAuth2Config>): OAuth2Config {
  return { ...initialValues(oauth2.members), clientId: 'id', clientSecret: new Secret('hush'), ...given }
}

function answerJson(body: unknown, status = 200): Answer {
  return (_, response) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

/** Each token is another one: t1, t2, … */
function counting(more: object = {}): Answer {
  let count = 0
  return (request, response) =>
    answerJson({ access_token: `t${++count}`, token_type: 'bearer', ...more })(request, response)
}

function authorizations(server: RecordingServer): (string | undefined)[] {
  return server.requests.map(({ headers }) => headers.authorization)
}

describe('client credentials', () => {
  test('go into the header, encoded as a form is, with scopes and parameters in the body', async () => {
    const tokens = await fixture.serve(counting())
    const target = await fixture.serve()
    const send = fixture.connect({
      oauth2: config({
        clientId: 'c i+d',
        clientSecret: new Secret('c&s:ü'),
        tokenUrl: `${tokens.url}/token`,
        scopes: ['a', 'b c'],
        endpointParams: new Map([['audience', 'x&y']]),
      }),
    })
    expect(await send(target.url)).toMatchObject({ status: 200 })
    await send(target.url)
    expect(authorizations(target)).toEqual(['Bearer t1', 'Bearer t1'])
    expect(tokens.requests).toHaveLength(1)
    expect(tokens.requests[0]).toMatchObject({
      method: 'POST',
      url: '/token',
      body: 'audience=x%26y&grant_type=client_credentials&scope=a+b+c',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${btoa('c+i%2Bd:c%26s%3A%C3%BC')}`,
        'user-agent': 'Alertmanager/0.34.0 (Tocsin 1.2.3)',
      },
    })
  })

  test('go into the body when the header is refused, and from then on', async () => {
    const clock = new ManualClock()
    const good = counting({ expires_in: 60 })
    const tokens = await fixture.serve((request, response) =>
      request.headers.authorization === undefined
        ? good(request, response)
        : answerJson({ error: 'invalid_client' }, 401)(request, response),
    )
    const target = await fixture.serve()
    const send = fixture.connect({ oauth2: config({ tokenUrl: tokens.url }) }, { clock })
    await send(target.url)
    clock.step(clock.now() + 51_000)
    await send(target.url)
    expect(authorizations(target)).toEqual(['Bearer t1', 'Bearer t2'])
    expect(tokens.requests.map(({ body, headers }) => [body, headers.authorization !== undefined])).toEqual([
      ['grant_type=client_credentials', true],
      ['client_id=id&client_secret=hush&grant_type=client_credentials', false],
      ['client_id=id&client_secret=hush&grant_type=client_credentials', false],
    ])
  })

  test('from a file are read for every request; another secret fetches another token', async () => {
    const tokens = await fixture.serve(counting())
    const target = await fixture.serve()
    const files = await fixture.files()
    const clientSecretFile = await files.write('secret', 'one\n')
    const send = fixture.connect({
      oauth2: config({ clientSecret: undefined, clientSecretFile, tokenUrl: tokens.url }),
    })
    await send(target.url)
    await files.write('secret', 'two\n')
    await send(target.url)
    expect(authorizations(tokens)).toEqual([`Basic ${btoa('id:one')}`, `Basic ${btoa('id:two')}`])
    expect(authorizations(target)).toEqual(['Bearer t1', 'Bearer t2'])
  })
})

describe('a token', () => {
  test('is renewed ten seconds before it expires', async () => {
    const clock = new ManualClock()
    const tokens = await fixture.serve(counting({ expires_in: '60' }))
    const target = await fixture.serve()
    const send = fixture.connect({ oauth2: config({ tokenUrl: tokens.url }) }, { clock })
    for (const passed of [0, 49_999, 1]) {
      clock.step(clock.now() + passed)
      await send(target.url)
    }
    expect(authorizations(target)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2'])
  })

  test('is fetched once for many requests', async () => {
    const tokens = await fixture.serve(counting())
    const target = await fixture.serve()
    const send = fixture.connect({ oauth2: config({ tokenUrl: tokens.url }) })
    await Promise.all(Array.from({ length: 10 }, () => send(target.url)))
    expect(tokens.requests).toHaveLength(1)
  })

  test('replaces the user info of the URL, and does not follow a redirect to another host', async () => {
    const tokens = await fixture.serve(counting())
    const target = await fixture.serve((request, response) => {
      if (request.url === '/') response.writeHead(307, { Location: `http://localhost:${target.port}/away` }).end()
      else response.end()
    })
    await fixture.connect({ oauth2: config({ tokenUrl: tokens.url }) })(`http://u:p@127.0.0.1:${target.port}/`)
    expect(authorizations(target)).toEqual(['Bearer t1', undefined])
  })

  test.each([
    ['JSON', 'application/json; charset=utf-8', '{"access_token":"tok","token_type":"mac"}', 'MAC tok'],
    ['JSON without a type', 'application/json', '{"access_token":"tok"}', 'Bearer tok'],
    ['a form', 'application/x-www-form-urlencoded', 'access_token=t%20ok&token_type=Custom', 'Custom t ok'],
    ['a form as text', 'text/plain', 'access_token=tok', 'Bearer tok'],
  ])('is read from %s', async (_, type, body, expected) => {
    const tokens = await fixture.serve((__, response) => response.writeHead(200, { 'Content-Type': type }).end(body))
    const target = await fixture.serve()
    await fixture.connect({ oauth2: config({ tokenUrl: tokens.url }) })(target.url)
    expect(authorizations(target)).toEqual([expected])
  })
})

describe('no token', () => {
  test.each([
    ['refused', answerJson({ error: 'invalid_scope' }, 400), 'oauth2: cannot fetch token: 400 invalid_scope'],
    ['an error with 200', answerJson({ error: 'nope' }), 'oauth2: cannot fetch token: 200 nope'],
    ['nothing in it', answerJson({}), 'oauth2: server response missing access_token'],
    ['not JSON', ((_, response) => response.end('<html>')) as Answer, 'oauth2: server response missing access_token'],
    [
      'the secret echoed',
      ((request, response) =>
        response.writeHead(500).end(`no: ${request.body}${request.headers.authorization ?? ''}`)) as Answer,
      'oauth2: cannot fetch token: 500: no: client_id=id&client_secret=<redacted>&grant_type=client_credentials',
    ],
  ])('%s: a failure, and nothing is sent', async (_, answer, error) => {
    const tokens = await fixture.serve(answer)
    const target = await fixture.serve()
    const outcome = await fixture.connect({ oauth2: config({ tokenUrl: `${tokens.url}/token` }) })(target.url)
    expect(outcome).toEqual({ error: `Post "<redacted>": ${error}` })
    expect(target.requests).toEqual([])
  })

  test('when the server hangs: the signal ends the waiting, the clock the asking', async () => {
    const clock = new ManualClock()
    const hanging = await fixture.serve(() => {})
    const send = fixture.connect({ oauth2: config({ tokenUrl: hanging.url }) }, { clock })
    expect(await send('http://127.0.0.1:9/', { signal: AbortSignal.timeout(50) })).toEqual({
      error: 'Post "<redacted>": context deadline exceeded',
    })
    const later = send('http://127.0.0.1:9/')
    for (let i = 0; i < 2; i++) {
      await expect.poll(() => clock.pending).toBe(1)
      await clock.advance(30_000)
    }
    expect(await later).toEqual({ error: 'Post "<redacted>": oauth2: cannot fetch token: no answer in time' })
  })

  test('when a parameter would replace one of its own', async () => {
    const oauth = config({ tokenUrl: 'http://127.0.0.1:9', scopes: ['a'], endpointParams: new Map([['scope', 'b']]) })
    expect(await fixture.connect({ oauth2: oauth })('http://127.0.0.1:9/')).toEqual({
      error: 'Post "<redacted>": oauth2: cannot overwrite parameter "scope"',
    })
  })
})

test('the token server is reached by its own tls_config and proxy, not by those of the receiver', async () => {
  const authority = makeCertificate({ name: 'authority' })
  const pair = makeCertificate({ name: 'tokens', for: ['127.0.0.1'], issuer: authority })
  const tokens = await fixture.serve(counting(), { tls: pair })
  const target = await fixture.serve()
  const own = { tlsConfig: { ...httpConfig().tlsConfig, ca: authority.cert } }
  const receivers = { proxyUrl: new Secret('http://127.0.0.1:9'), noProxy: '127.0.0.1' }
  expect(
    await fixture.connect({ ...receivers, oauth2: config({ tokenUrl: tokens.url, ...own }) })(target.url),
  ).toMatchObject({ status: 200 })
  const without = fixture.connect({ ...own, oauth2: config({ tokenUrl: tokens.url }) })
  expect(await without(target.url)).toHaveProperty('error')

  const proxy = await fixture.serve(counting())
  const proxied = config({ tokenUrl: 'http://tokens.test/t', proxyUrl: new Secret(proxy.url) })
  expect(await fixture.connect({ oauth2: proxied })(target.url)).toMatchObject({ status: 200 })
  expect(proxy.requests[0]?.url).toBe('http://tokens.test/t')
})

test('a signed assertion asks in place of a secret (RFC 7523)', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const clock = new ManualClock()
  const tokens = await fixture.serve(counting())
  const target = await fixture.serve()
  const files = await fixture.files()
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const oauth = config({
    tokenUrl: `${tokens.url}/t`,
    grantType: jwtBearerGrant,
    clientSecret: undefined,
    clientCertificateKeyFile: await files.write('key.pem', key),
    clientCertificateKeyId: 'kid1',
    signatureAlgorithm: 'RS384',
    scopes: ['s1', 's2'],
    claims: { ...initialValues(oauth2.members).claims, json: { extra: [1, 'a'] } },
  })
  expect(await fixture.connect({ oauth2: oauth }, { clock })(target.url)).toMatchObject({ status: 200 })
  const form = new URLSearchParams(tokens.requests[0]?.body)
  expect(form.get('grant_type')).toBe(jwtBearerGrant)
  expect(form.get('scope')).toBe('s1 s2')
  expect(tokens.requests[0]?.headers.authorization).toBeUndefined()
  const [head = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.')
  const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
  expect(decode(head)).toEqual({ alg: 'RS384', kid: 'kid1', typ: 'JWT' })
  const now = clock.now() / 1000
  expect(decode(claims)).toEqual({
    iss: 'id',
    sub: 'id',
    jti: expect.any(String),
    aud: `${tokens.url}/t`,
    iat: now,
    exp: now + 600,
    scope: 's1 s2',
    extra: [1, 'a'],
  })
  expect(createVerify('RSA-SHA384').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url')).toBe(true)
  const broken = config({ ...oauth, clientCertificateKeyFile: await files.write('broken.pem', 'secret garbage') })
  expect(await fixture.connect({ oauth2: broken })(target.url)).toEqual({
    error: expect.not.stringContaining('garbage'),
  })
})
