// The fingerprint of a label set: FNV-1a, 64 bits, as Prometheus computes it (common/model/signature.go, fnv.go).

/** 16 lower-case hex digits. Sorting the text sorts the number. */
export type Fingerprint = string

/** Follows every name and every value, so that `ab`, `c` and `a`, `bc` differ. Occurs in no UTF-8. */
const separator = 0xff

/** FNV's prime is 2^40 + this. */
const lowPrime = 0x1b3

/**
 * Hashes label names and values, given sorted by name. Every alert that arrives comes through here: the state is four limbs
 * of 16 bits in local variables; halves of 32 bits leave V8's small integers, and BigInt costs ten times as much.
 */
export function fingerprintOf(names: readonly string[], values: readonly string[]): Fingerprint {
  let h0 = 0x2325
  let h1 = 0x8422
  let h2 = 0x9ce4
  let h3 = 0xcbf2
  for (let i = 0; i < 2 * names.length; i++) {
    let text = ((i & 1) === 0 ? names[i >> 1] : values[i >> 1]) as string
    let isBytes = false
    for (let at = 0; at <= text.length; at++) {
      let byte = at === text.length ? separator : text.charCodeAt(at)
      if (byte >= 0x80 && at < text.length && !isBytes) {
        // What comes before is ASCII, and stands at the same place in both.
        text = utf8Bytes(text)
        isBytes = true
        byte = text.charCodeAt(at)
      }
      const low = h0 ^ byte
      const p0 = low * lowPrime
      const p1 = h1 * lowPrime + (p0 >>> 16)
      const p2 = h2 * lowPrime + (low << 8) + (p1 >>> 16)
      const p3 = h3 * lowPrime + (h1 << 8) + (p2 >>> 16)
      h0 = p0 & 0xffff
      h1 = p1 & 0xffff
      h2 = p2 & 0xffff
      h3 = p3 & 0xffff
    }
  }
  return hex(h3, h2, h1, h0)
}

/** The bytes of the text's UTF-8 form, one in each character. */
function utf8Bytes(text: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return bytes
}

/** Four digits of each limb, in one string from the start. */
function hex(h3: number, h2: number, h1: number, h0: number): string {
  return String.fromCharCode(
    digit(h3 >>> 12),
    digit(h3 >>> 8),
    digit(h3 >>> 4),
    digit(h3),
    digit(h2 >>> 12),
    digit(h2 >>> 8),
    digit(h2 >>> 4),
    digit(h2),
    digit(h1 >>> 12),
    digit(h1 >>> 8),
    digit(h1 >>> 4),
    digit(h1),
    digit(h0 >>> 12),
    digit(h0 >>> 8),
    digit(h0 >>> 4),
    digit(h0),
  )
}

/** The character of the lowest four bits. */
function digit(bits: number): number {
  const value = bits & 0xf
  return value < 10 ? 0x30 + value : 0x57 + value
}
