// JSON as Go's encoding/json writes it: keys of maps sorted by bytes, and < > & escaped. Receivers that hash or sign a
// body see the bytes that Alertmanager would have sent.

import { compareUtf8, type LabelSet } from './labels.ts'

/** What a decoded YAML or JSON document may hold. Integers beyond 2^53 are bigints. */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/** Nothing but ASCII that stands for itself, as most texts are: found out in half the time. */
const isPlain = /^[ !#-%'-;=?-[\]-~]*$/
const needsEscape = /["\\<>&\u0000-\u001f\u2028\u2029\ud800-\udfff]/
const escaped = /["\\<>&\u0000-\u001f\u2028\u2029]/g
const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A string with its quotes. Lone surrogates become U+FFFD, as in any UTF-8. */
export function goJsonString(text: string): string {
  return `"${escapedText(text)}"`
}

/** An object of label names and values; a LabelSet is in Go's order already. */
export function goJsonLabels(labels: LabelSet): string {
  const { names, values } = labels
  if (names.length === 0) return '{}'
  // Joined at once: every label of every alert that is told comes by here.
  const pieces: string[] = []
  for (let i = 0; i < names.length; i++) {
    pieces.push(i === 0 ? '{"' : '","', escapedText(names[i] as string), '":"', escapedText(values[i] as string))
  }
  pieces.push('"}')
  return pieces.join('')
}

/** Any value. Throws, as Go does, on a number that JSON cannot hold. */
export function goJson(value: JsonValue): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return goJsonString(value)
  if (typeof value === 'number') return goJsonNumber(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(goJson).join(',')}]`
  const keys = Object.keys(value).sort(compareUtf8)
  return `{${keys.map((key) => `${goJsonString(key)}:${goJson(value[key] as JsonValue)}`).join(',')}}`
}

function escapedText(text: string): string {
  if (isPlain.test(text) || !needsEscape.test(text)) return text
  return text
    .toWellFormed()
    .replace(escaped, (char) => shortEscapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function goJsonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`json: unsupported value: ${goNumberName(value)}`)
  return Object.is(value, -0) ? '-0' : String(value)
}

function goNumberName(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? '+Inf' : '-Inf'
}

// Array.isArray does not narrow a readonly array out of the union.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
