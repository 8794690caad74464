// The number and character constants of a template, with every type that each one fits.
// As Go's text/template/parse (node.go newNumber).

import type { NumberNode } from './nodes.ts'

type NumberValue = Pick<NumberNode, 'int' | 'uint' | 'float' | 'complex'>

const smallestInt = -(2n ** 63n)
const largestInt = 2n ** 63n - 1n
const largestUint = 2n ** 64n - 1n

/** Reads what the lexer took for a number; undefined when it is none, 'overflow' when it is too large for every type. */
export function parseNumber(text: string): NumberValue | 'overflow' | undefined {
  if (text.endsWith('i')) {
    const imaginary = parseImaginary(text.slice(0, -1))
    return imaginary === undefined ? undefined : complexConstant(0, imaginary)
  }
  const integer = parseInteger(text)
  if (integer !== undefined) return integerConstant(text, integer)
  const float = parseFloatConstant(text)
  if (float === undefined) return undefined
  // Go refuses an integer that fits nowhere rather than making a float of it.
  if (!/[.eEpP]/.test(text)) return 'overflow'
  const whole = Number.isInteger(float) ? BigInt(float) : undefined
  return {
    int: whole !== undefined && fitsInt(whole) ? whole : undefined,
    uint: whole !== undefined && whole >= 0n && whole <= largestUint ? whole : undefined,
    float,
    complex: undefined,
  }
}

/** `1+2i`: two numbers in one. */
export function parseComplex(text: string): NumberValue | undefined {
  const split = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'))
  const sign = /[eEpP]$/.test(text.slice(0, split)) ? text.slice(0, split - 1).search(/[+-][^+-]*$/) : split
  const real = parseImaginary(text.slice(0, sign))
  const imaginary = parseImaginary(text.slice(sign, -1))
  return real === undefined || imaginary === undefined ? undefined : complexConstant(real, imaginary)
}

/** A character constant is the number of its character: every numeric type fits. */
export function characterConstant(code: number): NumberValue {
  return { int: BigInt(code), uint: BigInt(code), float: code, complex: undefined }
}

function integerConstant(text: string, integer: bigint): NumberValue | 'overflow' {
  const int = fitsInt(integer) ? integer : undefined
  const uint = !/^[+-]/.test(text) && integer <= largestUint ? integer : undefined
  return int === undefined && uint === undefined
    ? 'overflow'
    : { int, uint, float: Number(integer), complex: undefined }
}

function complexConstant(real: number, imaginary: number): NumberValue {
  const float = imaginary === 0 ? real : undefined
  const whole = float !== undefined && Number.isInteger(float) ? BigInt(float) : undefined
  return {
    int: whole !== undefined && fitsInt(whole) ? whole : undefined,
    uint: whole !== undefined && whole >= 0n && whole <= largestUint ? whole : undefined,
    float,
    complex: { real, imaginary },
  }
}

function fitsInt(value: bigint): boolean {
  return value >= smallestInt && value <= largestInt
}

/** Go's integer literals: 10, 0x1f, 0o17, 017, 0b11, 1_000. */
function parseInteger(text: string): bigint | undefined {
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  const plain = withoutUnderscores(digits)
  if (plain === undefined) return undefined
  const value = /^0[0-7]+$/.test(plain)
    ? BigInt(`0o${plain.slice(1)}`)
    : /^(?:0|[1-9][0-9]*|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+)$/.test(plain)
      ? BigInt(plain)
      : undefined
  return value === undefined || sign !== '-' ? value : -value
}

/** Underscores may stand between digits, and between a prefix and the digits; undefined where one stands elsewhere. */
function withoutUnderscores(digits: string): string | undefined {
  if (!digits.includes('_')) return digits
  return /^(?:0[xX](?:_?[0-9a-fA-F])+|0[oObB](?:_?[0-9])+|[0-9](?:_?[0-9])*)$/.test(digits)
    ? digits.replaceAll('_', '')
    : undefined
}

function parseImaginary(text: string): number | undefined {
  return parseFloatConstant(text)
}

/** Go's float literals, hexadecimal ones (0x1p-2) too. */
function parseFloatConstant(text: string): number | undefined {
  const plain = text.replace(/(?<=[0-9a-fA-FxX])_(?=[0-9a-fA-F])/g, '')
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)$/.exec(plain)
  if (hex !== null) {
    const [, sign, whole = '', fraction = '', exponent = '0'] = hex
    if (whole === '' && fraction === '') return undefined
    const mantissa = Number.parseInt(`${whole}${fraction}`, 16)
    const value = mantissa * 2 ** (Number.parseInt(exponent, 10) - 4 * fraction.length)
    if (!Number.isFinite(value)) return undefined
    return sign === '-' ? -value : value
  }
  if (!/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(plain)) return undefined
  const value = Number(plain)
  return Number.isFinite(value) ? value : undefined
}
