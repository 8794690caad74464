// Go's strings are bytes, and a template may cut them anywhere. Here they are JavaScript strings in which a byte that
// belongs to no UTF-8 character stands as a lone surrogate: the byte b (0x80 to 0xff) as U+DC00 + b.

const escapeBase = 0xdc00

/** How many bytes Go would count. */
export function byteLength(text: string): number {
  let length = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit < 0x800) length += 1
    else if (isPair(text, i)) {
      length += 2
      i++
    } else if (!isEscapedByte(unit)) length += 2
  }
  return length
}

/** The bytes that Go would hold. */
export function bytesOf(text: string): Uint8Array {
  if (text.isWellFormed()) return new TextEncoder().encode(text)
  const bytes: number[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (isEscapedByte(unit) && !isPair(text, i - 1)) {
      bytes.push(unit - escapeBase)
      continue
    }
    const character = isPair(text, i) ? text.slice(i, i + 2) : (text[i] as string)
    i += character.length - 1
    for (const byte of new TextEncoder().encode(character)) bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

/** The text of these bytes. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return textOfBrokenBytes(bytes)
  }
}

function textOfBrokenBytes(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const length = characterLength(bytes, i)
    if (length === 0) text += String.fromCharCode(escapeBase + (bytes[i] as number))
    else text += new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(i, i + length))
    i += Math.max(length, 1)
  }
  return text
}

/** The text as it is sent: every byte that is no UTF-8 has become U+FFFD. */
export function wellFormed(text: string): string {
  return text.isWellFormed() ? text : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(text))
}

/** The byte for which a lone surrogate stands; undefined for a character. */
export function escapedByte(character: string): number | undefined {
  const unit = character.charCodeAt(0)
  return character.length === 1 && isEscapedByte(unit) ? unit - escapeBase : undefined
}

/** How many characters (runes) Go would count. */
export function runeCount(text: string): number {
  let count = text.length
  for (let i = 0; i + 1 < text.length; i++) {
    if (text.charCodeAt(i) >= 0xd800 && isPair(text, i)) {
      count--
      i++
    }
  }
  return count
}

/** Order of the bytes: what Go's `<` says of two strings. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    // Surrogates, in pairs or not, are the only units whose order is not that of their bytes.
    return x < 0xd800 && y < 0xd800 ? x - y : compareArrays(bytesOf(a), bytesOf(b))
  }
  return a.length - b.length
}

function compareArrays(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number)
  return a.length - b.length
}

function isPair(text: string, index: number): boolean {
  if (index < 0 || index + 1 >= text.length) return false
  const high = text.charCodeAt(index)
  const low = text.charCodeAt(index + 1)
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff
}

function isEscapedByte(unit: number): boolean {
  return unit >= 0xdc80 && unit <= 0xdcff
}

/** How many bytes the character at `start` has, 0 when none is valid there. */
function characterLength(bytes: Uint8Array, start: number): number {
  const first = bytes[start] as number
  if (first < 0x80) return 1
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
  if (length === 0 || start + length > bytes.length) return 0
  for (let i = 1; i < length; i++) if (((bytes[start + i] as number) & 0xc0) !== 0x80) return 0
  const second = bytes[start + 1] as number
  if (first === 0xe0 && second < 0xa0) return 0
  if (first === 0xed && second > 0x9f) return 0
  if (first === 0xf0 && second < 0x90) return 0
  if (first === 0xf4 && second > 0x8f) return 0
  return length
}
