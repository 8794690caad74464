import { describe, expect, test } from 'vitest'
import { apiFixture, fixtureConfig } from '../../test/support/api-fixture.ts'
import { ManualClock, settle } from '../../test/support/manual-clock.ts'
import { second } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import type { HttpObserver, ObservedRequest } from '../telemetry/http-observer.ts'

const json = { 'content-type': 'application/json' }

function post(url: string, payload: unknown) {
  const text = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload)
  return { method: 'POST', url, headers: json, payload: text } as const
}

const alerts = '/api/v2/alerts'

describe('input that is not to be trusted', () => {
  test.each([
    ['[null]', 422, '{"code":602,"message":"0 in body is required"}\n'],
    ['[{"labels":{"a":"b"}},null]', 422, '{"code":602,"message":"1 in body is required"}\n'],
  ])('Alertmanager dies of the alerts %s', async (body, status, answer) => {
    const { server, alerts: store } = apiFixture()
    const response = await server.inject(post(alerts, body))
    expect([response.statusCode, response.payload]).toEqual([status, answer])
    expect([...store.all()]).toEqual([])
  })

  test('Alertmanager dies of a null among the matchers of a silence', async () => {
    const { server } = apiFixture()
    const body = { matchers: [null], comment: '', createdBy: '', startsAt: '', endsAt: '2036-01-01' }
    const response = await server.inject(post('/api/v2/silences', body))
    expect([response.statusCode, response.json()]).toEqual([
      422,
      { code: 602, message: 'matchers.0 in body is required' },
    ])
  })

  test('a body over the limit is refused, whether its length was told or not', async () => {
    const { server } = apiFixture({ options: { maxBodySize: 100 } })
    const response = await server.inject(post(alerts, `[${' '.repeat(200)}]`))
    expect([response.statusCode, response.json().code]).toEqual([413, 413])
    expect(response.headers['content-type']).toBe('application/json')
  })

  test('an alert with 10,000 labels', async () => {
    const { server } = apiFixture()
    const labels = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`label_${index}`, 'x']))
    expect((await server.inject(post(alerts, [{ labels }]))).statusCode).toBe(200)
    expect((await server.inject(alerts)).json()[0].labels).toEqual(labels)
  })

  test('regular expressions that take others for ever', async () => {
    const { server } = apiFixture()
    await server.inject(post(alerts, [{ labels: { a: `${'a'.repeat(5000)}!` } }]))
    const filter = encodeURIComponent('a=~"(a+)+$"')
    expect((await server.inject(`${alerts}?filter=${filter}`)).json()).toEqual([])
    const receiver = encodeURIComponent('(d|de|def)+x(a|a)*$')
    expect((await server.inject(`${alerts}?receiver=${receiver}`)).json()).toEqual([])
  })

  test('labels named after what every object has', async () => {
    const { server } = apiFixture()
    await server.inject(post(alerts, '[{"labels":{"__proto__":"p","constructor":"c"}}]'))
    expect((await server.inject(alerts)).payload).toContain('"labels":{"__proto__":"p","constructor":"c"}')
    expect(({} as { p?: string }).p).toBeUndefined()
  })

  test('JSON nested deeper than any stack', async () => {
    const { server } = apiFixture()
    const deep = '['.repeat(200_000)
    expect((await server.inject(post(alerts, deep))).json().code).toBe(400)
    expect(
      (await server.inject(post(alerts, `[{"labels":{"a":"b"},"x":${deep}${']'.repeat(200_000)}}]`))).statusCode,
    ).toBeLessThan(500)
  })
})

describe('large answers', () => {
  test('are the same as small ones', async () => {
    const { server } = apiFixture()
    const posted = Array.from({ length: 3000 }, (_, index) => ({ labels: { alertname: `A${index}`, team: 'db' } }))
    await server.inject(post(alerts, posted))
    const listed: { labels: Record<string, string>; fingerprint: string }[] = (await server.inject(alerts)).json()
    expect(listed.map(({ labels }) => labels.alertname).sort()).toEqual(
      posted.map(({ labels }) => labels.alertname).sort(),
    )
    expect(listed.map(({ fingerprint }) => fingerprint)).toEqual(listed.map(({ fingerprint }) => fingerprint).sort())
    const groups: { alerts: unknown[]; receiver: { name: string } }[] = (await server.inject(`${alerts}/groups`)).json()
    expect(groups).toHaveLength(6000)
  })
})

