// What Node.js and the libraries take by themselves for what Tocsin does with them: no change of ours gets below that.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { parseDocument } from 'yaml'
import { startProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { Connection } from './http/connection.ts'
import { send } from './http/load.ts'
import { getRequest } from './http/request.ts'
import { monotonic } from './monotonic.ts'
import { CpuMeter, memory } from './process-figures.ts'
import type { BareMode } from './processes/bare-server.ts'
import { alertBatches } from './prometheus-alerts.ts'
import { announced, readyTime } from './ready-time.ts'
import type { RunOptions } from './rounds.ts'
import type { CpuMeasure, Figure, Form, Unit } from './scenario.ts'
import { routesConfiguration } from './scenarios/routes.ts'
import { openSink } from './sink.ts'
import { median } from './statistics.ts'

/** One line of the table. */
export interface Floor extends Figure {
  readonly title: string
  readonly unit: Unit
  readonly cpuPer?: CpuMeasure['per']
  /** The scenario, a figure of which this is a part of. */
  readonly scenario: string
}

interface Size {
  readonly starts: number
  readonly alerts: number
  readonly listed: number
  readonly notifications: number
  readonly routes: number
  readonly rows: number
}

const sizes: Readonly<Record<Form, Size>> = {
  full: { starts: 5, alerts: 60_000, listed: 10_000, notifications: 300, routes: 1_000, rows: 10_000 },
  short: { starts: 2, alerts: 5_000, listed: 1_000, notifications: 30, routes: 200, rows: 1_000 },
}

const project = join(import.meta.dirname, '../..')

const count = (number: number): string => number.toLocaleString('en')

export async function measureFloors({ form, programs, progress, interrupted }: RunOptions): Promise<readonly Floor[]> {
  const [node] = programs.get('tocsin') ?? []
  if (node === undefined) throw new Error('it is Tocsin of which the floors are measured')
  const size = sizes[form]
  const floors: Floor[] = []
  const studies = [bareStart, bareRows, bareIngest, bareAnswer, bareNotification, bareReload]
  for (const study of studies) {
    interrupted.throwIfAborted()
    floors.push(...(await study(node, size)))
    progress(`floors: ${floors.at(-1)?.title} ${floors.at(-1)?.value.toPrecision(4)} ${floors.at(-1)?.unit}`)
  }
  return floors
}

async function bareStart(node: string, { starts }: Size): Promise<readonly Floor[]> {
  const program = "require('node:http').createServer((_, answer) => answer.end()).listen(process.argv[1], '127.0.0.1')"
  const times: number[] = []
  const resident: number[] = []
  for (let start = 0; start < starts; start++) {
    const port = await freePort()
    await using child = startProcess(announced([node, '-e', program, `${port}`]))
    times.push(await readyTime(child, port))
    await sleep(500)
    resident.push(memory(child.pid).resident / 2 ** 20)
  }
  return [
    { title: 'an HTTP server of Node.js: ready', scenario: 'ready', unit: 'ms', value: median(times) },
    { title: 'an HTTP server of Node.js: RSS', scenario: 'memory', unit: 'MiB', value: median(resident) },
  ]
}

async function bareRows(node: string, { starts, rows }: Size): Promise<readonly Floor[]> {
  await using folder = await scratchDirectory()
  const path = join(folder.path, 'rows.db')
  fillRows(path, rows)
  const program = `
    const file = new (require('better-sqlite3'))(process.argv[1])
    for (const { value } of file.prepare('SELECT value FROM rows').iterate()) JSON.parse(value)
    console.log('read')`
  const times: number[] = []
  for (let start = 0; start < starts; start++) {
    await using child = startProcess(announced([node, '-e', program, path]), { cwd: project })
    await child.printed(/^about to exec$/m)
    const begun = monotonic()
    await child.printed(/^read$/m)
    times.push(monotonic() - begun)
  }
  const title = `a start of Node.js, and ${count(rows)} rows read from SQLite and parsed by JSON.parse`
  return [{ title, scenario: 'ready-silences', unit: 'ms', value: median(times) }]
}

/** About as long as silences are on disk. */
function fillRows(path: string, rows: number): void {
  const file = new Database(path)
  file.exec('CREATE TABLE rows (value TEXT)')
  const insert = file.prepare('INSERT INTO rows VALUES (?)')
  const texts = Array.from({ length: rows }, (_, row) => {
    const time = new Date(Date.now() + row).toISOString()
    const matchers = ['alertname', 'pod'].map((name) => ({ type: '=', name, value: `checkout-backend-${row}` }))
    return JSON.stringify({
      id: randomUUID(),
      matchers,
      startsAt: time,
      endsAt: time,
      updatedAt: time,
      comment: 'Known',
    })
  })
  file.transaction(() => {
    for (const text of texts) insert.run(text)
  })()
  file.close()
}

async function bareIngest(node: string, { alerts }: Size): Promise<readonly Floor[]> {
  const floors: Floor[] = []
  for (const batchSize of [64, 256]) {
    for (const mode of ['read', 'parse'] as const) {
      await using server = await bareServer(node, mode)
      const { port } = server
      await send({ port, requests: alertBatches({ count: alerts, batchSize }) })
      const requests = alertBatches({ from: alerts, count: alerts, batchSize })
      const before = server.cpu()
      const { seconds } = await send({ port, requests })
      floors.push({
        title: `${batchSize} alerts a request: ${mode === 'read' ? 'read and answered' : 'read, parsed by JSON.parse, and answered'}`,
        scenario: `ingest-${batchSize}`,
        unit: 'alerts/s',
        value: alerts / seconds,
        cpu: (server.cpu() - before) / alerts,
        cpuPer: 'alert',
      })
    }
  }
  return floors
}

async function bareAnswer(node: string, { listed }: Size): Promise<readonly Floor[]> {
  const bytes = alertBatches({ count: listed, batchSize: listed })[0]?.length
  await using server = await bareServer(node, 'answer', `${bytes}`)
  using connection = await Connection.open(server.port)
  const ask = async (): Promise<number> => (await connection.request(getRequest('/'))).milliseconds
  for (let warmUp = 0; warmUp < 20; warmUp++) await ask()
  const before = server.cpu()
  const times: number[] = []
  for (let time = 0; time < 20; time++) times.push(await ask())
  return [
    {
      title: `an answer as long as ${count(listed)} alerts, of bytes that are there`,
      scenario: 'reads-10k',
      unit: 'ms',
      value: median(times),
      cpu: (server.cpu() - before) / times.length,
      cpuPer: 'GET',
    },
  ]
}

async function bareNotification(node: string, { notifications }: Size): Promise<readonly Floor[]> {
  await using sink = await openSink()
  await using server = await bareServer(node, 'send on', `${sink.url}/team`)
  using connection = await Connection.open(server.port)
  const sent: number[] = []
  for (const request of alertBatches({ count: 2 * notifications, batchSize: 1 })) {
    sent.push(monotonic())
    await connection.request(request)
    await sleep(20)
  }
  const arrivals = await sink.arrivals()
  const times = arrivals.map(({ at }, index) => at - (sent[index] ?? Number.NaN)).slice(notifications)
  return [
    {
      title: 'a request that is read, answered, and sent on: until it arrives, p50',
      scenario: 'notification-latency',
      unit: 'ms',
      value: median(times),
    },
  ]
}

async function bareReload(_: string, { routes }: Size): Promise<readonly Floor[]> {
  const times: number[] = []
  for (let time = 0; time < 20; time++) {
    const text = routesConfiguration(routes, `${time + 1}m`)
    const begun = monotonic()
    parseDocument(text)
    times.push(monotonic() - begun)
  }
  return [
    {
      title: `the text of ${count(routes)} routes: read by the yaml package`,
      scenario: 'reload',
      unit: 'ms',
      value: median(times.slice(10)),
    },
  ]
}

interface BareServer extends AsyncDisposable {
  readonly port: number
  cpu(): number
}

async function bareServer(node: string, mode: BareMode, detail = ''): Promise<BareServer> {
  const port = await freePort()
  const program = fileURLToPath(import.meta.resolve('./processes/bare-server.ts'))
  const child = startProcess([node, program, `${port}`, mode, detail])
  await child.printed(/^listening$/m)
  const meter = new CpuMeter(child.pid)
  return { port, cpu: () => meter.seconds(), [Symbol.asyncDispose]: () => child[Symbol.asyncDispose]() }
}
