// A minute of real time with real servers and sockets: receivers that are away, reloads every second, and kills. They run side by
// side, since they mostly wait.

import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Absence, openAbsentReceiver } from '../support/absent-receivers.ts'
import { type AlertRouter, startRouter } from '../support/alert-router.ts'
import { loadConfig, playLoad, toldByGroup } from '../support/same-load.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { openWebhookSink } from '../support/webhook-sink.ts'

const minute = 60_000

interface Scene {
  readonly router: () => AlertRouter
  readonly configure: (changes: Parameters<typeof loadConfig>[1]) => Promise<unknown>
  /** Ends the server without a warning, and starts it again. */
  readonly kill: () => Promise<void>
  readonly isOver: () => boolean
}

/** What a server tells of the load while it is disturbed: by something that goes on beside it, or after some step. */
async function playedLoad({
  beside = async () => {},
  afterStep = async () => {},
}: {
  readonly beside?: (scene: Scene) => Promise<void>
  readonly afterStep?: (step: number, scene: Scene) => Promise<void>
}): Promise<ReturnType<typeof toldByGroup>> {
  await using sink = await openWebhookSink()
  await using scratch = await scratchDirectory()
  await using servers = new AsyncDisposableStack()
  const configure = async (changes?: Parameters<typeof loadConfig>[1]): Promise<string> =>
    scratch.write('alertmanager.yml', loadConfig(sink.url, changes))
  const configFile = await configure()
  const start = async () => servers.use(await startRouter('tocsin', { configFile, directory: scratch.path }))
  let router = await start()
  const kills: number[] = []
  let isOver = false
  const scene: Scene = {
    router: () => router,
    configure,
    kill: async () => {
      router.process.signal('SIGKILL')
      kills.push(Date.now())
      await router.process.exited
      router = await start()
    },
    isOver: () => isOver,
  }
  const disturbances: Promise<void>[] = [beside(scene)]
  await playLoad({ router: scene.router, sink, onStep: (step) => disturbances.push(afterStep(step, scene)) })
  isOver = true
  await Promise.all(disturbances)
  return toldByGroup(sink.arrivals, kills)
}

test.concurrent('reloads every second, and kills between what happens and its telling, change nothing of what is told', async () => {
  let reloads = 0
  const files = [
    {},
    { more: '- { receiver: b, matchers: [team="nobody"], group_wait: 1s }' },
    { teamB: 'team=~"b|nobody"' },
  ]
  const [undisturbed, reloaded, killed] = await Promise.all([
    playedLoad({}),
    playedLoad({
      beside: async ({ router, configure, isOver }) => {
        for (; !isOver(); reloads++) {
          await configure(files[reloads % files.length])
          if (reloads % 2 === 0) router().process.signal('SIGHUP')
          else expect((await router().post('/-/reload')).status).toBe(200)
          await sleep(1000)
        }
      },
    }),
    playedLoad({
      // Before the first flush of some groups, and between two of others that have news, ends or nothing to tell.
      afterStep: async (step, { kill }) => {
        await sleep(Math.random() * 1000)
        if (step % 2 === 0) await kill()
      },
    }),
  ])
  expect(Object.keys(undisturbed)).toHaveLength(41)
  expect(Object.values(undisturbed).flat().length).toBeGreaterThan(100)
  expect(reloaded).toEqual(undisturbed)
  expect(killed).toEqual(undisturbed)
  expect(reloads).toBeGreaterThan(40)
}, 300_000)

