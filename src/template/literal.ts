// The values of quoted constants. As Go's strconv.Unquote.

import { textOf } from './go-text.ts'

const simpleEscapes: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  '\\': 0x5c,
}

const part = /[^\\]+|\\(?:([abfnrtv\\"'])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y

/** The text of a string constant, in double quotes or back quotes; undefined when Go would refuse it. */
export function unquote(quoted: string): string | undefined {
  const inner = quoted.slice(1, -1)
  // Go drops carriage returns from raw strings.
  if (quoted.startsWith('`')) return inner.replaceAll('\r', '')
  if (!inner.includes('\\')) return inner
  // Escapes stand for bytes, of which several may make one character: gather bytes, decode at the end.
  const bytes: number[] = []
  for (let at = 0; at < inner.length; at = part.lastIndex) {
    part.lastIndex = at
    const found = part.exec(inner)
    const decoded = found === null || found[1] === "'" ? undefined : bytesOfPart(found)
    if (decoded === undefined) return undefined
    for (const byte of decoded) bytes.push(byte)
  }
  return textOf(Uint8Array.from(bytes))
}

/** The number of a character constant: a code point, or a byte; or else what is wrong with it. */
export function unquoteCharacter(quoted: string): number | 'invalid syntax' | 'malformed' {
  const inner = quoted.slice(1, -1)
  part.lastIndex = 0
  const found = part.exec(inner)
  if (found === null || found[1] === '"') return 'invalid syntax'
  const [whole, letter, hexByte, octalByte] = found
  const bytes = letter === "'" ? [0x27] : bytesOfPart(found)
  if (bytes === undefined) return 'invalid syntax'
  if (whole !== inner) return 'malformed'
  if (hexByte !== undefined || octalByte !== undefined) return bytes[0] as number
  const characters = [...textOf(Uint8Array.from(bytes))]
  return characters.length === 1 ? ((characters[0] as string).codePointAt(0) as number) : 'malformed'
}

function bytesOfPart(found: RegExpExecArray): (Iterable<number> & ArrayLike<number>) | undefined {
  const [whole, letter, hexByte, octalByte, short, long] = found
  if (letter !== undefined) return [simpleEscapes[letter] ?? letter.charCodeAt(0)]
  if (hexByte !== undefined) return [Number.parseInt(hexByte, 16)]
  if (octalByte !== undefined) {
    const byte = Number.parseInt(octalByte, 8)
    return byte > 0xff ? undefined : [byte]
  }
  const digits = short ?? long
  if (digits === undefined) return new TextEncoder().encode(whole)
  const code = Number.parseInt(digits, 16)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return new TextEncoder().encode(String.fromCodePoint(code))
}
