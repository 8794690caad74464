// What one round of a scenario works with: servers and sinks of its own, in a folder of its own, all gone afterwards.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RouterKind } from '../support/alert-router.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import type { Span } from './cpu-profile.ts'
import type { Form } from './scenario.ts'
import { type Server, type ServerOptions, startServer } from './server.ts'
import { openSink, type Sink } from './sink.ts'

/** How to start a server. */
export interface Start {
  /** The text of its configuration file. */
  readonly configuration: string
  readonly flags?: readonly string[]
}

export interface StageOptions {
  readonly kind: RouterKind
  readonly form: Form
  /** The command that starts a server of this kind. */
  readonly program: readonly string[]
  /** As {@link ServerOptions.idleShare}, where it is not that of a plain server: one under a profiler never rests. */
  readonly idleShare?: number
}

export class Stage implements AsyncDisposable {
  readonly kind: RouterKind
  readonly form: Form
  readonly program: readonly string[]
  readonly #idleShare: ServerOptions['idleShare']
  /** The 99th percentile of the delay of a Tocsin's event loop, in milliseconds, for each server and stretch. */
  readonly loopDelays: number[] = []
  readonly #closing = new AsyncDisposableStack()
  readonly #servers: Server[] = []
  #folder: string | undefined
  #directories = 0
  #peakMemory = 0
  #stretch: Span = { from: 0, to: 0 }
  /** Of processes that are none of the servers: until each was ready. */
  readonly #starts: { readonly span: Span; readonly cpu: number }[] = []
  #cpuBefore = 0
  #cpuTime = 0

  constructor({ kind, form, program, idleShare = 0.05 }: StageOptions) {
    this.kind = kind
    this.form = form
    this.program = program
    this.#idleShare = idleShare
  }

  /** A new process, with the data of the last one where `directory` is the same. */
  async start({ configuration, flags = [] }: Start, directory = `${this.#directories++}`): Promise<Server> {
    const { configFile, path } = await this.files(configuration, directory)
    const { program } = this
    const server = await startServer(this.kind, {
      configFile,
      directory: path,
      flags,
      program,
      idleShare: this.#idleShare,
    })
    if (this.#closing.disposed) await server[Symbol.asyncDispose]() // interrupted meanwhile: the next line throws
    this.#closing.use(server)
    this.#servers.push(server)
    return server
  }

  /** A folder for a server, with its configuration file. */
  async files(
    configuration: string,
    directory: string,
  ): Promise<{ readonly path: string; readonly configFile: string }> {
    this.#folder ??= this.#closing.use(await scratchDirectory()).path
    const path = join(this.#folder, directory)
    await mkdir(path, { recursive: true })
    const configFile = join(path, 'alertmanager.yml')
    await writeFile(configFile, configuration)
    return { path, configFile }
  }

  async sink(): Promise<Sink> {
    return this.#closing.use(await openSink())
  }

  /** The clock runs from here: what was before does not count as delay of the event loop. */
  async measuring(): Promise<void> {
    await this.#loopDelay()
    this.#cpuBefore = this.#cpu()
    this.#stretch = { from: microseconds(), to: Infinity }
  }

  /** Notes the delay of the event loop since the last time: before a pause too, which would hide it among idle turns. */
  async measured(): Promise<void> {
    this.#peakMemory = Math.max(this.#peakMemory, ...this.#servers.map((server) => server.memory().peak))
    this.#stretch = { ...this.#stretch, to: microseconds() }
    this.#cpuTime = this.#cpu() - this.#cpuBefore
    this.loopDelays.push(...(await this.#loopDelay()))
  }

  /** A process that was not started here begins, and nothing is measured but how soon it is ready: with so many seconds of CPU time. */
  startBegins(): { ready(cpu: number): void } {
    const from = microseconds()
    return { ready: (cpu) => this.#starts.push({ span: { from, to: microseconds() }, cpu }) }
  }

  /** What is measured: the starts, or from where the clock runs until it was noted last. */
  get stretches(): readonly Span[] {
    return this.#starts.length > 0 ? this.#starts.map(({ span }) => span) : [this.#stretch]
  }

  /** The CPU seconds of all servers in them. */
  get cpuTime(): number {
    return this.#starts.reduce((sum, { cpu }) => sum + cpu, this.#cpuTime)
  }

  /** Ends the servers as an operator would. */
  async stop(): Promise<void> {
    for (const server of this.#servers) await server.stop()
  }

  /** The most memory that one of its servers had resident when it was measured last, in bytes. */
  get peakMemory(): number {
    return this.#peakMemory
  }

  /** Ends its processes when the signal aborts, whatever it is used for at the time. */
  endWith(signal: AbortSignal): void {
    const end = (): void => void this.#closing.disposeAsync()
    signal.addEventListener('abort', end)
    this.#closing.defer(() => signal.removeEventListener('abort', end))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#closing.disposeAsync()
  }

  #cpu(): number {
    return this.#servers.reduce((sum, server) => sum + server.cpu(), 0)
  }

  /** Since it was asked for last: the server forgets it with each scrape. */
  async #loopDelay(): Promise<readonly number[]> {
    if (this.kind !== 'tocsin') return []
    const delays: number[] = []
    for (const server of this.#servers) {
      const seconds = await server.metric('nodejs_eventloop_lag_p99_seconds').catch(() => undefined)
      if (seconds !== undefined && Number.isFinite(seconds)) delays.push(seconds * 1000)
    }
    return delays
  }
}

/** By the clock of V8's profiles. */
function microseconds(): number {
  return Number(process.hrtime.bigint() / 1000n)
}
