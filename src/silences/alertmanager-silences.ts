// The silences in a snapshot that Alertmanager wrote (silence/silencepb/silence.proto, MeshSilence).

import { randomUUID } from 'node:crypto'
import type { Instant, Timestamp } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { Matcher, type MatchType } from '../model/matcher.ts'
import type { Silence } from '../model/silence.ts'
import { timestampOf } from '../model/timestamp.ts'
import { type ProtobufMessage, readDelimited } from '../storage/delimited-protobuf.ts'
import type { SilenceRow } from './silence-row.ts'

/** In the order of the enumeration. */
const matchTypes: readonly MatchType[] = ['=', '=~', '!=', '!~']

/** What a snapshot holds, and what of it cannot be taken over. */
export interface SilenceSnapshot {
  readonly rows: readonly SilenceRow[]
  readonly problems: readonly string[]
  /** In how many places the file makes no sense. A byte of a text may be another one, and nobody can tell: there are no checksums. */
  readonly gaps: number
}

/**
 * Reads a snapshot. A silence that knows several sets of matchers, of which one has to match, becomes several silences; the first of
 * them keeps the id. One that holds for some receivers only would silence too much here, and is left out.
 */
export function readSilenceSnapshot(bytes: Uint8Array): SilenceSnapshot {
  const { found, gaps } = readDelimited(bytes, silenceIn)
  const rows: SilenceRow[] = []
  const problems: string[] = []
  let damaged = 0
  for (const { silence, expiresAt } of found) {
    try {
      if (silence.has(12)) problems.push(`silence ${silence.text(1)} is for some receivers only`)
      else rows.push(...rowsOf(silence, expiresAt))
    } catch (error) {
      damaged++
      problems.push(`silence ${silence.text(1)}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { rows, problems, gaps: gaps + damaged }
}

function silenceIn(
  entry: ProtobufMessage,
): { readonly silence: ProtobufMessage; readonly expiresAt: Instant } | undefined {
  const silence = entry.message(1)
  const isSilence = silence !== undefined && silence.text(1) !== '' && instantIn(silence.message(4)) > 0
  return isSilence ? { silence, expiresAt: instantIn(entry.message(2)) } : undefined
}

function rowsOf(message: ProtobufMessage, expiresAt: Instant): readonly SilenceRow[] {
  const sets = message.messages(11).map((set) => set.messages(1))
  const matcherSets = (sets.length === 0 ? [message.messages(2)] : sets).map((set) => set.map(matcherOf))
  // In the form before 0.6 the author stood with the comment.
  const comment = message.message(7)
  const annotations = message.messages(10).map((pair) => [pair.text(1), pair.text(2)] as const)
  return matcherSets.map((matchers, index) => {
    if (matchers.length === 0) throw new Error('it has no matchers')
    const silence: Silence = {
      id: index === 0 ? message.text(1) : randomUUID(),
      matchers,
      startsAt: timestampIn(message.message(3)),
      endsAt: timestampIn(message.message(4)),
      updatedAt: timestampIn(message.message(5)),
      createdBy: message.text(8) || (comment?.text(1) ?? ''),
      comment: message.text(9) || (comment?.text(2) ?? ''),
      annotations: LabelSet.fromEntries(annotations),
    }
    return { key: silence.id, updatedAt: silence.updatedAt.at, expiresAt, silence }
  })
}

function matcherOf(message: ProtobufMessage): Matcher {
  const type = matchTypes[message.number(1)]
  if (type === undefined) throw new Error(`unknown type of matcher ${message.number(1)}`)
  return new Matcher(type, message.text(2), message.text(3))
}

function timestampIn(message: ProtobufMessage | undefined): Timestamp {
  return timestampOf(instantIn(message))
}

function instantIn(message: ProtobufMessage | undefined): Instant {
  return message === undefined ? 0 : message.number(1) * 1000 + message.number(2) / 1e6
}
