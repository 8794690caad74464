// Go's strconv.Unquote for literals in double quotes, whose value has to be UTF-8: the quoted texts of the UTF-8 grammar.

const simple: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  '\\': 0x5c,
  '"': 0x22,
}

const escapeSequence = /^\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/

/** `\\U0010ffff` */
const longestEscape = 10

/** The value of `quoted`, quotes included in it, or undefined where it is no literal or its bytes are no UTF-8. */
export function goUnquote(quoted: string): string | undefined {
  const text = quoted.slice(1, -1)
  if (quoted.length < 2 || !quoted.startsWith('"') || !quoted.endsWith('"') || text.includes('\n')) return undefined
  if (!text.includes('\\')) return text.includes('"') ? undefined : text

  // \x and octal escapes stand for bytes, of which several may form one character: gather bytes, decode at the end.
  const bytes: number[] = []
  let at = 0
  while (at < text.length) {
    if (text[at] === '"') return undefined
    if (text[at] !== '\\') {
      const plain = text.slice(at).search(/[\\"]/)
      const end = plain < 0 ? text.length : at + plain
      for (const byte of encode(text.slice(at, end))) bytes.push(byte)
      at = end
      continue
    }
    const found = bytesOfEscape(text, at)
    if (found === undefined) return undefined
    bytes.push(...found.bytes)
    at += found.length
  }
  return decode(bytes)
}

interface Escape {
  readonly bytes: Iterable<number>
  readonly length: number
}

function bytesOfEscape(text: string, at: number): Escape | undefined {
  const found = escapeSequence.exec(text.slice(at, at + longestEscape))
  if (found === null) return undefined
  const [{ length }, letter, hexByte, octalByte, short, long] = found
  if (letter !== undefined) return { bytes: [simple[letter] as number], length }
  if (hexByte !== undefined) return { bytes: [Number.parseInt(hexByte, 16)], length }
  if (octalByte !== undefined) {
    const byte = Number.parseInt(octalByte, 8)
    return byte > 0xff ? undefined : { bytes: [byte], length }
  }
  const code = Number.parseInt(short ?? (long as string), 16)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return { bytes: encode(String.fromCodePoint(code)), length }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function decode(bytes: readonly number[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
