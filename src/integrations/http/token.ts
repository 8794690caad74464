// Reads what a token server answers: JSON or a form (RFC 6749, 5.1), with the leniency of Go's oauth2 package.

import type { Duration } from '../../model/instant.ts'
import type { WireReply } from '../network.ts'
import { redact } from '../redact.ts'

/** A token as it was answered. */
export interface Token {
  /** As it goes into the header: `Bearer`. */
  readonly type: string
  readonly text: string
  /** Undefined when the server did not say. */
  readonly expiresIn: Duration | undefined
}

const shownAnswer = 256

/** Throws an Error, without the secrets, when the answer holds no token. */
export function parseToken(reply: WireReply, secrets: readonly string[]): Token {
  const fields = readFields(reply)
  if (reply.status < 200 || reply.status > 299 || fields.error !== '') {
    const detail =
      fields.error === '' ? `${reply.status}: ${reply.body.slice(0, shownAnswer)}` : `${reply.status} ${fields.error}`
    throw new Error(`oauth2: cannot fetch token: ${redact(detail, [...secrets, ...(reply.secrets ?? [])])}`)
  }
  if (fields.token === '') throw new Error('oauth2: server response missing access_token')
  const seconds = Number(fields.expiresIn)
  return {
    type: headerType(fields.type),
    text: fields.token,
    expiresIn: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined,
  }
}

function readFields({ headers, body }: WireReply): { token: string; type: string; expiresIn: string; error: string } {
  const contentType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  const isForm = contentType === 'application/x-www-form-urlencoded' || contentType === 'text/plain'
  const values = isForm ? new Map(new URLSearchParams(body)) : readObject(body)
  const text = (name: string): string => {
    const value = values.get(name)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  return { token: text('access_token'), type: text('token_type'), expiresIn: text('expires_in'), error: text('error') }
}

function readObject(body: string): ReadonlyMap<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body)
    return new Map(typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [])
  } catch {
    return new Map()
  }
}

/** As oauth2.Token.Type: the well-known ones in their usual spelling, others as they are. */
function headerType(type: string): string {
  const known: Readonly<Record<string, string>> = { bearer: 'Bearer', mac: 'MAC', basic: 'Basic', '': 'Bearer' }
  return known[type.toLowerCase()] ?? type
}