test.concurrent('receivers that were away for a minute hear the final state of each group, once, and the one that was there noticed nothing', async () => {
  await using stack = new AsyncDisposableStack()
  const well = stack.use(await openWebhookSink())
  const scratch = stack.use(await scratchDirectory())
  const absences: readonly Absence[] = ['refuses', 'hangs', 'fails', 'throttles', 'throttles for a while']
  const receivers = await Promise.all(absences.map(async (absence) => stack.use(await openAbsentReceiver(absence))))
  const webhooks = [well, ...receivers].map(({ url }, i) => ({ name: `r${i}`, webhook_configs: [{ url }] }))
  const configFile = await scratch.write(
    'alertmanager.yml',
    JSON.stringify({
      route: {
        receiver: 'r0',
        group_by: ['alertname'],
        group_wait: '500ms',
        group_interval: '2s',
        routes: webhooks.map(({ name }) => ({ receiver: name, continue: true })),
      },
      receivers: webhooks,
    }),
  )
  const router = stack.use(await startRouter('tocsin', { configFile, directory: scratch.path }))
  const post = async (...alerts: readonly (readonly [name: string, instance: string, over?: true])[]) => {
    const now = new Date().toISOString()
    const body = alerts.map(([alertname, instance, over]) => ({
      labels: { alertname, instance },
      ...(over === undefined ? { startsAt: now, endsAt: '2099-01-01T00:00:00Z' } : { endsAt: now }),
    }))
    expect((await router.post('/api/v2/alerts', body)).status).toBe(200)
  }
  const told = (name: string, ...alerts: readonly string[]) => ({ name, alerts })
  const toldIn = (
    payloads: readonly {
      groupLabels: Readonly<Record<string, string>>
      alerts: readonly { status: string; labels: Readonly<Record<string, string>> }[]
    }[],
  ) =>
    payloads
      .map(({ groupLabels, alerts }) =>
        told(
          groupLabels.alertname ?? '',
          ...alerts.map(({ status, labels }) => `${status === 'firing' ? '' : '-'}${labels.instance}`),
        ),
      )
      .toSorted((x, y) => (x.name < y.name ? -1 : 1))

  await post(['Steady', '1'], ['Ends', '1'], ['Flaps', '1'], ['Grows', '1'])
  await expect.poll(() => receivers.map(({ heard }) => heard.length)).toEqual(receivers.map(() => 4))
  await Promise.all(receivers.map((receiver) => receiver.leave()))
  const left = Date.now()
  await sleep(5000)
  await post(['New', '1'], ['NewEnds', '1'], ['NewFlaps', '1'], ['Grows', '2'], ['Flaps', '1', true])
  await sleep(15_000)
  await post(['Ends', '1', true], ['NewFlaps', '1', true], ['NewEnds', '1', true])
  await sleep(15_000)
  await post(['Flaps', '1'], ['NewFlaps', '1'], ['Grows', '3'])
  await sleep(Math.max(left + minute - Date.now(), 0))
  // At least what has to be told in the end; at most what is under way and the newest of each group.
  const pending = await router.metric('tocsin_notifications_pending')
  expect(pending).toBeGreaterThanOrEqual(receivers.length * 4)
  expect(pending).toBeLessThanOrEqual(receivers.length * 7 * 2)
  for (const { turnedAway, heard } of receivers) {
    expect(heard).toHaveLength(4)
    expect(turnedAway).toBeLessThan(7 * 30)
  }

  await Promise.all(receivers.map((receiver) => receiver.comeBack()))
  // The longest pause by then, and then some for whatever comes twice.
  await expect.poll(() => router.metric('tocsin_notifications_pending'), { timeout: 60_000, interval: 500 }).toBe(0)
  await sleep(3000)
  const final = [told('Ends', '-1'), told('Grows', '1', '2', '3'), told('New', '1'), told('NewFlaps', '1')]
  expect(receivers.map(({ heard }) => toldIn(heard.slice(4)))).toEqual(receivers.map(() => final))
  expect(receivers.slice(1).every(({ turnedAway }) => turnedAway > 10)).toBe(true)
  expect(toldIn(well.arrivals.map(({ payload }) => payload))).toEqual([
    told('Ends', '1'),
    told('Ends', '-1'),
    told('Flaps', '1'),
    told('Flaps', '-1'),
    told('Flaps', '1'),
    told('Grows', '1'),
    told('Grows', '1', '2'),
    told('Grows', '1', '2', '3'),
    told('New', '1'),
    told('NewEnds', '1'),
    told('NewEnds', '-1'),
    told('NewFlaps', '1'),
    told('NewFlaps', '-1'),
    told('NewFlaps', '1'),
    told('Steady', '1'),
  ])
}, 150_000)
