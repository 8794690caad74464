// Go's strconv.ParseFloat.

import { quoted } from '../format/quote.ts'

const decimal = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/
const hexadecimal = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)$/

/** Reads decimal and hexadecimal numbers, `inf` and `nan`. Throws an Error in Go's words. */
export function parseFloat64(text: string): number {
  const special = /^([+-]?)(?:inf|infinity)$/i.exec(text)
  if (special !== null) return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (/^nan$/i.test(text)) return Number.NaN
  const value = numberIn(text.replace(/(?<=[0-9a-fA-FxX])_(?=[0-9a-fA-F])/g, ''))
  if (value === undefined) throw new Error(`strconv.ParseFloat: parsing ${quoted(text)}: invalid syntax`)
  if (!Number.isFinite(value)) throw new Error(`strconv.ParseFloat: parsing ${quoted(text)}: value out of range`)
  return value
}

function numberIn(text: string): number | undefined {
  if (decimal.test(text)) return Number(text)
  const hex = hexadecimal.exec(text)
  if (hex === null) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = hex
  if (whole === '' && fraction === '') return undefined
  const size = Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length)
  return sign === '-' ? -size : size
}
