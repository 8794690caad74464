// How fast alerts are taken in over HTTP: Tocsin as built, and beside it a real Alertmanager when its path is given.
//
//   npm run bench                                                     Tocsin alone
//   npm run bench -- .peers/root/usr/bin/prometheus-alertmanager      both, and the ratio
//
// One client sends batch after batch, as a Prometheus does: first alerts that are new, then the same ones again with a later
// end. Servers take turns, each round in a new process; the figures are medians. Nobody is notified.

import { resolve } from 'node:path'
import { Pool } from 'undici'
import { type AlertRouter, type RouterKind, startRouter } from '../support/alert-router.ts'
import { alertmanagerCommand } from '../support/peers.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'

const alerts = 20_000
const batchSize = 256
const rounds = 5
const resends = 3

/** Alerts a second by the clock, and the server's CPU time for each. */
interface Figures {
  readonly perSecond: number
  readonly cpuMicroseconds: number
}

type Phase = 'new' | 'resent'
type Round = Readonly<Record<Phase, Figures>>

const configuration = `
route: { receiver: nobody, group_by: [alertname], group_wait: 1h }
receivers: [{ name: nobody }]
`

const binary = process.argv[2]
const kinds: readonly RouterKind[] = binary === undefined ? ['tocsin'] : ['tocsin', 'alertmanager']
const measured = new Map<RouterKind, Round[]>(kinds.map((kind) => [kind, []]))
for (let round = 0; round < rounds; round++) {
  for (const kind of kinds) measured.get(kind)?.push(await measure(kind))
}
report(measured)

async function measure(kind: RouterKind): Promise<Round> {
  await using scratch = await scratchDirectory()
  const configFile = await scratch.write('alertmanager.yml', configuration)
  await using router = await startRouter(kind, {
    configFile,
    directory: scratch.path,
    ...(kind === 'alertmanager' && binary !== undefined ? { program: alertmanagerCommand(resolve(binary)) } : {}),
  })
  const begin = Date.now()
  const fresh = await post(router, [batches(begin)])
  const again = Array.from({ length: resends }, (_, index) => batches(begin, (index + 1) * 15_000))
  return { new: fresh, resent: await post(router, again) }
}

/** Posts every pass, one request at a time over one connection. Bodies are ready before the clock runs. */
async function post(router: AlertRouter, passes: readonly (readonly string[])[]): Promise<Figures> {
  const pool = new Pool(router.url, { connections: 1 })
  const cpuBefore = await cpuSeconds(router)
  const begun = performance.now()
  for (const body of passes.flat()) {
    const { statusCode, body: answer } = await pool.request({
      path: '/api/v2/alerts',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    await answer.dump()
    if (statusCode !== 200) throw new Error(`${router.kind} answered ${statusCode}`)
  }
  const seconds = (performance.now() - begun) / 1000
  const cpu = (await cpuSeconds(router)) - cpuBefore
  await pool.close()
  const count = alerts * passes.length
  return { perSecond: count / seconds, cpuMicroseconds: (cpu * 1e6) / count }
}

async function cpuSeconds(router: AlertRouter): Promise<number> {
  return (await router.metric('process_cpu_seconds_total')) ?? Number.NaN
}

/** All alerts as request bodies, ending `later` milliseconds after the first telling's end. */
function batches(begin: number, later = 0): readonly string[] {
  const all = Array.from({ length: alerts }, (_, index) => ({
    labels: {
      alertname: `Alert${index % 200}`,
      cluster: `cluster-${index % 7}`,
      instance: `host-${index}:9100`,
      job: 'node',
      namespace: `team-${index % 31}`,
      severity: index % 3 === 0 ? 'critical' : 'warning',
    },
    annotations: { summary: `Something is wrong on host-${index}`, runbook: 'https://runbooks.example/something' },
    startsAt: new Date(begin).toISOString(),
    endsAt: new Date(begin + 240_000 + later).toISOString(),
    generatorURL: 'http://prometheus.example/graph?g0.expr=up+%3D%3D+0&g0.tab=1',
  }))
  const bodies: string[] = []
  for (let first = 0; first < all.length; first += batchSize) {
    bodies.push(JSON.stringify(all.slice(first, first + batchSize)))
  }
  return bodies
}

function report(results: ReadonlyMap<RouterKind, readonly Round[]>): void {
  console.log(`${alerts} alerts in batches of ${batchSize}, then ${resends} times again; medians of ${rounds} rounds`)
  for (const phase of ['new', 'resent'] as const) {
    const rows = [...results].map(([kind, figures]) => ({
      kind,
      perSecond: median(figures.map((round) => round[phase].perSecond)),
      cpu: median(figures.map((round) => round[phase].cpuMicroseconds)),
    }))
    for (const { kind, perSecond, cpu } of rows) {
      console.log(
        `${phase.padEnd(7)} ${kind.padEnd(13)} ${perSecond.toFixed(0).padStart(7)} alerts/s ${cpu.toFixed(1).padStart(6)} µs CPU each`,
      )
    }
    const [ours, theirs] = rows
    if (ours === undefined || theirs === undefined) continue
    console.log(
      `${phase.padEnd(7)} ${'ratio'.padEnd(13)} ${(ours.perSecond / theirs.perSecond).toFixed(2)}× the rate, ${(ours.cpu / theirs.cpu).toFixed(2)}× the CPU time`,
    )
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
