// The built server as one process, seen from outside: a notification's way, reloading, draining, and what a restart keeps.

import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  type AlertRouter,
  dataDirectory,
  routerUnderTest,
  startRouter,
  startRouterProcess,
} from '../support/alert-router.ts'
import { freePort } from '../support/free-port.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import { openWebhookSink, type WebhookSink } from '../support/webhook-sink.ts'

let scratch: ScratchDirectory
let sink: WebhookSink
let configFile: string
let stack: AsyncDisposableStack

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  scratch = stack.use(await scratchDirectory())
  sink = stack.use(await openWebhookSink())
  configFile = await writeConfig('hook')
})
afterEach(() => stack.disposeAsync())

/** Everything goes to one webhook, below a path that tells which configuration was in force. */
function writeConfig(path: string): Promise<string> {
  return scratch.write(
    'alertmanager.yml',
    `
route:
  receiver: ops.team
  group_by: [alertname]
  group_wait: 1s
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: ops.team
    webhook_configs:
      - url: ${sink.url}${path}
`,
  )
}

async function start(): Promise<AlertRouter> {
  return stack.use(await startRouter(routerUnderTest, { configFile, directory: scratch.path }))
}

function firing(alertname: string, fields: object = {}): object {
  return { labels: { alertname, instance: 'a:9100', job: 'node' }, startsAt: new Date().toISOString(), ...fields }
}

function named(
  alertname: string,
): (arrival: { payload: { groupLabels: Readonly<Record<string, string>> } }) => boolean {
  return ({ payload }) => payload.groupLabels.alertname === alertname
}

test('an alert reaches the webhook after group_wait, then its end does', async () => {
  const router = await start()
  const startsAt = localTime(Date.now())
  const posted = Date.now()
  const response = await router.post('/api/v2/alerts', [
    firing('DiskFull', {
      startsAt,
      annotations: { summary: 'Disk of a:9100 is full' },
      generatorURL: 'http://prometheus.example/graph?g0.expr=up',
    }),
  ])
  expect([response.status, await response.text()]).toEqual([200, ''])

  const first = await sink.arrived(named('DiskFull'))
  expect(first.at - posted).toBeGreaterThan(900)
  expect(first.at - posted).toBeLessThan(2500)
  expect(first.path).toBe('/hook')
  expect(first.headers['content-type']).toBe('application/json')
  expect(first.headers['user-agent']).toMatch(/^Alertmanager\/0\.\d+\.\d+/)
  const { routeLabels = {}, ...payload } = first.payload // 0.33 has none
  expect(routeLabels).toEqual({})
  expect(payload).toEqual({
    version: '4',
    groupKey: '{}:{alertname="DiskFull"}',
    truncatedAlerts: 0,
    receiver: 'ops\\.team',
    status: 'firing',
    notification_reason: 'first notification',
    externalURL: 'http://router.example',
    groupLabels: { alertname: 'DiskFull' },
    commonLabels: { alertname: 'DiskFull', instance: 'a:9100', job: 'node' },
    commonAnnotations: { summary: 'Disk of a:9100 is full' },
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'DiskFull', instance: 'a:9100', job: 'node' },
        annotations: { summary: 'Disk of a:9100 is full' },
        startsAt,
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus.example/graph?g0.expr=up',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ],
  })

  const endsAt = new Date().toISOString()
  await router.post('/api/v2/alerts', [firing('DiskFull', { startsAt, endsAt })])
  const last = await sink.arrived(({ payload }) => payload.status === 'resolved')
  expect(last.payload.notification_reason).toBe('all alerts resolved')
  expect(last.payload.alerts[0]).toMatchObject({ status: 'resolved', startsAt, endsAt: withoutZeros(endsAt) })
  expect(sink.arrivals).toHaveLength(2)
})

test('SIGHUP takes a new configuration; a broken one changes nothing but the metric', async () => {
  const router = await start()
  const reloaded = async (succeeded: 0 | 1): Promise<void> => {
    await expect
      .poll(() => router.metric('alertmanager_config_last_reload_successful'), { timeout: 10_000 })
      .toBe(succeeded)
  }
  await reloaded(1)

  await scratch.write('alertmanager.yml', 'route: {receiver: nobody}\nreceivers: []\n')
  router.process.signal('SIGHUP')
  await reloaded(0)
  await router.post('/api/v2/alerts', [firing('StillTheOldOne')])
  expect((await sink.arrived(named('StillTheOldOne'))).path).toBe('/hook')
  const refused = await router.post('/-/reload')
  expect(refused.status).toBe(500)
  expect(await refused.text()).toMatch(/^failed to reload config: /)

  await writeConfig('hook-2')
  router.process.signal('SIGHUP')
  await reloaded(1)
  await router.post('/api/v2/alerts', [firing('TheNewOne')])
  expect((await sink.arrived(named('TheNewOne'))).path).toBe('/hook-2')
  // The same receiver under another URL is told nothing again.
  expect(sink.arrivals.filter(({ path }) => path === '/hook-2').map(({ payload }) => payload.groupLabels)).toEqual([
    { alertname: 'TheNewOne' },
  ])
})

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it with exit code 0', async (signal) => {
  const router = await start()
  router.process.signal(signal)
  expect(await router.process.exited).toEqual({ code: 0, signal: null })
})

