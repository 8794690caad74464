// Kills the process without a warning, right after its answer and at random instants, and looks for what it had answered.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AlertRouter, startRouter } from '../support/alert-router.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'

let scratch: ScratchDirectory
let configFile: string

beforeAll(async () => {
  scratch = await scratchDirectory()
  configFile = await scratch.write(
    'alertmanager.yml',
    'route: { receiver: nobody, group_by: [n], group_wait: 1h }\nreceivers: [{ name: nobody }]\n',
  )
})

afterAll(() => scratch[Symbol.asyncDispose]())

const start = (): Promise<AlertRouter> => startRouter('tocsin', { configFile, directory: scratch.path })

async function kill(router: AlertRouter): Promise<void> {
  router.process.signal('SIGKILL')
  await router.process.exited
}

test('every alert and silence that was answered with 200 survives kill -9', async () => {
  const acknowledged = new Set<string>()
  for (let round = 0; round < 5; round++) {
    const router = await start()
    const listed = (await router.get('/api/v2/alerts')) as { labels: { n: string } }[]
    expect(new Set(listed.map(({ labels }) => labels.n))).toEqual(acknowledged)
    const until = Date.now() + 100 + 200 * round
    const ended = new Promise<void>((resolve) => setTimeout(() => resolve(kill(router)), until - Date.now()))
    const lost = new Set<string>()
    for (let i = 0; router.process.running; i++) {
      const names = Array.from({ length: 20 }, (_, k) => `${round}-${i}-${k}`)
      const alerts = names.map((n) => ({ labels: { alertname: 'A', n }, endsAt: '2099-01-01T00:00:00Z' }))
      const reply = await router.post('/api/v2/alerts', alerts).catch(() => undefined)
      for (const name of names) (reply?.status === 200 ? acknowledged : lost).add(name)
    }
    await ended
    // The last request may have been taken without its answer having arrived.
    const after = await start()
    const there = (await after.get('/api/v2/alerts')) as { labels: { n: string } }[]
    for (const { labels } of there) if (lost.has(labels.n)) acknowledged.add(labels.n)
    await kill(after)
  }
  expect(acknowledged.size).toBeGreaterThan(100)
})
