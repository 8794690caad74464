// What a handler of /api/v2 answers, as a value: the server alone writes to the connection.

import type { WireProblem } from './schema.ts'

/** A status and a body of JSON text; no body means an empty one without a content type. */
export interface Answer {
  readonly status: number
  /** Whole, or in pieces that are produced while earlier ones are written. */
  readonly body?: string | Buffer | AsyncIterable<string | Buffer>
  readonly headers?: Readonly<Record<string, string>>
}

export const emptyAnswer: Answer = { status: 200 }

/** JSON followed by a newline, as Go's encoder ends it. */
export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, body: `${JSON.stringify(value)}\n` }
}

/** An error that a handler found: a bare JSON string. */
export function refusal(status: 400 | 404 | 500 | 507, message: string): Answer {
  return jsonAnswer(message, status)
}

/**
 * An error that go-openapi's layer would have found before the handler: `{"code":…,"message":…}`. Codes from 600 on
 * say why a request is a 422.
 */
export function problem(code: number, message: string, headers?: Readonly<Record<string, string>>): Answer {
  const body: WireProblem = { code, message }
  const answer = jsonAnswer(body, code >= 600 ? 422 : code)
  return headers === undefined ? answer : { ...answer, headers }
}
