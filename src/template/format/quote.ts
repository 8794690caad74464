// Go's strconv.Quote and its kin, for texts that may hold bytes that are no UTF-8.

import { goQuote } from '../../model/go-quote.ts'
import { escapedByte } from '../go-text.ts'

/** The text as a literal in double quotes; with `ascii`, everything beyond ASCII escaped. */
export function quoted(text: string, ascii = false): string {
  if (text.isWellFormed() && !ascii) return goQuote(text)
  let result = ''
  for (const character of text) result += escaped(character, ascii)
  return `"${result}"`
}

/** A character as a literal in single quotes. */
export function quotedCharacter(character: string, ascii = false): string {
  if (character === "'") return "'\\''"
  return character === '"' ? `'"'` : `'${escaped(character, ascii)}'`
}

function escaped(character: string, ascii: boolean): string {
  const byte = escapedByte(character)
  if (byte !== undefined) return `\\x${byte.toString(16)}`
  if (!ascii || character < '\x7f') return goQuote(character).slice(1, -1)
  const code = character.codePointAt(0) as number
  if (code === 0x7f) return '\\x7f'
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`
}

/** Whether the text can stand between back quotes as it is. */
export function canBackquote(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code === 0xfeff || code === 0x60 || code === 0x7f || (code < 0x20 && code !== 9)) return false
    if (escapedByte(character) !== undefined) return false
  }
  return true
}
