// Sends the requests of a scenario one after another, and puts the answers into a form that does not depend on when and
// where they were given. The same for a real Alertmanager and for ours.

import { type IncomingHttpHeaders, request } from 'node:http'
import type { ApiCase } from './api-cases.ts'

export interface ApiAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Parsed when it is JSON; absent when empty. */
  readonly body?: unknown
}

export interface ApiExchange {
  /** As in its case, to see that recording and cases belong together. */
  readonly request: string
  readonly answer: ApiAnswer
}

/** The headers that say something about the API. */
const told = [
  'content-type',
  'allow',
  'location',
  'vary',
  'cache-control',
  'x-content-type-options',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-allow-credentials',
  'www-authenticate',
  'x-frame-options',
  'strict-transport-security',
]

/** One scenario's requests, in their order, on one server. Its silence ids and the present time become tokens. */
export class ApiSession {
  readonly #origin: URL
  readonly #now: () => number
  readonly #ids: string[] = []

  /** @param origin `http://127.0.0.1:9093` */
  constructor(origin: string, now: () => number = Date.now) {
    this.#origin = new URL(origin)
    this.#now = now
  }

  async ask(asked: ApiCase): Promise<ApiAnswer> {
    const [method = '', path = ''] = asked.request.split(/ (.*)/, 2)
    const body = this.#bodyOf(asked)
    const headers = asked.headers ?? (body === undefined ? {} : { 'content-type': 'application/json' })
    const answer = await this.#send({ method, path: this.#fill(path), headers, body })
    const kept = Object.fromEntries(
      told.filter((name) => answer.headers[name] !== undefined).map((name) => [name, String(answer.headers[name])]),
    )
    const text = withSortedMethods(this.#normalise(answer.body))
    if (kept.allow !== undefined) kept.allow = sorted(kept.allow)
    if (text === '') return { status: answer.status, headers: kept }
    return { status: answer.status, headers: kept, body: readable(path, kept['content-type'], text) }
  }

  #bodyOf({ body, bytes }: ApiCase): Buffer | undefined {
    if (bytes !== undefined) return Buffer.from(bytes, 'hex')
    if (body === undefined) return undefined
    return Buffer.from(this.#fill(typeof body === 'string' ? body : JSON.stringify(body)))
  }

  #fill(text: string): string {
    return text
      .replace(/<uuid (\d+)>/g, (_, number: string) => this.#ids[Number(number) - 1] ?? `no id ${number}`)
      .replace(/<now([+-]\d+)?m?>/g, (_, minutes = '0') =>
        new Date(this.#now() + Number(minutes) * 60_000).toISOString(),
      )
  }

  #normalise(text: string): string {
    const now = this.#now()
    return text
      .replace(
        /"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"/g,
        (quoted) => `"<uuid ${this.#numberOf(quoted.slice(1, -1))}>"`,
      )
      .replace(/"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g, (quoted) => {
        const minutes = Math.round((Date.parse(quoted.slice(1, -1)) - now) / 60_000)
        if (Math.abs(minutes) > 60) return quoted
        return `"<now${minutes === 0 ? '' : `${minutes > 0 ? '+' : ''}${minutes}m`}>"`
      })
  }

  #numberOf(id: string): number {
    const known = this.#ids.indexOf(id)
    return known >= 0 ? known + 1 : this.#ids.push(id)
  }

  #send(sent: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: Buffer | undefined
  }): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }> {
    const { method, path, headers, body } = sent
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#origin
      const length = body === undefined && method !== 'POST' ? {} : { 'content-length': String(body?.length ?? 0) }
      const outgoing = request({ hostname, port, method, path, headers: { ...headers, ...length }, agent: false })
      outgoing.on('error', reject)
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        )
      })
      outgoing.end(body)
    })
  }
}

/** Alertmanager names the methods of a path in another order each time it starts. */
function withSortedMethods(text: string): string {
  return text.replace(
    /(is not allowed, but \[)([^\]]*)/,
    (_, before: string, methods: string) => before + sorted(methods),
  )
}

function sorted(list: string): string {
  return list.split(/, ?/).sort().join(', ')
}

/** JSON as a value; what is another program's own, as a token. */
function readable(path: string, contentType: string | undefined, text: string): unknown {
  if (contentType?.startsWith('text/plain; version=') || contentType?.startsWith('application/openmetrics'))
    return '<metrics>'
  if (/^<!doctype html>/i.test(text)) return '<page>'
  if (contentType !== 'application/json') return text
  const value: unknown = JSON.parse(text)
  return path.startsWith('/api/v2/status') ? withoutVersions(value) : value
}

/** GET /status with only what does not depend on the version and the machine. */
function withoutVersions(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('versionInfo' in value)) return value
  const keys = Object.keys(value.versionInfo as object).filter((key) => key !== 'tocsin')
  return { ...value, config: '<config>', versionInfo: keys.sort() }
}
