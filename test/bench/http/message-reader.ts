// The least of HTTP/1.1 that tells where a message ends: for load and for a sink that must not cost what they measure.

/** One request or response. */
export interface Message {
  /** The request line or the status line. */
  readonly startLine: string
  /** The length of its body. */
  readonly bytes: number
  /** Only where bodies are kept. */
  readonly body: Buffer
}

type State = 'head' | 'body' | 'chunk size' | 'chunk' | 'after chunk'

const nothing = Buffer.alloc(0)

/** Is given the bytes of a connection as they come, and tells each message when it is whole. */
export class MessageReader {
  readonly #tell: (message: Message) => void
  /** Whether the bodies of the messages to come are kept. */
  keepsBodies: boolean
  #state: State = 'head'
  #rest: Buffer = nothing
  #startLine = ''
  #left = 0
  #bytes = 0
  #kept: Buffer[] = []

  constructor(keepsBodies: boolean, tell: (message: Message) => void) {
    this.keepsBodies = keepsBodies
    this.#tell = tell
  }

  push(data: Buffer): void {
    const buffer = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data])
    let at = 0
    for (;;) {
      const next = this.#step(buffer, at)
      if (next === undefined) break
      at = next
    }
    this.#rest = at === buffer.length ? nothing : buffer.subarray(at)
  }

  /** Where to go on, or undefined when more bytes are needed. */
  #step(buffer: Buffer, at: number): number | undefined {
    switch (this.#state) {
      case 'head':
        return this.#head(buffer, at)
      case 'chunk size': {
        const end = buffer.indexOf('\r\n', at)
        if (end === -1) return undefined
        this.#left = Number.parseInt(buffer.toString('latin1', at, end), 16)
        // The last chunk is followed by an empty line, as no server here sends trailers.
        this.#state = this.#left === 0 ? 'after chunk' : 'chunk'
        return end + 2
      }
      case 'after chunk':
        if (buffer.length < at + 2) return undefined
        if (this.#left === 0) this.#end()
        else this.#state = 'chunk size'
        return at + 2
      case 'body':
      case 'chunk':
        return this.#body(buffer, at)
      default:
        return this.#state satisfies never
    }
  }

  #head(buffer: Buffer, at: number): number | undefined {
    const end = buffer.indexOf('\r\n\r\n', at)
    if (end === -1) return undefined
    const head = buffer.toString('latin1', at, end)
    this.#startLine = head.slice(0, head.indexOf('\r\n'))
    if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
      this.#state = 'chunk size'
      return end + 4
    }
    this.#left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
    this.#state = 'body'
    if (this.#left === 0) this.#end()
    return end + 4
  }

  #body(buffer: Buffer, at: number): number | undefined {
    const taken = Math.min(this.#left, buffer.length - at)
    if (taken === 0) return undefined
    this.#bytes += taken
    if (this.keepsBodies) this.#kept.push(buffer.subarray(at, at + taken))
    if (taken < this.#left) this.#left -= taken
    else if (this.#state === 'chunk') this.#state = 'after chunk'
    else this.#end()
    return at + taken
  }

  #end(): void {
    const message = { startLine: this.#startLine, bytes: this.#bytes, body: Buffer.concat(this.#kept) }
    this.#state = 'head'
    this.#bytes = 0
    this.#kept = []
    this.#tell(message)
  }
}
