// A stage in real time: a server process (Alertmanager, Tocsin, or any with their flags) and a real webhook receiver.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../../src/model/instant.ts'
import { type Behaviour, externalURL, receiverOrigin, type Second, type TimelineCase } from './timeline-case.ts'
import { type ApiCall, type ApiReply, playTimeline, type Stage } from './timeline-player.ts'
import { Receivers } from './timeline-receivers.ts'
import type { ReceivedRequest, RecordedRequest } from './timeline-recording.ts'

export interface LiveStageOptions {
  /** The server's program and its first arguments. */
  readonly command: readonly string[]
  /** Where the server listens, on the loopback. */
  readonly port: number
  /** Where the receiver listens, on the loopback. */
  readonly receiverPort: number
}

const patienceInMs = 20_000

/** Starts a server for a timeline and waits until it is ready; second zero is then. */
export async function openLiveStage(timeline: TimelineCase, options: LiveStageOptions): Promise<Stage> {
  const directory = await mkdtemp(path.join(tmpdir(), 'timeline-'))
  const stage = new LiveStage(timeline, options, directory)
  try {
    await stage.open()
  } catch (error) {
    await stage[Symbol.asyncDispose]()
    throw error
  }
  return stage
}

class LiveStage implements Stage {
  start: Instant = 0
  readonly #timeline: TimelineCase
  readonly #options: LiveStageOptions
  readonly #directory: string
  readonly #receivers = new Receivers()
  readonly #webhooks: Server
  #process: ChildProcess | undefined
  #output = ''

  constructor(timeline: TimelineCase, options: LiveStageOptions, directory: string) {
    this.#timeline = timeline
    this.#options = options
    this.#directory = directory
    this.#webhooks = createServer((request, response) => void this.#receive(request, response))
  }

  async open(): Promise<void> {
    this.#webhooks.listen(this.#options.receiverPort, '127.0.0.1')
    await once(this.#webhooks, 'listening')
    await this.writeConfig(this.#timeline.config)
    await this.#launch()
    this.start = Date.now()
  }

  async until(second: Second): Promise<void> {
    await sleep(Math.max(0, this.start + second * 1000 - Date.now()))
  }

  async call(call: ApiCall): Promise<ApiReply> {
    const response = await fetch(`http://127.0.0.1:${this.#options.port}${call.path}`, {
      method: call.method,
      ...(call.body === undefined
        ? {}
        : { body: JSON.stringify(call.body), headers: { 'Content-Type': 'application/json' } }),
    })
    return { status: response.status, body: await response.text() }
  }

  async writeConfig(yaml: string): Promise<void> {
    await writeFile(
      path.join(this.#directory, 'alertmanager.yml'),
      yaml.replaceAll(receiverOrigin, `http://127.0.0.1:${this.#options.receiverPort}`),
    )
  }

  async restart(): Promise<void> {
    await this.#terminate()
    await this.#launch()
  }

  async crash(): Promise<void> {
    await this.#terminate('SIGKILL')
    await this.#launch()
  }

  setClock(): never {
    throw new Error('a test may not set the clock of the machine')
  }

  timeAt(second: Second): Instant {
    return this.start + second * 1000
  }

  behave(receiverPath: string, behaviour: Behaviour): void {
    this.#receivers.behave(receiverPath, behaviour)
  }

  received(): readonly ReceivedRequest[] {
    return this.#receivers.received()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#terminate()
    this.#webhooks.closeAllConnections()
    this.#webhooks.close()
    await rm(this.#directory, { recursive: true, force: true })
  }

  async #launch(): Promise<void> {
    const [program, ...first] = this.#options.command
    const child = spawn(program as string, [
      ...first,
      `--config.file=${path.join(this.#directory, 'alertmanager.yml')}`,
      `--storage.path=${path.join(this.#directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${this.#options.port}`,
      `--web.external-url=${externalURL}`,
      '--cluster.listen-address=',
      ...(this.#timeline.flags ?? []),
    ])
    this.#process = child
    const collect = (chunk: Buffer): void => {
      this.#output = (this.#output + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => collect(Buffer.from(String(error))))
    await this.#untilReady(child)
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + patienceInMs
    while (Date.now() < deadline && child.exitCode === null) {
      const reply = await this.call({ method: 'GET', path: '/-/ready' }).catch(() => undefined)
      if (reply?.status === 200) return
      await sleep(20)
    }
    throw new Error(`${this.#options.command.join(' ')} did not become ready:\n${this.#output}`)
  }

  async #terminate(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (child === undefined || child.exitCode !== null || child.pid === undefined) return
    const exit = once(child, 'exit')
    child.kill(signal)
    const timer = setTimeout(() => child.kill('SIGKILL'), patienceInMs)
    await exit
    clearTimeout(timer)
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const { behaviour, gaveUp } = this.#receivers.receive({ at, to: request.url ?? '', body })
    if ('closes' in behaviour) {
      request.socket.destroy()
      return
    }
    response.once('close', () => {
      if (!response.writableFinished) gaveUp(Date.now())
    })
    if ('hangs' in behaviour) return
    if (behaviour.after !== undefined) await sleep(behaviour.after * 1000)
    if (!response.destroyed) response.writeHead(behaviour.answers).end()
  }
}

/** Plays a timeline against a server process of its own, from start to stop. */
export async function playLive(timeline: TimelineCase, options: LiveStageOptions): Promise<readonly RecordedRequest[]> {
  await using stage = await openLiveStage(timeline, options)
  return await playTimeline(timeline, stage)
}
