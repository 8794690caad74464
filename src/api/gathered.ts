// Makes pieces of a long answer out of many parts: each piece costs the socket something, and copying does too.

/** Parts that are smaller are joined until they come to a piece. */
const largePart = 32_768
const pieceLength = 65_536

export class Gathered {
  #small: Buffer[] = []
  #length = 0

  /** Answers the pieces that are ready. In an async generator, `yield*` would cost a turn even where there are none. */
  add(part: Buffer): readonly Buffer[] {
    if (part.length >= largePart) return this.#length === 0 ? [part] : [this.rest(), part]
    this.#small.push(part)
    this.#length += part.length
    return this.#length < pieceLength ? none : [this.rest()]
  }

  /** What is left, as one piece; with the answer's last part behind it. */
  rest(last?: Buffer): Buffer {
    if (last !== undefined) {
      this.#small.push(last)
      this.#length += last.length
    }
    const joined = Buffer.concat(this.#small, this.#length)
    this.#small = []
    this.#length = 0
    return joined
  }
}

const none: readonly never[] = []
