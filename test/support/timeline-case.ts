// The shape of a timeline: what a server is told and when. It names no server, so that it plays against any.

import type { Instant } from '../../src/model/instant.ts'

/** A second counted from the start of the timeline. May have decimals. */
export type Second = number

/**
 * A point in time as a timeline writes it: `+3s` and `-10m` count from the timeline's start, `now` is the second of
 * the step that it stands in, `now+1h` counts from there. Anything else is sent as it stands.
 */
export type RelativeTime = string

/** An alert as it is posted. What is left out is left out of the request too. */
export interface AlertSpec {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly startsAt?: RelativeTime
  readonly endsAt?: RelativeTime
  readonly generatorURL?: string
}

export interface MatcherSpec {
  readonly name: string
  readonly value: string
  readonly isRegex: boolean
  readonly isEqual: boolean
}

/** A silence. The second one under the same `as` updates the first. */
export interface SilenceSpec {
  readonly as: string
  readonly matchers: readonly MatcherSpec[]
  readonly startsAt: RelativeTime
  readonly endsAt: RelativeTime
}

/**
 * What a receiver does with a request. `times` bounds it: after so many requests it answers 200 again.
 * `hangs` never answers, `closes` cuts the connection, `after` waits before it answers, `retryAfter` is the header of that name.
 */
export type Behaviour =
  | { readonly answers: number; readonly after?: Second; readonly times?: number; readonly retryAfter?: Second }
  | { readonly hangs: true; readonly times?: number }
  | { readonly closes: true; readonly times?: number }

export type Action =
  | { readonly post: readonly AlertSpec[] }
  | { readonly silence: SilenceSpec }
  /** Expires the silence that was set under this name. */
  | { readonly expire: string }
  /** Writes this configuration and reloads. `refused` when the server is expected to keep the old one. */
  | { readonly reload: string; readonly refused?: boolean }
  /** SIGTERM, then a start with the same data directory. */
  | { readonly restart: true }
  /** SIGKILL, then a start with the same data directory. */
  | { readonly crash: true }
  /** Somebody sets the clock by so many seconds. The timeline goes on counting as before. In virtual time only. */
  | { readonly setClock: Second }
  | { readonly receiver: string; readonly does: Behaviour }

export interface Step {
  readonly at: Second
  readonly actions: readonly Action[]
}

/** Stands in configurations for the origin of the webhook receiver: `http://RECEIVER/path`. */
export const receiverOrigin = 'http://RECEIVER'

/** What every server is given as --web.external-url, so that payloads can be compared. */
export const externalURL = 'http://alerts.example'

export interface TimelineCase {
  /** In kebab-case: names the recording's file. */
  readonly name: string
  /** The rule that it shows, in a sentence. */
  readonly shows: string
  /** YAML; receivers point at `http://RECEIVER/<path>`. */
  readonly config: string
  /** Command line flags beside those for the files and the address. */
  readonly flags?: readonly string[]
  readonly steps: readonly Step[]
  /** How long to watch. */
  readonly until: Second
  /** Where Tocsin means to differ from Alertmanager: why, and what it sends, in the words of `summarise`. */
  readonly tocsinDiffers?: { readonly because: string; readonly sends: readonly string[] }
}

const relativePattern = /^(now)?(?:([+-])((?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+))?$/

const secondsInUnit: Readonly<Record<string, Second>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 }

/** The text to send for a time in a step at `now` of a timeline that started at `start`. */
export function absoluteTime(time: RelativeTime, { start, now }: { start: Instant; now: Instant }): string {
  const match = relativePattern.exec(time)
  if (match === null || time === '') return time
  const [, base, sign, span = '0s'] = match
  const ms = secondsOf(span) * 1000
  return new Date((base === undefined ? start : now) + (sign === '-' ? -ms : ms)).toISOString()
}

/** The seconds of a span like `1d4h30s`. */
export function secondsOf(span: string): Second {
  let seconds = 0
  for (const [, amount, unit = ''] of span.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    seconds += Number(amount) * (secondsInUnit[unit] as Second)
  }
  return seconds
}

/** A span like `1d4h30s` for seconds; the reverse of `secondsOf`. */
export function spanOf(seconds: Second): string {
  let rest = Math.round(seconds * 10) / 10
  let text = ''
  for (const unit of ['d', 'h', 'm']) {
    const size = secondsInUnit[unit] as Second
    const amount = Math.floor(rest / size)
    if (amount > 0) text += `${amount}${unit}`
    rest -= amount * size
  }
  return rest > 0 || text === '' ? `${text}${Math.round(rest * 10) / 10}s` : text
}
