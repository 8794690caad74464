// Load on a real process that is killed with SIGKILL at random instants, and an account of what it had answered for.
//
//   node test/support/crash-run.ts 3600      for an hour; needs `npm run build`

import { setTimeout as sleep } from 'node:timers/promises'
import { startRouter } from './alert-router.ts'
import { scratchDirectory } from './scratch-directory.ts'
import { openWebhookSink } from './webhook-sink.ts'

/** What a run has found. Names of what is lost; nothing may be. */
export interface CrashAccount {
  readonly kills: number
  readonly alerts: number
  readonly silences: number
  readonly lostAlerts: readonly string[]
  readonly lostSilences: readonly string[]
  readonly lostNotifications: readonly string[]
  /** Told twice, though the first telling had been answered well before the process was killed. */
  readonly repeats: readonly string[]
}

/** A notification that arrived so shortly before a kill may come again: its answer may not have been read and noted on a machine that is busy. */
const inDoubt = 3000

/** Kills and starts again for so many seconds, then waits until all is told. */
export async function crashRun(seconds: number): Promise<CrashAccount> {
  await using scratch = await scratchDirectory()
  await using sink = await openWebhookSink()
  const configFile = await scratch.write(
    'alertmanager.yml',
    `
route: { receiver: team, group_by: [n], group_wait: 200ms, group_interval: 1s, repeat_interval: 4h }
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}hook' }] }]
`,
  )
  const firing = new Set<string>()
  const ended = new Set<string>()
  const silences = new Set<string>()
  const kills: number[] = []
  const told = (n: string, status: string): number[] =>
    sink.arrivals.filter(({ payload }) => payload.groupLabels.n === n && payload.status === status).map(({ at }) => at)
  const start = () => startRouter('tocsin', { configFile, directory: scratch.path })
  const alert = (n: string, endsAt: string) => ({
    labels: { alertname: 'A', n },
    startsAt: new Date().toISOString(),
    endsAt,
  })
  const later = '2099-01-01T00:00:00Z'

  const end = Date.now() + seconds * 1000
  for (let round = 0; Date.now() < end; round++) {
    await using router = await start()
    const kill = sleep(50 + Math.random() * 1200).then(() => {
      kills.push(Date.now())
      router.process.signal('SIGKILL')
    })
    const accepted = async (path: string, body: unknown): Promise<unknown> => {
      const reply = await router.post(path, body).catch(() => undefined)
      return reply?.status === 200 ? reply.text().catch(() => undefined) : undefined
    }
    for (let i = 0; router.process.running; i++) {
      const names = Array.from({ length: 3 }, (_, k) => `${round}-${i}-${k}`)
      if (
        (await accepted(
          '/api/v2/alerts',
          names.map((n) => alert(n, later)),
        )) !== undefined
      ) {
        for (const n of names) firing.add(n)
      }
      const over = [...firing].find((n) => told(n, 'firing').length > 0)
      if (over !== undefined && i % 3 === 0) {
        firing.delete(over)
        // Whether it was answered or not, it may be over now; only when it was, it has to be.
        if ((await accepted('/api/v2/alerts', [alert(over, new Date().toISOString())])) !== undefined) ended.add(over)
      }
      const silence = {
        matchers: [{ name: 'nobody', value: `${round}-${i}`, isRegex: false, isEqual: true }],
        startsAt: new Date().toISOString(),
        endsAt: later,
        createdBy: 'crash',
        comment: '',
      }
      const set = await accepted('/api/v2/silences', silence)
      if (typeof set === 'string') silences.add((JSON.parse(set) as { silenceID: string }).silenceID)
      await sleep(20)
    }
    await kill
  }

  await using router = await start()
  for (let quiet = 0, seen = -1; quiet < 4; quiet = seen === sink.arrivals.length ? quiet + 1 : 0) {
    seen = sink.arrivals.length
    await sleep(1000)
  }
  const listed = new Set(
    ((await router.get('/api/v2/alerts')) as { labels: { n: string } }[]).map(({ labels }) => labels.n),
  )
  const kept = new Set(((await router.get('/api/v2/silences')) as { id: string }[]).map(({ id }) => id))
  const isInDoubt = (at: number): boolean => kills.some((killed) => killed >= at && killed - at < inDoubt)
  const repeats = [...firing, ...ended].flatMap((n) =>
    ['firing', 'resolved'].flatMap((status) => {
      const [first, ...more] = told(n, status)
      return first === undefined || more.length === 0 || isInDoubt(first) ? [] : [`${n} ${status}`]
    }),
  )
  return {
    kills: kills.length,
    alerts: firing.size + ended.size,
    silences: silences.size,
    lostAlerts: [...firing].filter((n) => !listed.has(n)),
    lostSilences: [...silences].filter((id) => !kept.has(id)),
    lostNotifications: [
      ...[...firing].filter((n) => told(n, 'firing').length === 0),
      ...[...ended].filter((n) => told(n, 'resolved').length === 0).map((n) => `${n} resolved`),
    ],
    repeats,
  }
}

if (import.meta.main) {
  process.stdout.write(`${JSON.stringify(await crashRun(Number(process.argv[2] ?? 60)), undefined, 2)}\n`)
}
