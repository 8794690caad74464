// A data directory that the real Alertmanager wrote, taken over by Tocsin: silences answer, nothing is told again, and the end of
// what was told is told.

import { cp } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { dataDirectory, startRouter } from '../support/alert-router.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { openWebhookSink } from '../support/webhook-sink.ts'

interface ListedSilence {
  readonly id: string
  readonly matchers: unknown
  readonly createdBy: string
  readonly comment: string
  readonly startsAt: string
  readonly endsAt: string
  readonly updatedAt: string
  readonly status: unknown
}

test('silences and the notification log of Alertmanager are taken over', async () => {
  await using scratch = await scratchDirectory()
  await using sink = await openWebhookSink()
  const configFile = await scratch.write(
    'alertmanager.yml',
    `
route: { receiver: team, group_by: [alertname], group_wait: 500ms, group_interval: 1s, repeat_interval: 4h }
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}hook' }] }]
`,
  )
  const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()
  const alert = (name: string, endsAt = at(3600)) => ({ labels: { alertname: name, ü: 'x' }, startsAt: at(-1), endsAt })
  let before: ListedSilence[]
  {
    await using old = await startRouter('alertmanager', { configFile, directory: scratch.path })
    for (const [name, matcher] of [
      ['Quiet', { name: 'alertname', value: 'Quiet', isRegex: false, isEqual: true }],
      ['Re', { name: 'alertname', value: 'Re.+', isRegex: true, isEqual: true }],
      ['Not', { name: 'alertname', value: '.*', isRegex: true, isEqual: false }],
    ] as const) {
      const silence = {
        matchers: [matcher],
        startsAt: at(0),
        endsAt: at(3600),
        createdBy: 'me',
        comment: `für ${name}`,
      }
      expect((await old.post('/api/v2/silences', silence)).status).toBe(200)
    }
    await old.post('/api/v2/alerts', [alert('Told'), alert('Ends'), alert('Quiet')])
    await expect.poll(() => sink.arrivals.length, { timeout: 10_000 }).toBe(2)
    await new Promise((resolve) => setTimeout(resolve, 500))
    before = (await old.get('/api/v2/silences')) as ListedSilence[]
    await old.process.stop()
  }
  await cp(dataDirectory('alertmanager', scratch.path), dataDirectory('tocsin', scratch.path), { recursive: true })

  await using router = await startRouter('tocsin', { configFile, directory: scratch.path })
  expect(await router.get('/api/v2/silences')).toEqual(before)
  await router.post('/api/v2/alerts', [alert('Told'), alert('Quiet'), alert('Ends', at(0))])
  await expect.poll(() => sink.arrivals.length, { timeout: 10_000 }).toBe(3)
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect(sink.arrivals.slice(2).map(({ payload }) => [payload.groupLabels.alertname, payload.status])).toEqual([
    ['Ends', 'resolved'],
  ])
})

/** Who knows an incident by a key, and where a request has it and says whether the incident is opened or closed. */
const incidents: readonly {
  readonly name: string
  readonly config: (url: string) => string
  readonly read: (path: string, payload: Readonly<Record<string, unknown>>) => { key: unknown; closes: boolean }
}[] = [
  {
    name: 'pagerduty',
    config: (url) => `pagerduty_configs: [{ url: '${url}', routing_key: x }]`,
    read: (_, { dedup_key, event_action }) => ({ key: dedup_key, closes: event_action === 'resolve' }),
  },
  {
    name: 'opsgenie',
    config: (url) => `opsgenie_configs: [{ api_url: '${url}/', api_key: x }]`,
    read: (path, { alias }) => {
      const [, closed] = /\/v2\/alerts\/([^/]+)\/close/.exec(path) ?? []
      return { key: alias ?? closed, closes: closed !== undefined }
    },
  },
  {
    name: 'victorops',
    config: (url) => `victorops_configs: [{ api_url: '${url}/', api_key: x, routing_key: y }]`,
    read: (_, { entity_id, message_type }) => ({ key: entity_id, closes: message_type === 'RECOVERY' }),
  },
  {
    name: 'incidentio',
    config: (url) => `incidentio_configs: [{ url: '${url}', alert_source_token: x }]`,
    read: (_, { groupKey, status }) => ({ key: groupKey, closes: status === 'resolved' }),
  },
]

test('incidents that Alertmanager opened are closed under their own keys, and not opened again', async () => {
  await using scratch = await scratchDirectory()
  await using sink = await openWebhookSink()
  const configFile = await scratch.write(
    'alertmanager.yml',
    [
      'route: { receiver: team, group_by: [alertname], group_wait: 500ms, group_interval: 1s, repeat_interval: 4h }',
      'receivers:',
      '  - name: team',
      ...incidents.map(({ name, config }) => `    ${config(`${sink.url}${name}`)}`),
    ].join('\n'),
  )
  /** `opened key`, `closed key`, of one receiver since an arrival. */
  const told = (name: string, since = 0): readonly string[] =>
    sink.arrivals
      .slice(since)
      .filter(({ path }) => path.startsWith(`/${name}`))
      .map(({ path, payload }) => {
        const { key, closes } = incidents.find((each) => each.name === name)?.read(path, payload) ?? {}
        return `${closes ? 'closed' : 'opened'} ${key}`
      })
      .sort()
  const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()
  const alert = (alertname: string, endsAt = at(3600)) => ({ labels: { alertname }, startsAt, endsAt })
  const startsAt = at(-1)
  {
    await using old = await startRouter('alertmanager', { configFile, directory: scratch.path })
    await old.post('/api/v2/alerts', [alert('Stays'), alert('Ends'), alert('EndsMeanwhile')])
    await expect.poll(() => sink.arrivals.length, { timeout: 15_000 }).toBe(3 * incidents.length)
    // The last answers are noted in the log.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await old.process.stop()
  }
  const opened = new Map(incidents.map(({ name }) => [name, told(name)]))
  for (const [name, keys] of opened) expect(new Set(keys), name).toHaveLength(3)
  await cp(dataDirectory('alertmanager', scratch.path), dataDirectory('tocsin', scratch.path), { recursive: true })

  await using router = await startRouter('tocsin', { configFile, directory: scratch.path })
  const before = sink.arrivals.length
  await router.post('/api/v2/alerts', [alert('Stays'), alert('Ends')])
  await new Promise((resolve) => setTimeout(resolve, 2500))
  expect(sink.arrivals).toHaveLength(before)

  // Of one that ended during the change Prometheus says so for a quarter of an hour.
  await router.post('/api/v2/alerts', [alert('Stays'), alert('Ends', at(0)), alert('EndsMeanwhile', at(-0.5))])
  await expect.poll(() => sink.arrivals.length, { timeout: 15_000 }).toBe(before + 2 * incidents.length)
  await new Promise((resolve) => setTimeout(resolve, 2500))
  for (const { name } of incidents) {
    const closed = told(name, before)
    expect(closed, name).toHaveLength(2)
    const keys = opened.get(name) ?? []
    for (const line of closed) expect(keys, name).toContain(line.replace(/^closed/, 'opened'))
    expect(new Set(closed), name).toHaveLength(2)
  }
})
