// Load on a real process that is killed with SIGKILL at random instants, and an account of what it had answered for.
//
//   node test/support/crash-run.ts --kills 1000       or --seconds 3600; needs `npm run build`

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type AlertRouter, startRouter, startRouterProcess } from './alert-router.ts'
import { CrashAlerts, wire } from './crash-alerts.ts'
import { CrashSilences, type ShownSilence } from './crash-silences.ts'
import { CrashTellings, type ShownGroup, slowInterval } from './crash-tellings.ts'
import { freePort } from './free-port.ts'
import { scratchDirectory } from './scratch-directory.ts'
import { openWebhookSink } from './webhook-sink.ts'

/** What a run has found. Names of what is lost; nothing may be. */
export interface CrashAccount {
  readonly kills: number
  /** What the server said when it did not get ready within 20 seconds. */
  readonly failedStarts: readonly string[]
  /** Changes of alerts, and silences, that were answered with 200. */
  readonly alerts: number
  readonly silences: number
  readonly notifications: number
  /** Alerts that a restarted server does not show as it had answered for; silences likewise. */
  readonly lostAlerts: readonly string[]
  readonly lostSilences: readonly string[]
  readonly lostLogEntries: readonly string[]
  readonly lostNotifications: readonly string[]
  /** Told twice, though the first telling had been answered. */
  readonly repeats: readonly string[]
  readonly earlyFlushes: readonly string[]
  /** Told twice since the answer may not have arrived: how many, and how long before the kill it was given, in milliseconds. */
  readonly repeatsInDoubt: number
  readonly longestDoubt: number
  /** From the answer to a change to its telling, in milliseconds. */
  readonly longestWait: number
  /** From the start of the process to its readiness, in milliseconds. */
  readonly slowestStart: number
}

/** When a run ends: after so many seconds or kills, whichever comes first. */
export interface CrashLimits {
  readonly seconds?: number
  readonly kills?: number
  /** Called every ten seconds. */
  readonly onProgress?: (account: CrashAccount) => void
}

/** Longest time between two kills, beside the start. */
const longestLife = 1200

