// The whole server, in this process and on a clock that stands still, on a data directory that somebody has damaged.

import { join } from 'node:path'
import { type App, createApp } from '../../src/app/create-app.ts'
import { parseOptions } from '../../src/app/options.ts'
import { openSqliteStorage } from '../../src/storage/sqlite-storage.ts'
import { filesIn, type Piece, piecesWith } from './corruption-world.ts'
import { ManualClock } from './manual-clock.ts'
import { memoryDirectory, scratchDirectory } from './scratch-directory.ts'
import { entryMessage, silenceMessage } from './snapshot-encoder.ts'

/** A silence or an alert: its comment, or its annotation, and where that lies. */
export interface PlacedThing {
  readonly kind: 'silence' | 'alert'
  readonly mark: string
  readonly pieces: readonly Piece[]
}

export interface AppWorld {
  readonly name: string
  /** Whether a changed byte is always noticed. */
  readonly hasChecksums: boolean
  readonly files: ReadonlyMap<string, Buffer>
  readonly things: readonly PlacedThing[]
}

const count = 40
const marks = (kind: string): readonly string[] => Array.from({ length: count }, (_, index) => `[${kind} ${index}]`)

/** A directory that the server itself has written, and left by a clean end or by a SIGKILL. */
export async function makeAppWorld(end: 'closed' | 'killed'): Promise<AppWorld> {
  await using scratch = await scratchDirectory(memoryDirectory)
  const data = join(scratch.path, 'data')
  await using app = await startApp(data, await scratch.write('alertmanager.yml', configuration))
  for (const mark of marks('silence')) await app.silence(mark)
  for (const mark of marks('alert')) await app.fire(mark)
  // The groups flush, and what was journalled becomes rows.
  await app.clock.advance(60_000)
  for (const mark of marks('later alert')) await app.fire(mark)
  if (end === 'closed') await app[Symbol.asyncDispose]()
  const files = filesIn(data)
  const placed = (kind: PlacedThing['kind'], mark: string): PlacedThing => {
    const pieces = [...files].flatMap(([file, bytes]) => piecesWith(mark, file, bytes))
    if (pieces.length === 0) throw new Error(`no place found for ${mark}`)
    return { kind, mark, pieces }
  }
  const things = [
    ...marks('silence').map((mark) => placed('silence', mark)),
    ...marks('alert').map((mark) => placed('alert', mark)),
    ...marks('later alert').map((mark) => placed('alert', mark)),
  ]
  return { name: `server, ${end}`, hasChecksums: true, files, things }
}

/** A directory that an Alertmanager has written. */
export function makeSnapshotWorld(): AppWorld {
  const now = new ManualClock().now() / 1000
  const silences: Buffer[] = []
  const things: PlacedThing[] = []
  let start = 0
  for (const [index, mark] of marks('silence').entries()) {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
    const bytes = silenceMessage({ id, alertname: `A${index}`, comment: mark, now })
    things.push({ kind: 'silence', mark, pieces: [{ file: 'silences', start, end: start + bytes.length }] })
    start += bytes.length
    silences.push(bytes)
  }
  const entries = marks('group').map((mark) => entryMessage({ groupKey: `{}:{alertname="${mark}"}`, now }))
  const files = new Map([
    ['silences', Buffer.concat(silences)],
    ['nflog', Buffer.concat(entries)],
  ])
  return { name: 'Alertmanager', hasChecksums: false, files, things }
}

/** One group for all alerts. */
export const configuration = `
route: { receiver: team, group_by: [alertname], group_wait: 1s, group_interval: 1m, repeat_interval: 4h }
receivers: [{ name: team, webhook_configs: [{ url: 'http://receiver.test/' }] }]
`

/** A server that can be asked without a network. */
export interface InjectedApp extends AsyncDisposable {
  readonly clock: ManualClock
  silence(comment: string): Promise<void>
  fire(annotation: string): Promise<void>
  /** What is found of each kind, by comment or annotation. */
  things(kind: PlacedThing['kind']): Promise<ReadonlySet<string>>
  /** What was set aside, as the Status page shows it. */
  setAside(): Promise<readonly unknown[]>
}

/** Starts on what stands in a directory. */
export async function startApp(data: string, configFile: string): Promise<InjectedApp> {
  const parsed = parseOptions([`--config.file=${configFile}`, `--storage.path=${data}`, '--cluster.listen-address='])
  if (!parsed.ok) throw new Error(parsed.message)
  const clock = new ManualClock()
  const app: App = await createApp(parsed.options, {
    clock,
    network: { request: async () => ({ status: 200, headers: {}, body: '' }) },
    mail: { send: async () => ({ sent: true }) },
    openStorage: openSqliteStorage,
    random: () => 0.5,
    logSink: { write: () => {} },
    processMetrics: false,
    pageDirectory: undefined,
  })
  const call = async (method: 'GET' | 'POST', url: string, body?: unknown): Promise<unknown> => {
    const payload = body === undefined ? {} : { payload: JSON.stringify(body), headers }
    const reply = await app.server.inject({ method, url, ...payload })
    if (reply.statusCode !== 200) throw new Error(`${method} ${url}: ${reply.statusCode} ${reply.body}`)
    return reply.body === '' ? undefined : JSON.parse(reply.body)
  }
  const at = (seconds: number): string => new Date(clock.now() + seconds * 1000).toISOString()
  const matchers = [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }]
  let fired = 0
  let closed = false
  return {
    clock,
    silence: async (comment) => {
      const silence = { matchers, startsAt: at(0), endsAt: at(3600), createdBy: 'me', comment }
      await call('POST', '/api/v2/silences', silence)
    },
    fire: async (summary) => {
      const labels = { alertname: 'A', n: `${fired++}` }
      const alert = { labels, annotations: { summary }, startsAt: at(0), endsAt: at(3600) }
      await call('POST', '/api/v2/alerts', [alert])
    },
    things: async (kind) => {
      if (kind === 'silence') {
        const silences = (await call('GET', '/api/v2/silences')) as readonly { readonly comment: string }[]
        return new Set(silences.map(({ comment }) => comment))
      }
      const alerts = (await call('GET', '/api/v2/alerts')) as readonly { annotations: { summary: string } }[]
      return new Set(alerts.map(({ annotations }) => annotations.summary))
    },
    setAside: async () => {
      const operation = (await call('GET', '/api/tocsin/v1/operation')) as { storage: { setAside: readonly unknown[] } }
      return operation.storage.setAside
    },
    [Symbol.asyncDispose]: async () => {
      if (closed) return
      closed = true
      await app.close()
    },
  }
}

const headers = { 'content-type': 'application/json' }
