// A server under measurement: what a scenario asks of it, and what it costs.

import { setTimeout as sleep } from 'node:timers/promises'
import { type RouterKind, type RouterOptions, startRouter } from '../support/alert-router.ts'
import { type Answer, Connection } from './http/connection.ts'
import { getRequest } from './http/request.ts'
import { CpuMeter, type MemoryFigures, memory } from './process-figures.ts'

/** A running server. Disposing of it kills it. */
export interface Server extends AsyncDisposable {
  readonly kind: RouterKind
  readonly port: number
  /** CPU seconds so far, of the whole process tree. */
  cpu(): number
  memory(): MemoryFigures
  /** One GET over a connection of its own, of whose body only the length is kept; rejects on any answer but 200. */
  get(path: string): Promise<Answer>
  /** The same with its body, to look at the work that was done. */
  read(path: string): Promise<Buffer>
  /** The value of one sample on /metrics. */
  metric(sample: string): Promise<number | undefined>
  /** Awaits the end of what it does after its last answer: for a moment it used no more of a core than an idle server. */
  settled(): Promise<void>
  /** SIGTERM, and its end. */
  stop(): Promise<void>
}

export interface ServerOptions extends RouterOptions {
  /** How much of a core an idle server of this kind may use, as a fraction. */
  readonly idleShare: number
}

/** Starts a server in a process of its own and awaits that it is ready. */
export async function startServer(kind: RouterKind, { idleShare, ...options }: ServerOptions): Promise<Server> {
  const router = await startRouter(kind, options)
  const { pid } = router.process
  const meter = new CpuMeter(pid)
  const port = Number(new URL(router.url).port)

  return {
    kind,
    port,
    cpu: () => meter.seconds(),
    memory: () => memory(pid),
    get: (path) => get(path, false),
    read: async (path) => (await get(path, true)).body,
    metric: (sample) => router.metric(sample),
    async settled() {
      const window = 400
      const quiet = (idleShare * window) / 1000
      for (let waited = 0; waited < 60_000; waited += window) {
        const before = meter.seconds()
        await sleep(window)
        if (meter.seconds() - before <= quiet) return
      }
    },
    async stop() {
      await router.process.stop()
    },
    [Symbol.asyncDispose]: () => router[Symbol.asyncDispose](),
  }

  async function get(path: string, keepsBody: boolean): Promise<Answer> {
    using connection = await Connection.open(port)
    const answer = await connection.request(getRequest(path), keepsBody)
    if (answer.status !== 200) throw new Error(`GET ${path} was answered ${answer.status}`)
    return answer
  }
}
