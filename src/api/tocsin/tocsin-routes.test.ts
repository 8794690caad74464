import { once } from 'node:events'
import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { apiFixture, fixtureConfig } from '../../../test/support/api-fixture.ts'
import { SystemClock } from '../../clock.ts'
import { memoryStorage } from '../../storage/memory-storage.ts'
import { listen } from '../listen.ts'
import type { ApiServer } from '../server.ts'
import type { WireGroups } from './schema.ts'

const json = { 'content-type': 'application/json' }
const groups = '/api/tocsin/v1/groups'

function withAlerts() {
  const config = fixtureConfig()
  const receivers = config.receivers.map((receiver) => ({ ...receiver, integrations: [{ name: 'webhook', index: 0 }] }))
  const fixture = apiFixture({
    config: { ...config, receivers },
    deps: {
      lastResult: (_, { receiver }) =>
        receiver === 'db'
          ? { result: 'failed', at: 1000, reason: 'serverError', error: '503', lastSent: 500 }
          : { result: 'sent', at: 0, reason: 'first notification' },
      integrationRecord: ({ receiver }) => (receiver === 'db' ? { lastSent: { at: 500, groupKey: 'g' } } : {}),
    },
  })
  const post = (...alerts: object[]) =>
    fixture.server.inject({ method: 'POST', url: '/api/v2/alerts', headers: json, payload: JSON.stringify(alerts) })
  return { ...fixture, post }
}

test('groups with what they last told, and each alert once', async () => {
  const { server, post } = withAlerts()
  await post({ labels: { alertname: 'A', team: 'db' } }, { labels: { alertname: 'B' } })
  const answer: WireGroups = (await server.inject(groups)).json()
  expect(answer.groups.map(({ receiver, alerts, counts }) => [receiver, alerts.length, counts.active])).toEqual([
    ['db', 1, 1],
    ['ops', 1, 1],
    ['default', 1, 1],
  ])
  expect(answer.groups[0]?.integrations).toEqual([
    {
      name: 'webhook',
      index: 0,
      last: {
        result: 'failed',
        at: '1970-01-01T00:00:01.000Z',
        reason: 'serverError',
        error: '503',
        lastSent: '1970-01-01T00:00:00.500Z',
      },
    },
  ])
  expect(answer.groups[1]?.integrations[0]?.last).toMatchObject({ result: 'sent', reason: 'first notification' })
  const listed = (await server.inject('/api/v2/alerts')).json()
  expect([...answer.alerts].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1))).toEqual(listed)
  expect(new Set(answer.groups.map(({ id }) => id)).size).toBe(3)
})

test('without alerts: the counts are there', async () => {
  const { server, post } = withAlerts()
  await post({ labels: { alertname: 'A', severity: 'critical' } }, { labels: { alertname: 'A', severity: 'warning' } })
  const answer: WireGroups = (await server.inject(`${groups}?alerts=false`)).json()
  expect(answer.alerts).toEqual([])
  expect(answer.groups.map(({ counts }) => counts)).toEqual([{ active: 1, silenced: 0, inhibited: 1 }])
})

test('alerts from before the start are named until they are told again, and never by /api/v2', async () => {
  const storage = memoryStorage()
  const tell = (server: ApiServer, ...names: readonly string[]) => {
    const payload = JSON.stringify(names.map((alertname) => ({ labels: { alertname } })))
    return server.inject({ method: 'POST', url: '/api/v2/alerts', headers: json, payload })
  }
  await tell(apiFixture({ storage }).server, 'A', 'B')

  const { server } = apiFixture({ storage })
  const restored = async () => {
    const answer: WireGroups = (await server.inject(groups)).json()
    const names = new Map(answer.alerts.map(({ fingerprint, labels }) => [fingerprint, labels.alertname]))
    return answer.restored.map((fingerprint) => names.get(fingerprint)).sort()
  }
  expect(await restored()).toEqual(['A', 'B'])
  await tell(server, 'B', 'C')
  expect(await restored()).toEqual(['A'])
  expect((await server.inject('/api/v2/alerts')).body).not.toContain('restored')
})

test('nothing left: when the last one ended', async () => {
  const { server, post } = withAlerts()
  expect((await server.inject(groups)).json().lastEnded).toBeUndefined()
  await post({ labels: { alertname: 'A' }, startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-01-02T00:00:00Z' })
  expect((await server.inject(groups)).json()).toMatchObject({ alerts: [], lastEnded: '2026-01-02T00:00:00.000Z' })
})

test('is compressed for who takes it', async () => {
  const { server, post } = withAlerts()
  await post({ labels: { alertname: 'A' } })
  const answer = await server.inject({ url: groups, headers: { 'accept-encoding': 'br, gzip' } })
  expect(answer.headers['content-encoding']).toBe('gzip')
  expect(JSON.parse(String(gunzipSync(answer.rawPayload))).alerts).toHaveLength(1)
})

test('receivers with what they last did', async () => {
  const { server } = withAlerts()
  const records = (await server.inject('/api/tocsin/v1/receivers')).json()
  expect(records).toEqual([
    { name: 'default', integrations: [{ name: 'webhook', index: 0 }] },
    {
      name: 'db',
      integrations: [{ name: 'webhook', index: 0, lastSent: { at: '1970-01-01T00:00:00.500Z', groupKey: 'g' } }],
    },
    { name: 'ops', integrations: [{ name: 'webhook', index: 0 }] },
  ])
})

test.each([
  ['POST', groups, 405],
  ['DELETE', '/api/tocsin/v1/live', 405],
  ['GET', '/api/tocsin/v1', 404],
  ['GET', '/api/tocsin/v1/', 404],
  ['GET', '/api/tocsin/v1/constructor', 404],
  ['GET', '/api/tocsin/v1/groups/x', 404],
] as const)('%s %s: %d', async (method, url, status) => {
  const { server } = withAlerts()
  expect((await server.inject({ method, url })).statusCode).toBe(status)
})

test('the live stream takes no place among the requests in flight, and knows no timeout', async () => {
  const clock = new SystemClock()
  const { server } = apiFixture({ clock, options: { getConcurrency: 1, timeout: 50 } })
  const target = { kind: 'tcp', host: '127.0.0.1', port: 0, text: '' } as const
  const listeners = await listen(server, { targets: [target], webConfig: undefined, clock, onUnusable: () => {} })
  const root = `http://127.0.0.1:${listeners.addresses[0]?.port}`
  const asked = request(`${root}/api/tocsin/v1/live`).end()
  const [response] = await once(asked, 'response')
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'text/event-stream'])
  expect(String((await once(response, 'data'))[0])).toMatch(/event: hello/)
  for (let round = 0; round < 3; round++) expect((await fetch(`${root}/api/v2/status`)).status).toBe(200)
  let isOver = false
  response.on('close', () => {
    isOver = true
  })
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(isOver).toBe(false)
  asked.destroy()
  await listeners.close()
})
