// The live stream's source: turns events into messages, a few a second at most, keeps the latest so that a reader who
// was cut off can go on, and hands them to every reader. Nothing here can hold up those who emit: they only count.

import type { Clock, Timer } from '../../clock.ts'
import type { EventBus } from '../../events/bus.ts'
import { type Duration, type Instant, minute, second } from '../../model/instant.ts'
import { ChangeCounter, liveEvents } from './change-counter.ts'
import { LiveStream } from './live-stream.ts'

/** What happens within this span is one message. */
const span: Duration = 0.25 * second

/** How often a stream without news says that it is still there. Proxies cut what is silent for a minute. */
const heartbeat: Duration = 15 * second

/** How long it goes on to keep messages when nobody reads. */
const patience: Duration = 5 * minute

/** How many messages are kept for readers who come back. */
const keptMessages = 256

/** How many may read at a time. */
export const mostReaders = 200

export interface LiveFeedOptions {
  readonly clock: Clock
  readonly bus: EventBus
}

/** Listens to the bus only while somebody reads, or has read lately. */
export class LiveFeed implements Disposable {
  readonly #clock: Clock
  readonly #bus: EventBus
  readonly #startedAt: Instant
  readonly #changes = new ChangeCounter()
  readonly #readers = new Set<LiveStream>()
  /** Of the messages from `#next - #kept.length` on. */
  #kept: string[] = []
  #next = 1
  #epoch = 0
  #leaveBus: readonly (() => void)[] = []
  #sending: Timer | undefined
  #heartbeat: Timer | undefined
  #idle: Timer | undefined
  #isClosed = false

  constructor({ clock, bus }: LiveFeedOptions) {
    this.#clock = clock
    this.#bus = bus
    this.#startedAt = clock.now()
  }

  /** Where the stream stands now: everything after this place can be asked for, as long as it is kept. */
  position(): string {
    this.#begin()
    return this.#idOf(this.#next - 1)
  }

  /**
   * A new reader.
   * @param after the place after which to go on, as `position` or the last message told it; undefined: from now on
   * @returns undefined when there are too many readers
   */
  read(after: string | undefined): LiveStream | undefined {
    if (this.#isClosed || this.#readers.size >= mostReaders) return undefined
    this.#begin()
    const stream = new LiveStream()
    this.#readers.add(stream)
    stream.once('close', () => this.#left(stream))
    const missed = after === undefined ? [] : this.#messagesAfter(after)
    // The first bytes open the stream for the reader, and say where it begins.
    stream.write(`retry: 3000\nid: ${this.#idOf(this.#next - 1 - (missed?.length ?? 0))}\nevent: hello\ndata: {}\n\n`)
    if (missed === undefined) stream.write(`id: ${this.#idOf(this.#next - 1)}\nevent: start-over\ndata: {}\n\n`)
    else for (const message of missed) stream.write(message)
    this.#heartbeat ??= this.#clock.at(this.#clock.now() + heartbeat, () => this.#beat())
    return stream
  }

  get readers(): number {
    return this.#readers.size
  }

  /** Ends every stream: a server that stops must not wait for them. */
  close(): void {
    this.#isClosed = true
    for (const stream of this.#readers) stream.end()
    this.#stop()
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #begin(): void {
    if (this.#isClosed) return
    if (this.#leaveBus.length === 0) {
      this.#epoch++
      this.#leaveBus = liveEvents.map((type) =>
        this.#bus.on(type, (event) => {
          if (this.#changes.add(event, this.#clock.now())) this.#soon()
        }),
      )
    }
    this.#idle?.cancel()
    this.#idle = this.#clock.at(this.#clock.now() + patience, () => {
      if (this.#readers.size === 0) this.#stop()
    })
  }

  /** What is not kept from here on cannot be asked for: the next one to read begins another count. */
  #stop(): void {
    for (const leave of this.#leaveBus) leave()
    for (const timer of [this.#sending, this.#heartbeat, this.#idle]) timer?.cancel()
    this.#sending = undefined
    this.#heartbeat = undefined
    this.#idle = undefined
    this.#leaveBus = []
    this.#kept = []
    this.#changes.take()
  }

  #left(stream: LiveStream): void {
    this.#readers.delete(stream)
    if (this.#readers.size > 0 || this.#isClosed) return
    this.#heartbeat?.cancel()
    this.#heartbeat = undefined
    this.#begin()
  }

  #soon(): void {
    this.#sending ??= this.#clock.at(this.#clock.now() + span, () => {
      this.#sending = undefined
      this.#send()
    })
  }

  #send(): void {
    const data = { now: new Date(this.#clock.now()).toISOString(), ...this.#changes.take() }
    const message = `id: ${this.#idOf(this.#next)}\nevent: change\ndata: ${JSON.stringify(data)}\n\n`
    this.#next++
    this.#kept.push(message)
    if (this.#kept.length > keptMessages) this.#kept.shift()
    for (const stream of this.#readers) stream.write(message)
  }

  #beat(): void {
    for (const stream of this.#readers) stream.write(': still here\n\n')
    this.#heartbeat = this.#clock.at(this.#clock.now() + heartbeat, () => this.#beat())
  }

  /** Undefined when some of them are gone, or when the place is of another count. */
  #messagesAfter(place: string): readonly string[] | undefined {
    const end = place.lastIndexOf('.')
    const last = Number(place.slice(end + 1))
    if (place !== this.#idOf(last) || last >= this.#next) return undefined
    const count = this.#next - 1 - last
    if (count > this.#kept.length) return undefined
    return count === 0 ? [] : this.#kept.slice(-count)
  }

  #idOf(number: number): string {
    return `${this.#startedAt.toString(36)}-${this.#epoch}.${number}`
  }
}
