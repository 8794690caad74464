// Writes single strings and numbers under the flags, width and precision of one verb. As Go's fmt/format.go.

import { isPrintable } from '../../model/go-quote.ts'
import { runeCount } from '../go-text.ts'
import { type FloatForm, formatFloat } from './float-text.ts'
import { canBackquote, quoted, quotedCharacter } from './quote.ts'

/** A result longer than this ends the rendering: widths are cheap to write and dear to print. */
const longestText = 32 * 1024 * 1024

/** The flags of a verb. */
export interface Flags {
  width: number | undefined
  precision: number | undefined
  minus: boolean
  plus: boolean
  sharp: boolean
  space: boolean
  zero: boolean
  /** `%+v` */
  plusV: boolean
  /** `%#v` */
  sharpV: boolean
}

export function noFlags(): Flags {
  return {
    width: undefined,
    precision: undefined,
    minus: false,
    plus: false,
    sharp: false,
    space: false,
    zero: false,
    plusV: false,
    sharpV: false,
  }
}

/** Collects the text that is printed. */
export class Formatter {
  flags: Flags = noFlags()
  #text = ''

  get text(): string {
    return this.#text
  }

  write(text: string): void {
    this.#text += text
    if (this.#text.length > longestText) throw new Error('the text is too long')
  }

  /** Writes with spaces (or zeros) up to the width. */
  pad(text: string): void {
    const { width, minus, zero } = this.flags
    const missing = width === undefined ? 0 : width - runeCount(text)
    if (missing <= 0) this.write(text)
    else if (minus) this.write(text + ' '.repeat(missing))
    else this.write((zero ? '0' : ' ').repeat(missing) + text)
  }

  string(text: string): void {
    this.pad(this.#truncated(text))
  }

  quotedString(text: string): void {
    const cut = this.#truncated(text)
    if (this.flags.sharp && canBackquote(cut)) this.pad(`\`${cut}\``)
    else this.pad(quoted(cut, this.flags.plus))
  }

  #truncated(text: string): string {
    const { precision } = this.flags
    if (precision === undefined || text.length <= precision) return text
    let cut = ''
    let left = precision
    for (const character of text) {
      if (left-- === 0) break
      cut += character
    }
    return cut
  }

  /** `%x` of a text or of bytes. */
  hexString(bytes: Uint8Array, upper: boolean): void {
    const { precision, width, sharp, space, minus } = this.flags
    const shown = precision === undefined ? bytes : bytes.subarray(0, precision)
    const prefix = sharp ? (upper ? '0X' : '0x') : ''
    const digits = Array.from(shown, (byte) => {
      const hex = byte.toString(16).padStart(2, '0')
      return upper ? hex.toUpperCase() : hex
    })
    const text = digits.length === 0 ? '' : prefix + digits.join(space ? ` ${prefix}` : '')
    const missing = Math.max((width ?? 0) - text.length, 0)
    const padding = (this.flags.zero && !minus ? '0' : ' ').repeat(missing)
    this.write(minus ? text + padding : padding + text)
  }

  integer(value: bigint, options: { readonly base: number; readonly verb: string; readonly signed: boolean }): void {
    const { base, verb } = options
    const { width, precision, minus, plus, space, sharp } = this.flags
    const negative = options.signed && value < 0n
    let shortestLength = 0
    if (precision !== undefined) {
      shortestLength = precision
      if (precision === 0 && value === 0n) {
        this.#unzeroed(() => this.pad(''))
        return
      }
    } else if (this.flags.zero && !minus && width !== undefined) {
      shortestLength = negative || plus || space ? width - 1 : width
    }
    let digits = (negative ? -value : value).toString(base).padStart(shortestLength, '0')
    if (verb === 'X') digits = digits.toUpperCase()
    if (sharp) {
      if (base === 2) digits = `0b${digits}`
      if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`
      if (base === 16) digits = (verb === 'X' ? '0X' : '0x') + digits
    }
    if (verb === 'O') digits = `0o${digits}`
    const sign = negative ? '-' : plus ? '+' : space ? ' ' : ''
    this.#unzeroed(() => this.pad(sign + digits))
  }

  /** `%c` */
  character(code: bigint): void {
    this.pad(characterOf(code))
  }

  /** `%q` of a number */
  quotedCharacter(code: bigint): void {
    this.pad(quotedCharacter(characterOf(code), this.flags.plus))
  }

  /** `%U` */
  unicode(code: bigint): void {
    const digits = BigInt.asUintN(64, code).toString(16).toUpperCase()
    const shown = digits.padStart(Math.max(this.flags.precision ?? 4, 4), '0')
    const character = code >= 0n && code <= 0x10ffffn ? characterOf(code) : ''
    const suffix = this.flags.sharp && isPrintable(character) ? ` '${character}'` : ''
    this.#unzeroed(() => this.pad(`U+${shown}${suffix}`))
  }

  float(value: number, verb: FloatForm | 'F', precision: number): void {
    const { plus, space, sharp, minus, zero, width } = this.flags
    const form = verb === 'F' ? 'f' : verb
    const digits = this.flags.precision ?? precision
    const text = formatFloat(value, form, digits)
    const negative = text.startsWith('-')
    const size = text.replace(/^[+-]/, '')
    if (!Number.isFinite(value)) {
      const unsigned = Number.isNaN(value) ? '' : '+'
      const sign = negative ? '-' : plus ? '+' : space ? ' ' : unsigned
      this.#unzeroed(() => this.pad(sign + size))
      return
    }
    const sign = negative ? '-' : space && !plus ? ' ' : plus ? '+' : ''
    const shown = sharp && form !== 'b' ? withPoint(size, form, digits) : size
    if (sign !== '' && zero && !minus && width !== undefined && width > shown.length + 1) {
      this.write(sign + '0'.repeat(width - shown.length - 1) + shown)
      return
    }
    this.pad(sign + shown)
  }

  /** Zeros to the left were already dealt with: what is missing now are spaces. */
  #unzeroed(write: () => void): void {
    const { zero } = this.flags
    this.flags.zero = false
    write()
    this.flags.zero = zero
  }
}

/** The flag `#`: a decimal point always, and for `g` and `x` the zeros at the end. */
function withPoint(text: string, form: FloatForm, precision: number): string {
  const isHex = form === 'x' || form === 'X'
  const at = text.search(isHex ? /p/i : /e/i)
  const number = at < 0 ? text : text.slice(0, at)
  const tail = at < 0 ? '' : text.slice(at)
  let missing = 0
  if (form === 'g' || form === 'G' || isHex) {
    missing = precision < 0 ? 6 : precision
    let sawNonzero = false
    for (const character of number) {
      if (character === '.') continue
      if (character !== '0') sawNonzero = true
      if (sawNonzero) missing--
    }
  }
  const pointed = number.includes('.') ? number : `${number}.`
  if (!number.includes('.') && number === '0') missing--
  return pointed + '0'.repeat(Math.max(missing, 0)) + tail
}

function characterOf(code: bigint): string {
  const valid = code >= 0n && code <= 0x10ffffn && !(code >= 0xd800n && code <= 0xdfffn)
  return valid ? String.fromCodePoint(Number(code)) : '\ufffd'
}
