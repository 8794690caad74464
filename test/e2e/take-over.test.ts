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
