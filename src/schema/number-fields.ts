// Booleans, numbers and Go's durations: scalars whose meaning counts, not their text.

import { formatGoDuration, parseGoDuration } from '../model/duration.ts'
import type { Duration } from '../model/instant.ts'
import type { DecodeContext } from './decode-context.ts'
import type { Field } from './field.ts'
import type { ContentNode } from './yaml-node.ts'
import { type ResolvedScalar, resolveScalar } from './yaml-scalar.ts'

function readScalar(node: ContentNode, context: DecodeContext, wanted: string): ResolvedScalar | undefined {
  if (node.kind === 'scalar') return resolveScalar(node, context)
  context.reportKind(node, wanted)
  return undefined
}

function shown(node: ContentNode): string {
  return node.kind === 'scalar' ? JSON.stringify(node.text) : 'this'
}

/** true, yes, on, y and their opposites, in lower case, in upper case or with a capital; not in quotes. */
export const boolean: Field<boolean> = {
  shape: { type: 'boolean' },
  zero: false,
  decode(node, context) {
    const scalar = readScalar(node, context, 'true or false')
    if (scalar === undefined) return false
    if (typeof scalar.value === 'boolean') return scalar.value
    context.report(node, `${shown(node)} is neither true nor false`, 'Write true or false, without quotes.')
    return false
  },
  encode: (value) => ({ kind: 'literal', text: String(value) }),
  isZero: (value) => !value,
}

/** Where Go's uint64 ends. */
const largest = 2 ** 64
const largestInt64 = 2 ** 63

/** A whole number from `minimum` on. A fraction is cut off, as Go's yaml does. */
export function integer(options: { readonly minimum?: number } = {}): Field<number> {
  const { minimum = -(2 ** 63) } = options
  const wanted = minimum === 0 ? 'a whole number, 0 or more' : 'a whole number'
  return {
    shape: { type: 'integer', ...(options.minimum === undefined ? {} : { minimum }) },
    zero: 0,
    decode(node, context) {
      const scalar = readScalar(node, context, wanted)
      if (scalar === undefined) return 0
      if (typeof scalar.value === 'number' || typeof scalar.value === 'bigint') {
        const value = Math.trunc(Number(scalar.value))
        if (value >= minimum && value <= largest) return value === 0 ? 0 : value
      }
      context.report(node, `${shown(node)} is not ${wanted}`, 'Write a number without quotes.')
      return 0
    },
    // Numbers this large have been rounded up: Go's largest is one less.
    encode: (value) => ({ kind: 'literal', text: String(value === largest ? BigInt(value) - 1n : BigInt(value)) }),
    isZero: (value) => value === 0,
  }
}

/** Any number. */
export const number: Field<number> = {
  shape: { type: 'number' },
  zero: 0,
  decode(node, context) {
    const scalar = readScalar(node, context, 'a number')
    if (scalar === undefined) return 0
    if (typeof scalar.value === 'number' || typeof scalar.value === 'bigint') return Number(scalar.value)
    context.report(node, `${shown(node)} is not a number`, 'Write a number without quotes.')
    return 0
  },
  encode: (value) => ({ kind: 'literal', text: formatFloat(value) }),
  isZero: (value) => value === 0,
}

/** A span of time in Go's form, `1m30s` or `500ms`; a bare number counts nanoseconds, as Go's yaml reads it. */
export const goDuration: Field<Duration> = {
  shape: { type: 'text', format: 'go-duration' },
  zero: 0,
  decode(node, context) {
    const scalar = readScalar(node, context, 'a duration')
    if (scalar === undefined) return 0
    const nanoseconds = typeof scalar.value === 'bigint' ? Number(scalar.value) : scalar.value
    if (typeof nanoseconds === 'number' && Math.abs(nanoseconds) <= largestInt64) return Math.trunc(nanoseconds) / 1e6
    try {
      if (scalar.type === 'text') return parseGoDuration(String(scalar.value))
    } catch {
      // Reported below, with the rest of what is no duration.
    }
    context.report(
      node,
      `${shown(node)} is not a duration`,
      'Write a number and a unit (ns, us, ms, s, m, h), such as 10s or 1m30s.',
    )
    return 0
  },
  encode: (value) => ({ kind: 'text', text: formatGoDuration(value) }),
  isZero: (value) => value === 0,
}

/** As Go prints a float64 into YAML: strconv's 'g' with the shortest digits, which has an exponent from a million on. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [digits, exponentText] = value.toExponential().split('e') as [string, string]
  const exponent = Number(exponentText)
  if (exponent >= -4 && exponent < 6) return decimalForm(value)
  const sign = exponent < 0 ? '-' : '+'
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** Plain digits for what JavaScript would print with an exponent (below 1e-6). */
function decimalForm(value: number): string {
  const plain = String(value)
  if (!plain.includes('e')) return plain
  const [digits, exponent] = plain.split('e') as [string, string]
  const sign = digits.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(-Number(exponent) - 1)}${digits.replace(/[-.]/g, '')}`
}
