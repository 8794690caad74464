import { afterEach, describe, expect, test } from 'vitest'
import { HttpFixture } from '../../../test/support/http-network.ts'
import { Secret } from '../../schema/secret.ts'
import { sharesCredentials } from './redirect.ts'

const fixture = new HttpFixture()
afterEach(() => fixture.close())

/** Answers `/start` with a redirect and everything else with 200. */
async function redirecting(status: number, location: (port: number) => string | undefined) {
  const server = await fixture.serve((request, response) => {
    const to = request.url === '/start' ? location(server.port) : undefined
    if (request.url !== '/start') response.end('there')
    else response.writeHead(status, to === undefined ? {} : { Location: to }).end('moved')
  })
  return server
}

const request = { headers: { 'Content-Type': 'application/json', 'X-Kept': '1' }, body: '{}' }

describe('a redirect', () => {
  test.each([
    [301, 'GET', '', undefined],
    [302, 'GET', '', undefined],
    [303, 'GET', '', undefined],
    [307, 'POST', '{}', 'application/json'],
    [308, 'POST', '{}', 'application/json'],
  ])('%i is followed by a %s', async (status, method, body, type) => {
    const server = await redirecting(status, () => 'next?a=b#c')
    expect(await fixture.connect()(`${server.url}/start`, { request })).toMatchObject({ status: 200, body: 'there' })
    expect(server.requests[1]).toMatchObject({ method, url: '/next?a=b', body })
    expect(server.requests[1]?.headers['content-type']).toBe(type)
    expect(server.requests[1]?.headers['x-kept']).toBe('1')
    expect(server.requests[1]?.headers.referer).toBeUndefined()
  })

  test.each([
    ['follow_redirects is off', 302, '/next', { followRedirects: false }],
    ['there is no Location', 302, undefined, {}],
    ['the status is 300', 300, '/next', {}],
    ['the status is 304', 304, '/next', {}],
  ])('is the answer when %s', async (_, status, location, http) => {
    const server = await redirecting(status, () => location)
    expect(await fixture.connect(http)(`${server.url}/start`)).toMatchObject({ status })
    expect(server.requests).toHaveLength(1)
  })

  test('to a place that is none is a failure without that place', async () => {
    const server = await redirecting(302, () => 'gopher://secret.example.org/')
    expect(await fixture.connect()(`${server.url}/start`)).toEqual({
      error: 'Post "<redacted>": unsupported protocol scheme "gopher"',
    })
  })

  test('without end is given up after ten requests', async () => {
    const server = await fixture.serve((_, response) => response.writeHead(307, { Location: '/again' }).end())
    expect(await fixture.connect()(server.url)).toEqual({ error: 'Post "<redacted>": stopped after 10 redirects' })
    expect(server.requests).toHaveLength(10)
  })
})

describe('credentials', () => {
  const http = {
    authorization: { type: 'Bearer', credentials: new Secret('token'), credentialsFile: '', credentialsRef: '' },
    httpHeaders: new Map([
      ['X-Key', { values: [], secrets: [new Secret('key')], files: [] }],
      ['Cookie', { values: ['c=1'], secrets: [], files: [] }],
    ]),
  }

  test('stay on the same host, whatever its port', async () => {
    const other = await fixture.serve()
    const server = await redirecting(307, () => `${other.url}/next`)
    await fixture.connect(http)(`${server.url}/start`)
    expect(other.requests[0]?.headers).toMatchObject({ authorization: 'Bearer token', 'x-key': 'key', cookie: 'c=1' })
  })

  test('do not go to another host, but http_headers do, except those that carry credentials', async () => {
    const server = await redirecting(307, (port) => `http://localhost:${port}/next`)
    await fixture.connect(http)(`${server.url}/start`)
    expect(server.requests[1]?.headers).toMatchObject({ host: `localhost:${server.port}`, 'x-key': 'key' })
    expect(server.requests[1]?.headers.authorization).toBeUndefined()
    expect(server.requests[1]?.headers.cookie).toBeUndefined()
  })

  test('of the request itself do not go to another host, either', async () => {
    const server = await redirecting(307, (port) => `http://localhost:${port}/next`)
    await fixture.connect()(`${server.url}/start`, {
      request: { headers: { Authorization: 'GenieKey k', 'X-A': 'a' } },
    })
    expect(server.requests.map(({ headers }) => [headers.authorization, headers['x-a']])).toEqual([
      ['GenieKey k', 'a'],
      [undefined, 'a'],
    ])
  })

  test('do not come back when the chain comes back', async () => {
    const server = await fixture.serve((seen, response) => {
      const next = { '/start': `http://localhost:${server.port}/away`, '/away': `${server.url}/back` }[seen.url]
      if (next === undefined) response.end()
      else response.writeHead(302, { Location: next }).end()
    })
    await fixture.connect(http)(`${server.url}/start`)
    expect(server.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/start', 'Bearer token'],
      ['/away', undefined],
      ['/back', undefined],
    ])
  })

  test.each([
    ['/next', 'Basic YTpi'],
    ['http://HOST/next', undefined],
    ['http://c:d@HOST/next', 'Basic Yzpk'],
  ])('from the URL: a redirect to %s', async (location, expected) => {
    const server = await redirecting(302, (port) => location.replace('HOST', `127.0.0.1:${port}`))
    await fixture.connect()(`http://a:b@127.0.0.1:${server.port}/start`)
    expect(server.requests[1]?.headers.authorization).toBe(expected)
  })
})

test.each([
  ['example.org', 'example.org', true],
  ['a.example.org', 'example.org', true],
  ['badexample.org', 'example.org', false],
  ['example.org', 'a.example.org', false],
  ['::1%.example.org', 'example.org', false],
])('credentials for %s, first asked %s: %s', (host, original, expected) => {
  expect(sharesCredentials(host, original)).toBe(expected)
})
