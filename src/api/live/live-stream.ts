// One reader of the live stream. One that does not keep up is cut off: it comes back, and then starts over.

import { Readable } from 'node:stream'

/** In bytes: far more than a reader that is there ever leaves lying. */
const mostUnread = 256 * 1024

export class LiveStream extends Readable {
  /** Gives the reader a text; nothing is given to one that has left. */
  write(text: string): void {
    if (this.destroyed || this.readableEnded) return
    this.push(text)
    if (this.readableLength > mostUnread) this.destroy()
  }

  /** Lets the reader go in good order. */
  end(): void {
    if (!this.destroyed) this.push(null)
  }

  /** What is there was pushed already. */
  override _read(): void {}
}