describe('limits', () => {
  /** A server whose /metrics answers when it is told to. */
  function slowServer(options: { getConcurrency?: number; timeout?: number }, clock = new ManualClock()) {
    const waiting: (() => void)[] = []
    const fixture = apiFixture({
      clock,
      options,
      deps: {
        metrics: async () => {
          await new Promise<void>((resolve) => waiting.push(resolve))
          return { contentType: 'text/plain', body: 'up 1\n' }
        },
      },
    })
    return { ...fixture, clock, finish: () => waiting.shift()?.() }
  }

  test('too many GET requests are refused, others are not', async () => {
    const { server, finish } = slowServer({ getConcurrency: 1 })
    const first = server.inject('/metrics')
    await settle()
    const second = await server.inject('/-/healthy')
    expect([second.statusCode, second.payload]).toEqual([
      503,
      'Limit of concurrent GET requests reached (1), try again later.\n\n',
    ])
    expect((await server.inject(post(alerts, []))).statusCode).toBe(200)
    finish()
    expect((await first).statusCode).toBe(200)
    await settle()
    expect((await server.inject('/-/healthy')).statusCode).toBe(200)
  })

  test('a request that takes too long is answered 503', async () => {
    const { server, clock, finish } = slowServer({ timeout: 30 * second })
    const asked = server.inject('/metrics')
    await clock.advance(30 * second)
    const response = await asked
    expect([response.statusCode, response.payload]).toEqual([503, 'Exceeded configured timeout of 30s.\n'])
    finish()
    await settle()
  })
})

describe('management', () => {
  test('a reload that fails', async () => {
    const { server } = apiFixture({ deps: { reload: () => Promise.reject(new Error('it is broken')) } })
    const response = await server.inject({ method: 'POST', url: '/-/reload' })
    expect([response.statusCode, response.payload]).toEqual([500, 'failed to reload config: it is broken\n'])
  })

  test('not ready yet', async () => {
    const { server } = apiFixture({ deps: { ready: () => false } })
    expect((await server.inject('/-/ready')).statusCode).toBe(503)
    expect((await server.inject('/-/healthy')).statusCode).toBe(200)
  })

  test('the versions', async () => {
    const { server } = apiFixture()
    const { versionInfo } = (await server.inject('/api/v2/status')).json()
    expect(versionInfo).toMatchObject({ version: '0.34.0', tocsin: '9.9.9', goVersion: 'node24.0.0' })
  })

  test('other origins are not let in unless they are named', async () => {
    const { server } = apiFixture()
    const response = await server.inject({ url: '/api/v2/receivers', headers: { origin: 'https://a.example' } })
    expect(response.headers['access-control-allow-origin']).toBeUndefined()
    expect(response.headers.vary).toBe('Origin')
  })

  test('a bug in a handler tells nothing of its insides', async () => {
    const config = (): never => {
      throw new Error('secret')
    }
    const { server } = apiFixture({ deps: { config } })
    const response = await server.inject('/api/v2/receivers')
    expect([response.statusCode, response.json()]).toEqual([500, { code: 500, message: 'internal server error' }])
  })
})

