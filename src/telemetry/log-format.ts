// One log line as text: the forms of Go's slog as Prometheus's programs print them (prometheus/common promslog), logfmt
// and JSON. `source=` is left out: a place in compiled code helps nobody who runs the program.

import { goQuote, isPrintable } from '../model/go-quote.ts'
import type { Instant } from '../model/instant.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What a line may carry beside its message. A field that is undefined is left out; objects print as their toString. */
export type LogFields = Readonly<Record<string, unknown>>

export interface LogRecord {
  readonly at: Instant
  readonly level: LogLevel
  readonly message: string
  readonly fields: LogFields
}

/** The longest text that one value may have; what is beyond is cut off and counted. */
const longestValue = 8192
/** The most fields of one line. */
const mostFields = 64

/** `time=2026-11-21T22:00:00.000Z level=INFO msg="Starting Tocsin" version=1.0.0` */
export function formatLogfmt({ at, level, message, fields }: LogRecord): string {
  let line = `time=${new Date(at).toISOString()} level=${level.toUpperCase()} msg=${quoteWhereNeeded(bound(message))}`
  for (const [key, value] of presentFields(fields))
    line += ` ${quoteWhereNeeded(key)}=${quoteWhereNeeded(printValue(value))}`
  return line
}

/** `{"time":"2026-11-21T22:00:00.000Z","level":"INFO","msg":"Starting Tocsin","version":"1.0.0"}` */
export function formatJson({ at, level, message, fields }: LogRecord): string {
  const pairs: [string, unknown][] = [
    ['time', new Date(at).toISOString()],
    ['level', level.toUpperCase()],
    ['msg', bound(message)],
  ]
  for (const [key, value] of presentFields(fields)) {
    pairs.push([key, typeof value === 'number' || typeof value === 'boolean' ? value : printValue(value)])
  }
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`
}

function presentFields(fields: LogFields): readonly (readonly [string, unknown])[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .slice(0, mostFields)
}

function printValue(value: unknown): string {
  if (typeof value === 'string') return bound(value)
  if (value instanceof Error) return bound(value.message)
  if (Array.isArray(value)) return bound(`[${value.map(printValue).join(' ')}]`)
  return bound(printObject(value))
}

/** A logger must not throw: what has no text says so. */
function printObject(value: unknown): string {
  try {
    // Plain objects have no text of their own; anything else has (Secret prints as <secret>, a matcher as itself).
    return isPlain(value) ? JSON.stringify(value) : String(value)
  } catch {
    return '<unprintable>'
  }
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function bound(text: string): string {
  if (text.length <= longestValue) return text
  return `${text.slice(0, longestValue)}… (${text.length - longestValue} more)`
}

/**
 * As slog's text handler (log/slog/text_handler.go needsQuoting): blanks, = and quotes, and what does not print. A
 * backslash alone does not ask for quotes.
 */
function quoteWhereNeeded(text: string): string {
  const asksForQuotes = text === '' || /[\0-\x20"=]/.test(text) || beyondAscii(text).some(isUnprintable)
  return asksForQuotes ? goQuote(text) : text
}

/** Each of the characters that are not ASCII. */
function beyondAscii(text: string): readonly string[] {
  return text.match(/[^\0-\x7f]/gu) ?? []
}

function isUnprintable(character: string): boolean {
  return character === '\ufffd' || !isPrintable(character)
}
