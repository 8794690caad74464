// The server under test as a process: Tocsin as built, or the real Alertmanager, started with the same flags and asked
// over the same API. What a test expects of one holds for the other, unless the test says so.

import { join } from 'node:path'
import { type ChildProcess, startProcess } from './child-process.ts'
import { freePort } from './free-port.ts'
import { peer } from './peers.ts'

/** Which program serves. */
export type RouterKind = 'tocsin' | 'alertmanager'

/** A running server. Disposing of it kills it. */
export interface AlertRouter extends AsyncDisposable {
  readonly kind: RouterKind
  readonly url: string
  readonly process: ChildProcess
  /** POSTs to a path below the server's URL; a body is sent as JSON. */
  post(path: string, body?: unknown): Promise<Response>
  /** GETs JSON; rejects on any answer but 200. */
  get(path: string): Promise<unknown>
  /** The value of one sample on /metrics, by its name with labels, as printed there. */
  metric(sample: string): Promise<number | undefined>
}

export interface RouterOptions {
  readonly configFile: string
  /** Holds the data directory; what is in it stays from one start to the next. */
  readonly directory: string
  readonly flags?: readonly string[]
  /** As --web.route-prefix; the URL of the router is still that of its port. */
  readonly prefix?: string
  /** The command to start in place of the one that `kind` stands for. */
  readonly program?: readonly string[]
}

/** What the end-to-end tests start: Tocsin, unless TOCSIN_E2E_SERVER=alertmanager asks to check the tests themselves. */
export const routerUnderTest: RouterKind = process.env.TOCSIN_E2E_SERVER === 'alertmanager' ? 'alertmanager' : 'tocsin'

const project = join(import.meta.dirname, '../..')

/** Starts a server on a free port of loopback and awaits /-/ready. */
export async function startRouter(kind: RouterKind, options: RouterOptions): Promise<AlertRouter> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = startRouterProcess(kind, { ...options, port })
  await ready(url + (options.prefix ?? ''), child)

  return {
    kind,
    url,
    process: child,
    post: (path, body) =>
      fetch(url + path, {
        method: 'POST',
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      }),
    async get(path) {
      const response = await fetch(url + path)
      if (response.status !== 200) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
      return response.json()
    },
    async metric(sample) {
      const text = await (await fetch(`${url}/metrics`)).text()
      const line = text.split('\n').find((each) => each.startsWith(`${sample} `))
      return line === undefined ? undefined : Number(line.slice(sample.length + 1))
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** Starts a server and awaits nothing: it may as well refuse to start. */
export function startRouterProcess(
  kind: RouterKind,
  {
    configFile,
    directory,
    port,
    flags = [],
    prefix = '/',
    program = programOf(kind),
  }: RouterOptions & { readonly port: number },
): ChildProcess {
  return startProcess([
    ...program,
    `--config.file=${configFile}`,
    `--storage.path=${dataDirectory(kind, directory)}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--web.external-url=http://router.example',
    `--web.route-prefix=${prefix}`,
    '--cluster.listen-address=',
    ...flags,
  ])
}

/** Where a server keeps its state, below the folder that it was started with. */
export function dataDirectory(kind: RouterKind, directory: string): string {
  return join(directory, `data-${kind}`)
}

function programOf(kind: RouterKind): readonly string[] {
  if (kind === 'alertmanager') return peer('prometheus-alertmanager')
  return [join(project, 'node_modules/.bin/node'), join(project, 'dist/main.js')]
}

/** Asks /-/ready until it answers 200. A real process has no other way to tell from outside. */
async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000
  while (child.running && Date.now() < deadline) {
    const response = await fetch(`${url}/-/ready`).catch(() => undefined)
    if (response?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const output = child.output()
  await child[Symbol.asyncDispose]()
  throw new Error(`the server did not get ready:\n${output}`)
}