describe('what is told of requests', () => {
  test('is labelled as Alertmanager labels it', async () => {
    const seen: ObservedRequest[] = []
    let inFlight = 0
    const observer: HttpObserver = {
      observeRequest: (request) => seen.push(request),
      getStarted: () => inFlight++,
      getFinished: () => inFlight--,
      concurrencyLimitExceeded: () => {},
    }
    const { server } = apiFixture({ deps: { observer }, options: { routePrefix: '/am' } })
    for (const url of [
      '/am/',
      '/am/-/healthy',
      '/am/api/v2/silence/x',
      '/am/api/v2/status',
      '/am/api/v1/alerts',
      '/am/api/v2/none',
    ]) {
      await server.inject(url)
    }
    await settle()
    expect(seen.map(({ handler, method, code, responseBytes }) => [handler, method, code, responseBytes])).toEqual([
      ['/', 'GET', 200, expect.any(Number)],
      ['/-/healthy', 'GET', 200, 2],
      ['/api/v2/silence/{silenceID}', 'GET', 422, undefined],
      ['/api/v2/status', 'GET', 200, undefined],
      ['/alerts', 'GET', 410, expect.any(Number)],
    ])
    expect(inFlight).toBe(0)
  })

  test('alerts are counted before they are judged', async () => {
    const { server, events } = apiFixture()
    await server.inject(
      post(alerts, [{ labels: { a: 'b' } }, { labels: {} }, { labels: { a: 'c' }, endsAt: '2000-01-01T00:00:00Z' }]),
    )
    expect(events).toMatchObject([{ type: 'alerts received', firing: 2, resolved: 1 }, { type: 'alert invalid' }])
  })
})

describe('what 0.34 has beyond the 0.33 that was recorded', () => {
  async function withSilences() {
    const clock = new ManualClock(Date.UTC(2026, 0, 5))
    const { server } = apiFixture({ clock })
    const base = { matchers: [{ name: 'a', value: 'b', isRegex: false }], createdBy: '', comment: '' }
    const spans = [
      ['2026-01-04', '2026-01-06'],
      ['2026-01-07', '2026-01-08'],
      ['2026-01-04', '2026-01-05T00:00:10Z'],
    ]
    for (const [startsAt, endsAt] of spans) {
      expect((await server.inject(post('/api/v2/silences', { ...base, startsAt, endsAt }))).statusCode).toBe(200)
    }
    await clock.advance(minuteAndMore)
    return server
  }
  const minuteAndMore = 61 * second

  test.each([
    ['', ['active', 'pending', 'expired']],
    ['active=false', ['pending', 'expired']],
    ['pending=false', ['active', 'expired']],
    ['expired=no', ['active', 'pending']],
    ['active=false&pending=false', ['expired']],
    ['active=false&pending=false&expired=false', []],
    ['expired=false&expired=true', ['active', 'pending', 'expired']],
  ])('GET /silences?%s', async (query, expected) => {
    const server = await withSilences()
    const listed: { status: { state: string } }[] = (await server.inject(`/api/v2/silences?${query}`)).json()
    expect(listed.map(({ status }) => status.state)).toEqual(expected)
  })

  test('groups tell the labels of their route, and what mutes them', async () => {
    const { server, alerts: store } = apiFixture({
      deps: {
        groups: () => [
          {
            identity: {},
            receiver: 'db',
            labels: LabelSet.fromRecord({ alertname: 'A' }),
            routeLabels: LabelSet.fromRecord({ tier: '1' }),
            mutedBy: ['nights'],
            groupKey: '{}:{alertname="A"}',
            routeId: '{}',
            nextFlush: 0,
            version: 0,
            alerts: () => [...store.all()],
          },
        ],
      },
    })
    await server.inject(post(alerts, [{ labels: { alertname: 'A' } }]))
    const [group] = (await server.inject(`${alerts}/groups`)).json()
    expect(group).toMatchObject({ routeLabels: { tier: '1' }, labels: { alertname: 'A' }, receiver: { name: 'db' } })
    expect(group.alerts[0].status).toEqual({
      state: 'suppressed',
      mutedBy: ['nights'],
      inhibitedBy: [],
      silencedBy: [],
    })
    expect((await server.inject(`${alerts}/groups?muted=false`)).json()).toEqual([])
    // GET /alerts knows nothing of time intervals.
    expect((await server.inject(alerts)).json()[0].status.state).toBe('active')
  })

  test('a receiver without labels', async () => {
    const config = { ...fixtureConfig(), receivers: [{ name: 'x', labels: LabelSet.empty, integrations: [] }] }
    const { server } = apiFixture({ config })
    expect((await server.inject('/api/v2/receivers')).json()).toEqual([{ name: 'x' }])
  })
})