/** Kills and starts again and again, then waits until all is told. */
export async function crashRun(limits: CrashLimits): Promise<CrashAccount> {
  const { seconds = Number.POSITIVE_INFINITY, kills: mostKills = Number.POSITIVE_INFINITY, onProgress } = limits
  const alerts = new CrashAlerts()
  const silences = new CrashSilences()
  const tellings = new CrashTellings()
  const lost = { lostAlerts: new Set<string>(), lostSilences: new Set<string>(), lostLogEntries: new Set<string>() }
  const failedStarts: string[] = []
  let slowestStart = 0
  await using scratch = await scratchDirectory()
  await using sink = await openWebhookSink({
    keep: false,
    heard: (arrival) => {
      tellings.heard(arrival, Number(arrival.path.slice('/life-'.length)))
      alerts.told(arrival.payload.alerts, arrival.at)
    },
  })
  // The webhook's path tells which life of the server has sent: what was sent just before the end arrives after it.
  const writeConfig = (): Promise<string> =>
    scratch.write(
      'alertmanager.yml',
      `
route:
  receiver: team
  group_by: [g]
  group_wait: 200ms
  group_interval: 1s
  repeat_interval: 4h
  routes: [{ matchers: [speed="slow"], group_interval: ${slowInterval}ms }]
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}life-${tellings.life}' }] }]
`,
    )
  const options = { configFile: await writeConfig(), directory: scratch.path, flags: ['--alerts.gc-interval=300ms'] }
  const account = (): CrashAccount => ({
    kills: tellings.life,
    failedStarts,
    slowestStart,
    alerts: alerts.acknowledged,
    silences: silences.size,
    notifications: tellings.count,
    lostAlerts: [...lost.lostAlerts],
    lostSilences: [...lost.lostSilences],
    lostLogEntries: [...lost.lostLogEntries],
    lostNotifications: alerts.untold(),
    repeats: tellings.repeats,
    earlyFlushes: tellings.earlyFlushes,
    repeatsInDoubt: tellings.doubted,
    longestDoubt: tellings.longestDoubt,
    longestWait: alerts.longestWait,
  })
  const start = async (): Promise<AlertRouter | undefined> => {
    await writeConfig()
    const begun = Date.now()
    try {
      const router = await startRouter('tocsin', options)
      slowestStart = Math.max(slowestStart, Date.now() - begun)
      return router
    } catch (error) {
      failedStarts.push(error instanceof Error ? error.message : String(error))
      tellings.killed(Date.now())
      return undefined
    }
  }
  const kill = (process: AlertRouter['process']): void => {
    process.signal('SIGKILL')
    tellings.killed(Date.now())
  }
  const check = async (router: AlertRouter): Promise<void> => {
    const { groups } = (await router.get('/api/tocsin/v1/groups')) as { readonly groups: readonly ShownGroup[] }
    for (const each of tellings.lostLogEntries(groups)) lost.lostLogEntries.add(each)
    const listed = (await router.get('/api/v2/alerts')) as readonly { readonly labels: { readonly n: string } }[]
    for (const each of alerts.lost(new Set(listed.map(({ labels }) => labels.n)))) lost.lostAlerts.add(each)
    const kept = (await router.get('/api/v2/silences')) as readonly ShownSilence[]
    for (const each of silences.lost(kept)) lost.lostSilences.add(each)
  }

  const progress = setInterval(() => onProgress?.(account()), 10_000)
  const end = Date.now() + seconds * 1000
  while (Date.now() < end && tellings.life < mostKills) {
    if (Math.random() < 0.25) {
      // While it starts.
      await writeConfig()
      await using process = startRouterProcess('tocsin', { ...options, port: await freePort() })
      await sleep(Math.random() * 600)
      kill(process)
      continue
    }
    await using router = await start()
    if (router === undefined) continue
    await check(router)
    const killed = sleep(20 + Math.random() * longestLife).then(() => kill(router.process))
    await load(router, { alerts, silences })
    await killed
  }

  await using router = await start()
  if (router === undefined) return account()
  await check(router)
  const patience = Date.now() + 30_000
  while (alerts.untold().length > 0 && Date.now() < patience) await sleep(100)
  // What comes again comes with the next flush.
  await sleep(slowInterval + 1000)
  await check(router)
  clearInterval(progress)
  return account()
}

/** Posts alerts and silences, one request after the other, for as long as the process lives. */
async function load(
  router: AlertRouter,
  { alerts, silences }: { readonly alerts: CrashAlerts; readonly silences: CrashSilences },
): Promise<void> {
  const ask = async (method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<string | undefined> => {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(router.url + path, { method, headers, body: JSON.stringify(body) ?? null }).catch(
      () => undefined,
    )
    return reply?.status === 200 ? reply.text().catch(() => undefined) : undefined
  }
  for (let i = 0; router.process.running; i++) {
    const request = alerts.next(Date.now())
    const sent = request.map(wire)
    if ((await ask('POST', '/api/v2/alerts', sent)) !== undefined) alerts.acknowledge(request, sent, Date.now())
    if (i % 4 === 0) await silences.next(ask)
    await sleep(15)
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, kills: { type: 'string' } } })
  const account = await crashRun({
    ...(values.seconds !== undefined && { seconds: Number(values.seconds) }),
    ...(values.kills !== undefined && { kills: Number(values.kills) }),
    onProgress: (account) => {
      // Of what may be long, how much there is.
      const counts = Object.entries(account).map(
        ([name, value]) => `${name} ${Array.isArray(value) ? value.length : value}`,
      )
      process.stderr.write(`${counts.join(', ')}
`)
    },
  })
  process.stdout.write(`${JSON.stringify(account, undefined, 2)}\n`)
}
