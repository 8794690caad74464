// A stage in virtual time: Tocsin itself, in this process, on a clock that the timeline moves.

import { type App, createApp } from '../../src/app/create-app.ts'
import { parseOptions } from '../../src/app/options.ts'
import type { Clock } from '../../src/clock.ts'
import type { Duration, Instant } from '../../src/model/instant.ts'
import { memoryStorage } from '../../src/storage/memory-storage.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { ManualClock } from './manual-clock.ts'
import { type ScratchDirectory, scratchDirectory } from './scratch-directory.ts'
import { type Behaviour, externalURL, receiverOrigin, type Second, type TimelineCase } from './timeline-case.ts'
import { TimelineNetwork } from './timeline-network.ts'
import { type ApiCall, type ApiReply, playTimeline, type Stage } from './timeline-player.ts'
import { Receivers } from './timeline-receivers.ts'
import type { ReceivedRequest, RecordedRequest } from './timeline-recording.ts'

/** A Monday noon: what a timeline that says nothing else starts at. */
const defaultStart: Instant = Date.UTC(2026, 0, 5, 12, 0, 0)

/** What a stage has to know of a timeline before it starts. */
export interface StageSetting extends Pick<TimelineCase, 'config' | 'flags'> {
  /** Second zero. */
  readonly start?: Instant
}

/** Starts Tocsin on a clock of its own. */
export async function openVirtualStage(setting: StageSetting): Promise<Stage> {
  const stage = new VirtualStage(setting, await scratchDirectory())
  await stage.open()
  return stage
}

/** Plays a timeline from start to stop, as fast as the machine can. */
export async function playVirtual(timeline: TimelineCase): Promise<readonly RecordedRequest[]> {
  await using stage = await openVirtualStage(timeline)
  return await playTimeline(timeline, stage)
}

class VirtualStage implements Stage {
  readonly start: Instant
  readonly #setting: StageSetting
  readonly #directory: ScratchDirectory
  readonly #clock: ManualClock
  readonly #receivers = new Receivers()
  /** Outlives a restart, as a data directory does. */
  readonly #storage = memoryStorage()
  #app: App | undefined
  #life: Life = { over: false }
  /** By how much the clock was set. */
  #setBy: Duration = 0

  constructor(setting: StageSetting, directory: ScratchDirectory) {
    this.start = setting.start ?? defaultStart
    this.#setting = setting
    this.#directory = directory
    this.#clock = new ManualClock(this.start)
  }

  async open(): Promise<void> {
    await this.writeConfig(this.#setting.config)
    await this.#launch()
  }

  async until(second: Second): Promise<void> {
    await this.#clock.advanceTo(this.start + second * 1000 + this.#setBy)
  }

  async call({ method, path, body }: ApiCall): Promise<ApiReply> {
    const reply = await this.#running.server.inject({
      method,
      url: path,
      ...(body === undefined ? {} : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return { status: reply.statusCode, body: reply.body }
  }

  async writeConfig(yaml: string): Promise<void> {
    await this.#directory.write('alertmanager.yml', yaml.replaceAll(receiverOrigin, 'http://receiver.test'))
  }

  async restart(): Promise<void> {
    await this.#shutDown()
    await this.#launch()
  }

  /** What the old one still wants is not heard any more. */
  async crash(): Promise<void> {
    this.#life.over = true
    this.#app = undefined
    await this.#launch()
  }

  setClock(seconds: Second): void {
    this.#setBy += seconds * 1000
    this.#clock.step(this.#clock.now() + seconds * 1000)
  }

  /** Clients whose clock is right all the time; a step makes that of the server right. */
  timeAt(second: Second): Instant {
    return this.start + second * 1000 + this.#setBy
  }

  behave(path: string, behaviour: Behaviour): void {
    this.#receivers.behave(path, behaviour)
  }

  received(): readonly ReceivedRequest[] {
    return this.#receivers.received()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#app !== undefined) await this.#shutDown()
    await this.#directory[Symbol.asyncDispose]()
  }

  get #running(): App {
    if (this.#app === undefined) throw new Error('the server is down')
    return this.#app
  }

  async #launch(): Promise<void> {
    const parsed = parseOptions([
      `--config.file=${this.#directory.path}/alertmanager.yml`,
      `--storage.path=${this.#directory.path}/data`,
      `--web.external-url=${externalURL}`,
      '--cluster.listen-address=',
      ...(this.#setting.flags ?? []),
    ])
    if (!parsed.ok) throw new Error(parsed.message)
    const life: Life = { over: false }
    this.#life = life
    const clock = clockOf(life, this.#clock)
    this.#app = await createApp(parsed.options, {
      clock,
      network: new TimelineNetwork(clock, this.#receivers, () => clock.now() - this.#setBy),
      openStorage: async () => storageOf(life, this.#storage),
      // The middle of every back-off.
      random: () => 0.5,
      logSink: { write: () => {} },
      mail: { send: async () => ({ sent: true }) },
      processMetrics: false,
      pageDirectory: undefined,
    })
  }

  /** Closing may wait for deliveries, on the clock: it goes on until that is over. */
  async #shutDown(): Promise<void> {
    let closed = false
    const closing = this.#running.close().finally(() => {
      closed = true
    })
    this.#app = undefined
    // An error of the closing is told by the await below.
    closing.catch(() => {})
    while (!closed) await this.#clock.advance(100)
    await closing
  }
}

/** One run of the server: after its end nothing that it wants has an effect. */
interface Life {
  over: boolean
}

function clockOf(life: Life, clock: Clock): Clock {
  return {
    now: () => clock.now(),
    onStep: (listener) =>
      clock.onStep((by) => {
        if (!life.over) listener(by)
      }),
    at: (when, task) =>
      clock.at(when, () => {
        if (!life.over) task()
      }),
  }
}

/** The same storage under a handle of its own, so that it can be opened again. */
function storageOf(life: Life, storage: Storage): Storage {
  return {
    problem: undefined,
    table: (name, options) => {
      const table = storage.table(name, options)
      const never = new Promise<void>(() => {})
      return {
        all: () => table.all(),
        put: (rows) => (life.over ? never : table.put(rows)),
        remove: (keys) => (life.over ? never : table.remove(keys)),
      }
    },
    [Symbol.asyncDispose]: async () => {},
  }
}
