// The fingerprint of a label set: FNV-1a, 64 bits, as Prometheus computes it (common/model/signature.go, fnv.go).

/** 16 lower-case hex digits. Sorting the text sorts the number. */
export type Fingerprint = string

/** Follows every name and every value, so that `ab`, `c` and `a`, `bc` differ. Occurs in no UTF-8. */
const separator = 0xff

/** Hashes label names and values, given sorted by name. */
export function fingerprintOf(names: readonly string[], values: readonly string[]): Fingerprint {
  const hash = new Fnv1a()
  for (let i = 0; i < names.length; i++) {
    hash.addText(names[i] as string)
    hash.addByte(separator)
    hash.addText(values[i] as string)
    hash.addByte(separator)
  }
  return hash.toString()
}

/** The state is four limbs of 16 bits, since BigInt costs ten times as much. The prime is 2^40 + 0x1b3. */
class Fnv1a {
  #h0 = 0x2325
  #h1 = 0x8422
  #h2 = 0x9ce4
  #h3 = 0xcbf2

  addByte(byte: number): void {
    const h0 = this.#h0 ^ byte
    const p0 = h0 * 0x1b3
    const p1 = this.#h1 * 0x1b3 + (p0 >>> 16)
    const p2 = this.#h2 * 0x1b3 + (h0 << 8) + (p1 >>> 16)
    const p3 = this.#h3 * 0x1b3 + (this.#h1 << 8) + (p2 >>> 16)
    this.#h0 = p0 & 0xffff
    this.#h1 = p1 & 0xffff
    this.#h2 = p2 & 0xffff
    this.#h3 = p3 & 0xffff
  }

  /** Adds the bytes of the text's UTF-8 form. */
  addText(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit >= 0x80) {
        for (const byte of new TextEncoder().encode(text.slice(i))) this.addByte(byte)
        return
      }
      this.addByte(unit)
    }
  }

  toString(): Fingerprint {
    return [this.#h3, this.#h2, this.#h1, this.#h0].map((limb) => limb.toString(16).padStart(4, '0')).join('')
  }
}
