// Writes alerts as bytes, each once: all answers that say the same of an alert copy it from where it was written.

import type { AlertText } from './alert-text.ts'
import type { AlertView, WrittenAlert } from './alert-view.ts'

const chunkLength = 65_536

export class AlertWriter {
  readonly #texts: AlertText
  /** What is not copied elsewhere by then stays in memory as long as something of the same chunk is needed. */
  #chunk = Buffer.alloc(0)
  #length = 0

  constructor(texts: AlertText) {
    this.#texts = texts
  }

  /** The alert as JSON with a comma before it. @param receivers a JSON array @param status a JSON object */
  write(view: AlertView, receivers: string, status: string): WrittenAlert {
    const { alert, written } = view
    if (written?.alert === alert && written.receivers === receivers && written.status === status) return written
    const text = `,${this.#texts.write(alert, receivers, status)}`
    // At most three bytes for each unit of UTF-16.
    if (this.#chunk.length - this.#length < 3 * text.length) {
      this.#chunk = Buffer.allocUnsafeSlow(Math.max(chunkLength, 3 * text.length))
      this.#length = 0
    }
    const start = this.#length
    const length = this.#chunk.write(text, start)
    this.#length += length
    view.written = { alert, receivers, status, length, bytes: this.#chunk, start }
    return view.written
  }
}