test('a restart keeps silences and what was sent, and still tells the end', async () => {
  const before = await start()
  const startsAt = new Date().toISOString()
  await before.post('/api/v2/alerts', [firing('Outage', { startsAt })])
  const silence = {
    matchers: [{ name: 'alertname', value: 'Maintenance', isRegex: false, isEqual: true }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: 'ops',
    comment: 'kernel update',
  }
  const { silenceID } = (await (await before.post('/api/v2/silences', silence)).json()) as { silenceID: string }
  await sink.arrived(named('Outage'))
  // The answer was given; the log of it is written right after.
  await expect
    .poll(() => before.metric('alertmanager_notifications_total{integration="webhook"}') ?? 1)
    .toBeGreaterThan(0)
  expect(await before.process.stop()).toEqual({ code: 0, signal: null })

  const after = await start()
  expect(await after.get(`/api/v2/silence/${silenceID}`)).toMatchObject({
    id: silenceID,
    status: { state: 'active' },
    comment: 'kernel update',
  })
  await after.post('/api/v2/alerts', [firing('Outage', { startsAt }), firing('Maintenance'), firing('Next')])
  await sink.arrived(named('Next'))
  expect(sink.arrivals.filter(named('Outage'))).toHaveLength(1)
  expect(sink.arrivals.filter(named('Maintenance'))).toHaveLength(0)

  await after.post('/api/v2/alerts', [firing('Outage', { startsAt, endsAt: new Date().toISOString() })])
  await sink.arrived(({ payload }) => payload.status === 'resolved' && payload.groupLabels.alertname === 'Outage')
})

test.each<{
  readonly problem: string
  readonly config?: string
  readonly file?: string
  readonly flags?: readonly string[]
  readonly says: RegExp
}>([
  { problem: 'a broken configuration', config: 'route: {receiver: nobody}\nreceivers: []\n', says: /nobody/ },
  {
    problem: 'a configuration file that is not there',
    file: 'gone.yml',
    says: /gone\.yml/,
  },
  { problem: 'a flag that may not be repeated', flags: ['--storage.path=x'], says: /storage\.path/ },
  { problem: 'an unknown flag', flags: ['--web.listen-adress=:1'], says: /web\.listen-adress/ },
  { problem: 'a port that is taken', flags: ['--web.listen-address=127.0.0.1:PORT'], says: /PORT/ },
])(
  '$problem: it does not start, says why and exits with an error',
  async ({ config, file = configFile, flags = [], says }) => {
    if (config !== undefined) await scratch.write('alertmanager.yml', config)
    const given = flags.map((flag) => flag.replace('PORT', String(sink.port)))
    const options = { configFile: file, directory: scratch.path, port: await freePort(), flags: given }
    await using child = startRouterProcess(routerUnderTest, options)
    const { code } = await child.exited
    expect(code).toBeGreaterThan(0)
    expect(child.output()).toMatch(new RegExp(says.source.replace('PORT', String(sink.port))))
  },
)

// What the real Alertmanager does not promise.
test.runIf(routerUnderTest === 'tocsin')('a silence that was acknowledged outlives SIGKILL', async () => {
  const before = await start()
  const response = await before.post('/api/v2/silences', {
    matchers: [{ name: 'team', value: 'db', isRegex: false }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    createdBy: 'ops',
    comment: '',
  })
  before.process.signal('SIGKILL')
  const { silenceID } = (await response.json()) as { silenceID: string }
  await before.process.exited

  const after = await start()
  expect(await after.get(`/api/v2/silence/${silenceID}`)).toMatchObject({ id: silenceID })
})

test.runIf(routerUnderTest === 'tocsin').each([
  { order: 'SIGTERM', signals: ['SIGTERM'] },
  { order: 'Ctrl-C under npm, which arrives twice,', signals: ['SIGINT', 'SIGINT'] },
] as const)('$order lets a send in flight come to its end', async ({ signals }) => {
  const before = await start()
  sink.answerAfter(1000)
  const startsAt = new Date().toISOString()
  await before.post('/api/v2/alerts', [firing('Outage', { startsAt })])
  await sink.arrived(named('Outage'))
  for (const signal of signals) {
    before.process.signal(signal)
    await sleep(100)
  }
  expect(await before.process.exited).toEqual({ code: 0, signal: null })

  sink.answerAfter(0)
  const after = await start()
  await after.post('/api/v2/alerts', [firing('Outage', { startsAt }), firing('Next')])
  await sink.arrived(named('Next'))
  expect(sink.arrivals.filter(named('Outage'))).toHaveLength(1)
})

test.runIf(routerUnderTest === 'tocsin')('garbage in the data directory is set aside, and it starts', async () => {
  const first = await start()
  await first.process.stop()
  const data = dataDirectory(routerUnderTest, scratch.path)
  const files = await readdir(data)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) await writeFile(join(data, file), 'garbage')

  const second = await start()
  expect(await second.get('/api/v2/silences')).toEqual([])
  expect((await readdir(data)).length).toBeGreaterThan(files.length)
})

/** A time with an offset, which the payload has to keep. */
function localTime(at: number): string {
  return withoutZeros(new Date(at + 2 * 3_600_000).toISOString()).replace('Z', '+02:00')
}

/** As Go prints it: no zeros at the end of the fraction. */
function withoutZeros(time: string): string {
  return time.replace(/\.?0+Z$/, 'Z')
}
