// A disk that is full, or that may not be written: it goes on, says so, refuses what it cannot keep, and comes back by itself.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AlertRouter, dataDirectory, startRouter } from '../support/alert-router.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { openWebhookSink, type WebhookSink } from '../support/webhook-sink.ts'

let stack: AsyncDisposableStack
let scratch: ScratchDirectory
let sink: WebhookSink
let disk: SmallDisk | undefined
let configFile: string

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  scratch = stack.use(await scratchDirectory())
  sink = stack.use(await openWebhookSink())
  disk = await mountSmallDisk(data())
  if (disk !== undefined) stack.use(disk)
  configFile = await scratch.write(
    'alertmanager.yml',
    `
route: { receiver: team, group_by: [alertname], group_wait: 200ms, group_interval: 1s, repeat_interval: 4h }
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}hook' }] }]
`,
  )
})
afterEach(() => stack.disposeAsync())

const data = (): string => dataDirectory('tocsin', scratch.path)

async function start(): Promise<AlertRouter> {
  return stack.use(await startRouter('tocsin', { configFile, directory: scratch.path }))
}

const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

function fire(router: AlertRouter, alertname: string): Promise<Response> {
  return router.post('/api/v2/alerts', [{ labels: { alertname }, startsAt: at(0), endsAt: at(3600) }])
}

function silence(router: AlertRouter, comment: string): Promise<Response> {
  const matchers = [{ name: 'alertname', value: 'Nothing', isRegex: false, isEqual: true }]
  return router.post('/api/v2/silences', { matchers, startsAt: at(0), endsAt: at(3600), createdBy: 'me', comment })
}

async function comments(router: AlertRouter): Promise<readonly string[]> {
  return ((await router.get('/api/v2/silences')) as { comment: string }[]).map(({ comment }) => comment).sort()
}

async function alertNames(router: AlertRouter): Promise<readonly string[]> {
  const alerts = (await router.get('/api/v2/alerts')) as { labels: { alertname: string } }[]
  return alerts.map(({ labels }) => labels.alertname).sort()
}

async function problem(router: AlertRouter): Promise<string | undefined> {
  return ((await router.get('/api/tocsin/v1/operation')) as { storage: { problem?: string } }).storage.problem
}

async function failures(router: AlertRouter): Promise<number> {
  const text = await (await fetch(`${router.url}/metrics`)).text()
  const samples = text.split('\n').filter((line) => line.startsWith('tocsin_storage_failures_total{'))
  return samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

const told = (alertname: string): number =>
  sink.arrivals.filter(({ payload }) => payload.groupLabels.alertname === alertname).length

/** What a client has to know: where, why, and what to do. */
async function expectRefusal(reply: Response, message: RegExp): Promise<void> {
  expect(reply.status).toBe(500)
  const text = await reply.text()
  expect(text).toMatch(message)
  expect(text).toContain(data())
}

test('a full disk: notifications flow, what cannot be kept is refused, and all is kept when there is room again', async ({
  skip,
}) => {
  if (disk === undefined) return skip('mounting is not permitted')
  const first = await start()
  expect((await fire(first, 'Before')).status).toBe(200)
  const before = (await (await silence(first, 'before')).json()) as { silenceID: string }
  await sink.arrived(({ payload }) => payload.groupLabels.alertname === 'Before')

  disk.fill()
  const full = /no space left on the disk.*free some space in .*works? again as soon as there is/
  await expectRefusal(await silence(first, 'refused'), full)
  await expectRefusal(await fire(first, 'Meanwhile'), full)
  const deletion = await fetch(`${first.url}/api/v2/silence/${before.silenceID}`, { method: 'DELETE' })
  await expectRefusal(deletion, full)
  await sink.arrived(({ payload }) => payload.groupLabels.alertname === 'Meanwhile')
  expect(await comments(first)).toEqual(['before'])
  expect(await failures(first)).toBeGreaterThanOrEqual(3)
  expect(await problem(first)).toMatch(full)
  expect(first.process.output()).toMatch(/level=ERROR msg="Storage failed".*no space left/)

  disk.free()
  expect((await silence(first, 'after')).status).toBe(200)
  expect((await fire(first, 'After')).status).toBe(200)
  await sink.arrived(({ payload }) => payload.groupLabels.alertname === 'After')
  // What was refused and nobody has sent again is written with the rest, every ten seconds.
  await sleep(11_000)
  expect(await problem(first)).toBeUndefined()
  expect(first.process.output()).toMatch(/level=INFO msg="Storage works again"/)
  first.process.signal('SIGKILL')
  await first.process.exited

  const second = await start()
  expect(await comments(second)).toEqual(['after', 'before'])
  expect(await alertNames(second)).toEqual(['After', 'Before', 'Meanwhile'])
  for (const name of ['Before', 'Meanwhile', 'After']) expect((await fire(second, name)).status).toBe(200)
  await sleep(2500)
  expect(['Before', 'Meanwhile', 'After'].map(told)).toEqual([1, 1, 1])
})

test('damage and a full disk at once: what could be saved is there, and is written when there is room', async ({
  skip,
}) => {
  if (disk === undefined) return skip('mounting is not permitted')
  const first = await start()
  for (const comment of ['one', 'two']) expect((await silence(first, comment)).status).toBe(200)
  await first.process.stop()
  const file = join(data(), 'promised.db')
  const bytes = await readFile(file)
  await writeFile(file, bytes.fill(0, 0, 100))
  disk.fill()
  const second = await start()
  expect(await comments(second)).toEqual(['one', 'two'])
  await expectRefusal(await silence(second, 'refused'), /no space left/)
  disk.free()
  expect((await silence(second, 'three')).status).toBe(200)
  second.process.signal('SIGKILL')
  await second.process.exited
  expect(await comments(await start())).toEqual(['one', 'three', 'two'])
})

test('a directory that may not be written: it starts with what is there, and writes as soon as it may', async ({
  skip,
}) => {
  if (disk === undefined) return skip('mounting is not permitted')
  const first = await start()
  await fire(first, 'Before')
  await silence(first, 'before')
  await sink.arrived(({ payload }) => payload.groupLabels.alertname === 'Before')
  await sleep(500)
  first.process.signal('SIGKILL')
  await first.process.exited

  await disk.mayBeWritten(false)
  const second = await start()
  expect(await comments(second)).toEqual(['before'])
  expect(await alertNames(second)).toEqual(['Before'])
  await expectRefusal(await silence(second, 'refused'), /a directory that this process may write to/)
  await expectRefusal(await fire(second, 'Meanwhile'), /a directory that this process may write to/)
  await sink.arrived(({ payload }) => payload.groupLabels.alertname === 'Meanwhile')
  expect(await failures(second)).toBeGreaterThanOrEqual(2)
  expect(await problem(second)).toMatch(/read-only file system/i)

  await disk.mayBeWritten(true)
  expect((await silence(second, 'after')).status).toBe(200)
  expect((await fire(second, 'Meanwhile')).status).toBe(200)
  await fire(second, 'Before')
  await sleep(2500)
  second.process.signal('SIGKILL')
  await second.process.exited

  const third = await start()
  expect(await comments(third)).toEqual(['after', 'before'])
  expect(await alertNames(third)).toEqual(['Before', 'Meanwhile'])
  expect(['Before', 'Meanwhile'].map(told)).toEqual([1, 1])
})
