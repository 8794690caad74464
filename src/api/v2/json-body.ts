// A request's body as a JSON value, read as Go's encoding/json reads it: only the first value counts, invalid UTF-8 and
// lone surrogates become U+FFFD.

import { isAscii, isUtf8 } from 'node:buffer'
import { type Answer, problem } from './answer.ts'
import { scanFirstValue } from './json-fault.ts'

export type JsonBody = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly answer: Answer }

/** @param name the body parameter's name in the API's description, for the message */
export function parseJsonBody(body: Buffer | undefined, name: string): JsonBody {
  if (body === undefined || body.length === 0) return missing(name)
  const text = textOf(body)
  try {
    return { ok: true, value: parse(text) }
  } catch {
    const scan = scanFirstValue(text)
    if (scan.found === 'nothing') return missing(name)
    if (scan.found === 'fault') return unreadable(name, scan.message)
    return { ok: true, value: parse(text.slice(0, scan.end)) }
  }
}

/** The answer to a body that is not what the API describes. */
export function unreadable(name: string, reason: string): { readonly ok: false; readonly answer: Answer } {
  return { ok: false, answer: problem(400, `parsing ${name} body from "" failed, because ${reason}`) }
}

function missing(name: string): JsonBody {
  return { ok: false, answer: problem(602, `${name} in body is required`) }
}

function parse(text: string): unknown {
  const value: unknown = JSON.parse(text)
  // Half of a surrogate pair can only have been escaped.
  return text.includes('\\ud') || text.includes('\\uD') ? wellFormed(value) : value
}

/** A copy in which no string has half of a surrogate pair. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = Object.create(null)
  for (const [key, inner] of Object.entries(value)) copy[key.toWellFormed()] = wellFormed(inner)
  return copy
}

function textOf(body: Buffer): string {
  if (isAscii(body)) return body.toString('latin1')
  if (isUtf8(body)) return body.toString()
  return decodeBytewise(body)
}

/**
 * Go puts one U+FFFD for each byte that is not part of a character; the platform's decoder puts one for a whole broken
 * sequence. Slow, and rarely needed.
 */
function decodeBytewise(body: Buffer): string {
  const pieces: string[] = []
  let start = 0
  for (let at = 0; at < body.length; ) {
    const length = characterLength(body, at)
    if (length > 0) {
      at += length
      continue
    }
    pieces.push(body.toString('utf8', start, at), '\ufffd')
    at++
    start = at
  }
  pieces.push(body.toString('utf8', start))
  return pieces.join('')
}

/** How many bytes the character at `at` has; 0 when there is none. */
function characterLength(body: Buffer, at: number): number {
  const first = body[at] as number
  if (first < 0x80) return 1
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  const end = at + length
  return first >= 0xc2 && first <= 0xf4 && end <= body.length && isUtf8(body.subarray(at, end)) ? length : 0
}
