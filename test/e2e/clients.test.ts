// The calls that Grafana's Alertmanager data source and karma make, in the forms in which they make them, replayed against
// the server as built; and what is not there is 404, never the page.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AlertRouter, routerUnderTest, startRouter } from '../support/alert-router.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'

let scratch: ScratchDirectory
let router: AlertRouter

const startsAt = new Date().toISOString()
const endsAt = new Date(Date.now() + 3_600_000).toISOString()

beforeAll(async () => {
  scratch = await scratchDirectory()
  const configFile = await scratch.write(
    'alertmanager.yml',
    'route: { receiver: ops, group_by: [alertname], group_wait: 0s }\nreceivers: [{ name: ops }]\n',
  )
  router = await startRouter(routerUnderTest, { configFile, directory: scratch.path })
  await router.post('/api/v2/alerts', [
    {
      labels: { alertname: 'Disk', instance: 'a' },
      annotations: { summary: 's' },
      startsAt,
      generatorURL: 'http://p.example/',
    },
  ])
})

afterAll(async () => {
  await router?.[Symbol.asyncDispose]()
  await scratch?.[Symbol.asyncDispose]()
})

const call = (path: string, init: RequestInit = {}): Promise<Response> => fetch(router.url + path, init)

/** As they post it: karma without an id in a new silence, Grafana with an empty one. */
const posted = {
  matchers: [{ name: 'alertname', value: 'Disk', isRegex: false, isEqual: true }],
  startsAt,
  endsAt,
  createdBy: 'me@example.com',
  comment: 'known',
}

describe('Grafana', () => {
  test('takes it for an Alertmanager: the path of Mimir is not there, its own status is', async () => {
    expect((await call('/alertmanager/api/v2/status')).status).toBe(404)
    expect((await call('/api/v1/status/buildinfo')).status).toBe(404)
    const status = (await router.get('/api/v2/status')) as Readonly<Record<string, Readonly<Record<string, unknown>>>>
    expect(status.config?.original).toMatch(/^global:/)
    expect(status.cluster?.status).toBe('disabled')
    expect(status.versionInfo?.version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  test('reads alerts and groups, with its filters', async () => {
    const alerts = (await router.get(
      `/api/v2/alerts?${new URLSearchParams([
        ['silenced', 'true'],
        ['active', 'true'],
        ['inhibited', 'true'],
        ['filter', 'alertname="Disk"'],
      ])}`,
    )) as readonly object[]
    expect(alerts).toMatchObject([
      {
        labels: { alertname: 'Disk', instance: 'a' },
        annotations: { summary: 's' },
        receivers: [{ name: 'ops' }],
        status: { state: 'active', silencedBy: [], inhibitedBy: [] },
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ])
    const groups = await router.get('/api/v2/alerts/groups?silenced=true&active=true&inhibited=true&unprocessed=true')
    expect(groups).toMatchObject([{ labels: { alertname: 'Disk' }, receiver: { name: 'ops' }, alerts }])
    expect(await router.get('/api/v2/receivers')).toMatchObject([{ name: 'ops' }])
  })

  test('makes, reads, changes and ends a silence', async () => {
    const made = await router.post('/api/v2/silences', { ...posted, id: '' })
    expect(made.status).toBe(200)
    const { silenceID } = (await made.json()) as { readonly silenceID: string }
    expect(await router.get(`/api/v2/silence/${silenceID}`)).toMatchObject({
      ...posted,
      startsAt: expect.anything(),
      id: silenceID,
      status: { state: 'active' },
    })
    expect(await router.get('/api/v2/silences')).toMatchObject([{ id: silenceID }])
    const silenced = await router.get('/api/v2/alerts?silenced=true&active=false')
    expect(silenced).toMatchObject([{ status: { state: 'suppressed', silencedBy: [silenceID] } }])
    const kept = (await router.get(`/api/v2/silence/${silenceID}`)) as object
    const changed = await router.post('/api/v2/silences', { ...kept, comment: 'known well' })
    expect(await changed.json()).toEqual({ silenceID })
    const ended = await call(`/api/v2/silence/${silenceID}`, { method: 'DELETE' })
    expect([ended.status, await ended.text()]).toEqual([200, ''])
    expect(await router.get(`/api/v2/silence/${silenceID}`)).toMatchObject({
      status: { state: 'expired' },
      comment: 'known well',
    })
  })
})

describe('karma', () => {
  test('reads the version from the metrics first', async () => {
    const metrics = await (await call('/metrics')).text()
    const [, version = ''] = /^alertmanager_build_info\{.*\bversion="([^"]+)"/m.exec(metrics) ?? []
    const [major = 0, minor = 0] = version.split('.').map(Number)
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(major > 0 || minor >= 22).toBe(true)
  })

  test('reads everything with the headers of its client', async () => {
    const headers = { accept: 'application/json', 'accept-encoding': 'gzip' }
    for (const path of ['/api/v2/status', '/api/v2/silences', '/api/v2/alerts/groups']) {
      const response = await call(path, { headers })
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'application/json'])
      await response.json()
    }
  })

  test('its browser part speaks to the server by itself: the preflight, then the silence', async () => {
    const origin = 'https://karma.example'
    const preflight = await call('/api/v2/silences', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    })
    expect(preflight.status).toBeLessThan(300)
    const made = await call('/api/v2/silences', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...posted, comment: 'ACK! This alert was acknowledged using karma' }),
    })
    const { silenceID } = (await made.json()) as { readonly silenceID: string }
    expect((await call(`/api/v2/silence/${silenceID}`, { method: 'DELETE' })).status).toBe(200)
  })
})

test.each([
  '/alertmanager/api/v2/status',
  '/api/v1/status/buildinfo',
  '/api/v1/rules',
  '/api/v2/unknown',
  '/api/tocsin/v1/unknown',
  '/alerts',
  '/silences/new',
  '/index.html.map',
  '/assets/unknown.js',
  '/assets/../../package.json',
  '/graph',
])('%s is not there', async (path) => {
  const response = await call(path)
  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('<html')
})
