// Half an hour of ordinary life, sped up: 1,000 alerts a second of which some end and others begin, and a webhook that is dead.
// What grows while nothing grows is a leak: the heap, the memory and the files have to level off.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Connection } from './http/connection.ts'
import { monotonic, sleepUntil } from './monotonic.ts'
import { alertBatches } from './prometheus-alerts.ts'
import type { Server } from './server.ts'
import type { Stage } from './stage.ts'
import { median } from './statistics.ts'

/** In bytes. */
export interface SoakSample {
  readonly second: number
  readonly heap: number
  readonly resident: number
  readonly files: number
}

export interface SoakResult {
  readonly minutes: number
  readonly alertsPerSecond: number
  /** Notifications that arrived at the webhook that is alive. */
  readonly notifications: number
  readonly samples: readonly SoakSample[]
  readonly faults: readonly string[]
}

const alive = 5_000
const alertsPerSecond = 1_000
const batchSize = 50
/** So many alerts a second end, and as many begin. */
const replacedPerSecond = 50
const sampleSeconds = 5

/** Everything that is kept for a while is kept for a sixth of the time, so that it has gone many times at the end. */
export async function soak(
  stage: Stage,
  { minutes, progress }: { readonly minutes: number; readonly progress: (line: string) => void },
): Promise<SoakResult> {
  const kept = Math.max(20, Math.round((minutes * 60) / 6))
  const sink = await stage.sink()
  const configuration = `
route: { receiver: team, group_by: [alertname], group_wait: 1s, group_interval: 10s, repeat_interval: ${Math.round(kept / 2)}s }
receivers:
  - name: team
    webhook_configs: [{ url: '${sink.url}/team' }, { url: 'http://127.0.0.1:9/dead' }]
`
  const flags = [
    `--data.retention=${kept}s`,
    `--data.maintenance-interval=${Math.round(kept / 3)}s`,
    `--alerts.gc-interval=${Math.round(kept / 3)}s`,
  ]
  const server = await stage.start({ configuration, flags }, 'soak')
  const { path } = await stage.files(configuration, 'soak')
  const samples: SoakSample[] = []
  using connection = await Connection.open(server.port)
  const begun = monotonic()
  const startsAt = Date.now() - 60_000
  for (let second = 0; second < minutes * 60; second++) {
    for (const request of requestsOf(second, startsAt)) {
      const { status } = await connection.request(request)
      if (status !== 200) throw new Error(`POST was answered ${status}`)
    }
    if (second % sampleSeconds === 0) samples.push(await sample(server, { second, path }))
    if (second % 60 === 0) progress(`soak: minute ${second / 60} of ${minutes}, ${inShort(samples.at(-1))}`)
    await sleepUntil(begun + (second + 1) * 1000)
  }
  const notifications = (await sink.arrivals()).length
  const listed = (await server.read('/api/v2/alerts')).toString().split('"fingerprint":"').length - 1
  const faults = [
    ...(['heap', 'resident', 'files'] as const).map((what) => growthOf(what, samples)),
    listed > alive * 1.1 ? `${listed} alerts are listed, and ${alive} are alive` : undefined,
    notifications === 0 ? 'nobody was notified' : undefined,
    monotonic() - begun > minutes * 61_000 ? 'it did not keep up with the load' : undefined,
  ]
  return { minutes, alertsPerSecond, notifications, samples, faults: faults.filter((fault) => fault !== undefined) }
}

/** Each of those that are alive every five seconds; and for the last time those that have just ended. */
function requestsOf(second: number, startsAt: number): readonly Buffer[] {
  const now = Date.now()
  const first = second * replacedPerSecond
  const turns = alive / alertsPerSecond
  return [
    ...alertBatches({
      from: first + (second % turns) * alertsPerSecond,
      count: alertsPerSecond - replacedPerSecond,
      batchSize,
      startsAt,
      endsAt: now + 240_000,
    }),
    ...alertBatches({
      from: first,
      count: replacedPerSecond,
      batchSize,
      startsAt,
      endsAt: now - 1,
    }),
  ]
}

async function sample(
  server: Server,
  { second, path }: { readonly second: number; readonly path: string },
): Promise<SoakSample> {
  const heap = (await server.metric('nodejs_heap_size_used_bytes')) ?? Number.NaN
  return { second, heap, resident: server.memory().resident, files: bytesIn(path) }
}

function bytesIn(folder: string): number {
  let bytes = 0
  for (const name of readdirSync(folder, { recursive: true })) {
    const stat = statSync(join(folder, String(name)), { throwIfNoEntry: false })
    if (stat?.isFile()) bytes += stat.size
  }
  return bytes
}

/** A fault, when the last quarter of the time lies well above the second one. */
function growthOf(what: 'heap' | 'resident' | 'files', samples: readonly SoakSample[]): string | undefined {
  const quarter = samples.length / 4
  const early = median(samples.slice(quarter, 2 * quarter).map((each) => each[what]))
  const late = median(samples.slice(3 * quarter).map((each) => each[what]))
  if (late <= early * 1.15 + 4 * 1024 * 1024) return undefined
  return `${what} grew from ${mebibytes(early)} in the second quarter to ${mebibytes(late)} in the last`
}

function inShort(sample: SoakSample | undefined): string {
  if (sample === undefined) return ''
  return `heap ${mebibytes(sample.heap)}, resident ${mebibytes(sample.resident)}, files ${mebibytes(sample.files)}`
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`
}
