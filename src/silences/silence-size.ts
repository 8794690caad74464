// How many bytes a silence takes in Alertmanager's snapshot, so that --silences.max-silence-size-bytes refuses the same
// silences there and here. Only counts: nothing is stored in this form.

import type { Duration, Timestamp } from '../model/instant.ts'
import type { Matcher } from '../model/matcher.ts'
import type { Silence } from '../model/silence.ts'

/** The size of the protobuf message MeshSilence (silence/silencepb/silence.proto), in bytes. All its tags take one byte. */
export function silenceSize(silence: Silence, retention: Duration): number {
  let size = 0
  size += textField(silence.id)
  size += field(timestampSize(silence.startsAt))
  size += field(timestampSize(silence.endsAt))
  size += field(timestampSize(silence.updatedAt))
  size += textField(silence.createdBy)
  size += textField(silence.comment)
  for (const [name, value] of silence.annotations) {
    // Keys and values of a map are written even when they are empty.
    size += field(field(Buffer.byteLength(name)) + field(Buffer.byteLength(value)))
  }
  let matcherSet = 0
  for (const matcher of silence.matchers) matcherSet += field(matcherSize(matcher))
  size += field(matcherSet)
  const expiresAt = { at: silence.endsAt.at + retention, text: silence.endsAt.text }
  return field(size) + field(timestampSize(expiresAt))
}

function matcherSize({ type, name, value }: Matcher): number {
  // The operator is an enum whose first value, '=', is left out.
  return (type === '=' ? 0 : 2) + textField(name) + textField(value)
}

/** Seconds and nanoseconds, each left out when zero. The nanoseconds are those of the text: the number is too coarse. */
function timestampSize({ at, text }: Timestamp): number {
  const seconds = Math.floor(at / 1000)
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? ''
  const nanoseconds = Number(fraction.padEnd(9, '0'))
  return (seconds === 0 ? 0 : 1 + varintSize(seconds)) + (nanoseconds === 0 ? 0 : 1 + varintSize(nanoseconds))
}

function textField(text: string): number {
  return text === '' ? 0 : field(Buffer.byteLength(text))
}

function field(length: number): number {
  return 1 + varintSize(length) + length
}

function varintSize(value: number): number {
  if (value < 0) return 10
  let size = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++
  return size
}
