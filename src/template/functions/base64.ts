// base64encode and base64decode: the URL-safe alphabet with padding, as Go's base64.URLEncoding.

import { bytesOf, textOf } from '../go-text.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function encodeBase64(text: string): string {
  const bytes = bytesOf(text)
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    const left = Math.min(bytes.length - i, 3)
    for (let digit = 0; digit <= left; digit++) encoded += alphabet[(bits >> (18 - digit * 6)) & 63]
    encoded += '='.repeat(3 - left)
  }
  return encoded
}

/** Line breaks are skipped. Throws in Go's words, which name the byte that does not belong there. */
export function decodeBase64(text: string): string {
  const input = bytesOf(text)
  const decoded: number[] = []
  let at = 0
  while (at < input.length) at = decodeFour(input, at, decoded)
  return textOf(Uint8Array.from(decoded))
}

/** Reads up to four digits from `start` on, appends their bytes and answers where the next four start. */
function decodeFour(input: Uint8Array, start: number, decoded: number[]): number {
  const digits: number[] = []
  let at = start
  while (digits.length < 4) {
    if (at === input.length) {
      if (digits.length === 0) return at
      throw corrupt(at - digits.length)
    }
    const character = String.fromCharCode(input[at++] as number)
    const digit = alphabet.indexOf(character)
    if (digit >= 0) digits.push(digit)
    else if (character === '=') {
      at = skipPadding(input, at, digits.length)
      break
    } else if (character !== '\n' && character !== '\r') throw corrupt(at - 1)
  }
  const [a = 0, b = 0, c = 0, d = 0] = digits
  const bytes = [(a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d]
  for (const byte of bytes.slice(0, digits.length - 1)) decoded.push(byte)
  return at
}

/** After the first `=`: a second one where two digits came before, and then nothing. */
function skipPadding(input: Uint8Array, start: number, digits: number): number {
  let at = start
  const skipBreaks = (): void => {
    while (input[at] === 10 || input[at] === 13) at++
  }
  if (digits < 2) throw corrupt(at - 1)
  if (digits === 2) {
    skipBreaks()
    if (at === input.length) throw corrupt(at)
    if (input[at] !== 0x3d) throw corrupt(at - 1)
    at++
  }
  skipBreaks()
  if (at < input.length) throw corrupt(at)
  return at
}

function corrupt(at: number): Error {
  return new Error(`illegal base64 data at input byte ${at}`)
}
