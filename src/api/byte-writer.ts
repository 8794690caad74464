// Puts bytes together from texts and from other bytes, in memory that is used again for the next.

export class ByteWriter {
  #bytes = Buffer.allocUnsafeSlow(65_536)
  #length = 0

  /** Adds a text as UTF-8. Answers how many bytes it has. */
  text(text: string): number {
    this.#makeRoom(3 * text.length)
    const length = this.#bytes.write(text, this.#length)
    this.#length += length
    return length
  }

  /** Adds a stretch of other bytes. */
  bytes(source: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start)
    source.copy(this.#bytes, this.#length, start, end)
    this.#length += end - start
  }

  /** All that was added, in memory of its own; what follows begins anew. */
  take(): Buffer {
    const taken = Buffer.allocUnsafeSlow(this.#length)
    this.#bytes.copy(taken, 0, 0, this.#length)
    this.#length = 0
    return taken
  }

  #makeRoom(wanted: number): void {
    const least = this.#length + wanted
    if (least <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(2 * least)
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
