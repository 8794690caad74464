// Writes log lines to a file descriptor without ever holding up the event loop: a reader that stalls (a full pipe) costs
// lines, not alerts. Node's own process.stderr would block on a pipe.

import { write, writeSync } from 'node:fs'
import type { LogSink } from './log.ts'

/** The part of node:fs that is used; tests bring their own. */
export interface DescriptorWriter {
  /** Writes what it can; `done` gets the number of bytes written or the error. */
  write(data: Buffer, done: (error: NodeJS.ErrnoException | null, written: number) => void): void
  /** The same at once. @throws as node:fs does. */
  writeSync(data: Buffer): number
}

export interface LogOutputOptions {
  readonly writer: DescriptorWriter
  /** Calls `resume` a little later. A pipe that others have set to non-blocking says that it is full, and not when it no longer is. */
  readonly pause: (resume: () => void) => void
}

/** How much may wait. Beyond that, lines are dropped and counted. */
const mostWaiting = 4 * 1024 * 1024

/** The lines' way to a descriptor: one write at a time, what comes meanwhile goes with the next. */
export class LogOutput implements LogSink {
  readonly #writer: DescriptorWriter
  readonly #pause: LogOutputOptions['pause']
  #waiting: string[] = []
  #waitingSize = 0
  #inFlight: Buffer | undefined
  #dropped = 0
  #idle: (() => void)[] = []

  constructor({ writer, pause }: LogOutputOptions) {
    this.#writer = writer
    this.#pause = pause
  }

  write(line: string): void {
    if (this.#waitingSize + line.length > mostWaiting) {
      this.#dropped++
      return
    }
    this.#waiting.push(line)
    this.#waitingSize += line.length + 1
    if (this.#inFlight === undefined) this.#writeNext()
  }

  /** Resolves when everything was handed over, or when the descriptor is broken. */
  async drained(): Promise<void> {
    if (this.#inFlight === undefined) return
    await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  /** Writes what waits, at once, as far as the descriptor takes it: for the last moment of a process. */
  flushNow(): void {
    const rest = this.#takeWaiting()
    if (rest === undefined) return
    try {
      this.#writer.writeSync(rest)
    } catch {
      // Nothing is left to tell it to.
    }
  }

  #takeWaiting(): Buffer | undefined {
    if (this.#dropped > 0) {
      this.#waiting.push(`${this.#dropped} log lines were dropped because nobody read them`)
      this.#dropped = 0
    }
    if (this.#waiting.length === 0) return undefined
    const data = Buffer.from(`${this.#waiting.join('\n')}\n`)
    this.#waiting = []
    this.#waitingSize = 0
    return data
  }

  #writeNext(): void {
    const data = this.#takeWaiting()
    if (data === undefined) {
      const idle = this.#idle
      this.#idle = []
      for (const resolve of idle) resolve()
      return
    }
    this.#send(data)
  }

  /** Also where the descriptor is broken (closed pipe, full disk): what was in flight is lost, the next line tries again. */
  #finish(): void {
    this.#inFlight = undefined
    this.#writeNext()
  }

  #send(data: Buffer): void {
    this.#inFlight = data
    this.#writer.write(data, (error, written) => {
      if (error?.code === 'EAGAIN') this.#pause(() => this.#send(data))
      else if (error === null && written < data.length) this.#send(data.subarray(written))
      else this.#finish()
    })
  }
}

/** A descriptor of this process: 2 for stderr. */
export function descriptorWriter(descriptor: number): DescriptorWriter {
  return {
    write: (data, done) => write(descriptor, data, done),
    writeSync: (data) => writeSync(descriptor, data),
  }
}
