// What a scalar means: YAML 1.1 as Go's yaml.v2 reads it (`yes` is true, `0777` is 511, `1_000` is 1000).
// Texts into text fields do not pass here: those keep what the file says.

import type { DecodeContext } from './decode-context.ts'
import type { ContentNode, ScalarNode } from './yaml-node.ts'

export type ScalarType = 'text' | 'boolean' | 'integer' | 'float' | 'null' | 'timestamp'

/** A resolved scalar. Integers beyond 2^53 are bigints. */
export interface ResolvedScalar {
  readonly type: ScalarType
  readonly value: string | boolean | number | bigint | null
}

const longTag = 'tag:yaml.org,2002:'

const words = new Map<string, ResolvedScalar>([
  ...entries(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'], {
    type: 'boolean',
    value: true,
  }),
  ...entries(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'], {
    type: 'boolean',
    value: false,
  }),
  ...entries(['', '~', 'null', 'Null', 'NULL'], { type: 'null', value: null }),
  ...entries(['.nan', '.NaN', '.NAN'], { type: 'float', value: Number.NaN }),
  ...entries(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'], { type: 'float', value: Number.POSITIVE_INFINITY }),
  ...entries(['-.inf', '-.Inf', '-.INF'], { type: 'float', value: Number.NEGATIVE_INFINITY }),
])

function entries(texts: readonly string[], scalar: ResolvedScalar): [string, ResolvedScalar][] {
  return texts.map((text) => [text, scalar])
}

/** What a bare text without a tag means. As yaml.v2 resolve. */
export function resolvePlain(text: string): ResolvedScalar {
  const word = words.get(text)
  if (word !== undefined) return word
  const first = text[0] as string
  if (first === '.')
    return /^\.[0-9]+([eE][-+]?[0-9]+)?$/.test(text) ? { type: 'float', value: Number(text) } : textOf(text)
  if (!/[-+0-9]/.test(first)) return textOf(text)
  if (isTimestamp(text)) return { type: 'timestamp', value: text }
  const bare = text.replaceAll('_', '')
  const integer = parseInteger(bare)
  if (integer !== undefined) return { type: 'integer', value: integer }
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(bare)) {
    const value = Number(bare)
    // Out of range is an error of Go's ParseFloat, so that the text stays a text.
    if (Number.isFinite(value)) return { type: 'float', value }
  }
  return textOf(text)
}

function textOf(text: string): ResolvedScalar {
  return { type: 'text', value: text }
}

/** As strconv.ParseInt and ParseUint with base 0: 0x, 0o, 0b and a leading 0 choose the base; 64 bits. */
function parseInteger(text: string): number | bigint | undefined {
  const match = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/.exec(text)
  if (match === null) return undefined
  const [, sign, hexadecimal, binary, octal, decimal] = match
  let value: bigint
  if (hexadecimal !== undefined) value = BigInt(`0x${hexadecimal}`)
  else if (binary !== undefined) value = BigInt(`0b${binary}`)
  else if (octal !== undefined) value = BigInt(`0o${octal}`)
  else value = BigInt(decimal as string)
  if (sign === '-') value = -value
  // ParseUint takes no sign, so that +18446744073709551615 is none.
  if (value < -(2n ** 63n) || value >= (sign === '' ? 2n ** 64n : 2n ** 63n)) return undefined
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : value
}

const timestampForm =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d))| (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?)?$/

/** True for what yaml.v2 takes for a timestamp: it prints such a text in quotes. */
export function isTimestamp(text: string): boolean {
  const match = timestampForm.exec(text)
  if (match === null) return false
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number]
  const time = (match[4] === undefined ? match.slice(9, 12) : match.slice(4, 7)).map((part) => Number(part ?? 0))
  const [hour, minute, second] = time as [number, number, number]
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false
  if (Number(match[7] ?? 0) > 24 || Number(match[8] ?? 0) > 59) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= days
}

/** True for what gives a field's zero: a bare `null`, `~` or nothing, or the tag !!null. */
export function isNull(node: ContentNode): boolean {
  if (node.kind !== 'scalar') return false
  if (node.tag !== '') return node.tag === `${longTag}null`
  return node.plain && resolvePlain(node.text).type === 'null'
}

/** What a scalar means, with its tag. Reports a tag that its text contradicts. */
export function resolveScalar(node: ScalarNode, context: DecodeContext): ResolvedScalar {
  if (node.tag === '') return node.plain ? resolvePlain(node.text) : textOf(node.text)
  const name = node.tag.startsWith(longTag) ? node.tag.slice(longTag.length) : node.tag
  if (name === 'binary') return textOf(decodeBinary(node, context))
  const wanted = tagTypes.get(name)
  if (wanted === undefined || wanted === 'text') return textOf(node.text)
  const found = resolvePlain(node.text)
  if (found.type === wanted) return found
  if (wanted === 'float' && found.type === 'integer') return { type: 'float', value: Number(found.value) }
  context.report(node, `this is tagged !!${name}, but it is no ${name}`, 'Remove the tag, or correct the value.')
  return textOf(node.text)
}

const tagTypes = new Map<string, ScalarType>([
  ['str', 'text'],
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['float', 'float'],
  ['null', 'null'],
  ['timestamp', 'timestamp'],
])

/** A scalar as a text field takes it: the source text, whatever it would mean otherwise. */
export function scalarText(node: ScalarNode, context: DecodeContext): string {
  if (isNull(node)) return ''
  if (node.tag === '') return node.text
  const resolved = resolveScalar(node, context)
  return node.tag === `${longTag}binary` ? String(resolved.value) : node.text
}

function decodeBinary(node: ScalarNode, context: DecodeContext): string {
  const text = node.text.replace(/[\r\n]/g, '')
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    context.report(
      node,
      'this is tagged !!binary, but it is no base64',
      'Remove the tag, or encode the value with base64.',
    )
  }
  return Buffer.from(text, 'base64').toString('utf8')
}
