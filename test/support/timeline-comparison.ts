// Compares two recordings of a timeline, and says in a line what a request told.

import type { Second } from './timeline-case.ts'
import { backsOff, type RecordedRequest, streamOf } from './timeline-recording.ts'

/** How far two recordings may be apart. */
export interface Tolerance {
  readonly seconds: Second
  /** Whether both sides back off by chance. What follows a failed attempt may then be apart by as much as it waited, too. */
  readonly backOff?: boolean
}

/** Times are kept in tenths, whose differences are not exact. */
const rounding: Second = 1e-6

/** The differences between two recordings, in sentences; empty when they say the same. What one group tells one receiver is compared in its order. */
export function differences(
  expected: readonly RecordedRequest[],
  actual: readonly RecordedRequest[],
  tolerance: Tolerance,
): readonly string[] {
  const found: string[] = []
  for (const stream of new Set([...expected, ...actual].map(streamOf))) {
    const wanted = expected.filter((request) => streamOf(request) === stream)
    const got = actual.filter((request) => streamOf(request) === stream)
    for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
      const [a, b] = [wanted[i], got[i]]
      if (b === undefined) found.push(`missing: ${summarise(a as RecordedRequest)}`)
      else if (a === undefined) found.push(`unexpected: ${summarise(b)}`)
      else found.push(...differencesOfRequests(a, b, tolerance.seconds + slackAfter(wanted[i - 1], a, tolerance)))
    }
  }
  return found
}

function slackAfter(previous: RecordedRequest | undefined, next: RecordedRequest, { backOff }: Tolerance): Second {
  return backOff === true && previous !== undefined && backsOff(previous.answer) ? next.at - previous.at : 0
}

function differencesOfRequests(a: RecordedRequest, b: RecordedRequest, tolerance: Second): readonly string[] {
  const found: string[] = []
  const compare = (where: string, x: unknown, y: unknown): void => {
    if (isTime(where) && typeof x === 'number' && typeof y === 'number') {
      if (Math.abs(x - y) > tolerance + rounding) found.push(`${summarise(a)}: ${where} is ${y}, not ${x}`)
    } else if (isContainer(x) && isContainer(y)) {
      const keys = new Set([...Object.keys(x), ...Object.keys(y)])
      for (const key of keys) compare(where === '' ? key : `${where}.${key}`, x[key], y[key])
    } else if (x !== y) found.push(`${summarise(a)}: ${where} is ${JSON.stringify(y)}, not ${JSON.stringify(x)}`)
  }
  compare('', a, b)
  return found
}

function isTime(where: string): boolean {
  return where === 'at' || where === 'gaveUpAt' || /^payload\.alerts\.\d+\.(startsAt|endsAt)$/.test(where)
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** One request in one line: `1s /a first notification: A B -C`. */
export function summarise(request: RecordedRequest): string {
  return `${request.at}s ${describeRequest(request)}`
}

/**
 * A request without its time: `/a first notification: A B -C`, where `-` marks what is resolved. An alert goes by its
 * alertname, followed by its instance if it has one.
 */
export function describeRequest({ to, answer, retried, gaveUpAt, payload }: RecordedRequest): string {
  const alerts = payload.alerts.map(({ labels, status, fingerprint }) => {
    const instance = labels.instance === undefined ? '' : `@${labels.instance}`
    return `${status === 'resolved' ? '-' : ''}${labels.alertname ?? fingerprint}${instance}`
  })
  const ended = gaveUpAt !== undefined && answer !== 'hung' ? 'given up' : answer
  const how = ended === 200 ? '' : ` (${ended}${retried === true ? ', again and again' : ''})`
  return `${to} ${payload.notification_reason}: ${alerts.join(' ')}${how}`
}

/** As `differences`, against lines in the words of `summarise`. */
export function differencesFromLines(
  expected: readonly string[],
  actual: readonly RecordedRequest[],
  { seconds }: Tolerance,
): readonly string[] {
  const got = actual.map(summarise)
  const agrees = (line: string, other: string | undefined): boolean => {
    const [, at = '', rest] = /^([\d.]+)s (.*)$/s.exec(line) ?? []
    const [, otherAt = '', otherRest] = /^([\d.]+)s (.*)$/s.exec(other ?? '') ?? []
    return rest === otherRest && Math.abs(Number(at) - Number(otherAt)) <= seconds
  }
  const missing = expected.filter((line, i) => !agrees(line, got[i])).map((line) => `missing: ${line}`)
  const unexpected = got.filter((line, i) => !agrees(line, expected[i])).map((line) => `unexpected: ${line}`)
  return [...missing, ...unexpected]
}
