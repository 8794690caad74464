// When SQLite's write-ahead log goes into the file beside it. That takes tens of milliseconds, most of which the disk is waited for; left
// to itself, SQLite takes them in the middle of a burst. Here it happens in the first pause after there is enough to do.

import type { Clock, Timer } from '../clock.ts'
import type { Duration } from '../model/instant.ts'

/** From here on a checkpoint is worth the wait, in bytes. */
const enough = 4 * 1024 * 1024

/** A pause: for so long nothing was written, nor is anything in the turn of the loop that follows. */
const pause: Duration = 5

export interface QuietCheckpointsOptions {
  readonly clock: Clock
  /** False while something is waiting to be written. */
  readonly isQuiet: () => boolean
  /** Makes a checkpoint. Throws nothing: what fails is tried again with the next writes. */
  readonly checkpoint: () => void
}

export class QuietCheckpoints {
  readonly #options: QuietCheckpointsOptions
  /** What was written since the last checkpoint. SQLite may have made one meanwhile; one too many does no harm. */
  #bytes = 0
  #timer: Timer | undefined

  constructor(options: QuietCheckpointsOptions) {
    this.#options = options
  }

  /** Takes note that about so many bytes were written. */
  wrote(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes < enough) return
    const { clock } = this.#options
    this.#timer?.cancel()
    this.#timer = clock.at(clock.now() + pause, () => setImmediate(() => this.#afterPause()))
  }

  close(): void {
    this.#timer?.cancel()
    this.#bytes = 0
  }

  #afterPause(): void {
    if (this.#bytes < enough || !this.#options.isQuiet()) return
    this.#bytes = 0
    this.#options.checkpoint()
  }
}
