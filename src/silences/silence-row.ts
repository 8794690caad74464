// A silence as a row of the storage, and back.

import type { Duration, Instant } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { isMatchType, Matcher, type MatchType } from '../model/matcher.ts'
import type { Silence } from '../model/silence.ts'
import { parseTimestamp } from '../model/timestamp.ts'
import type { Row } from '../storage/storage.ts'

/** What the table of silences holds. */
export interface SilenceRow extends Row {
  readonly silence: Silence
}

/** The row of a silence; it may go when the silence has been over for `retention`. */
export function rowOf(silence: Silence, retention: Duration): SilenceRow {
  return {
    key: silence.id,
    updatedAt: silence.updatedAt.at,
    expiresAt: silence.endsAt.at + retention,
    silence,
  }
}

interface StoredSilence {
  readonly id: string
  readonly matchers: readonly { readonly type: MatchType; readonly name: string; readonly value: string }[]
  readonly startsAt: string
  readonly endsAt: string
  readonly updatedAt: string
  readonly createdBy: string
  readonly comment: string
  readonly annotations: Readonly<Record<string, string>>
  readonly expiresAt: Instant
}

/** What is written as JSON. */
export function encodeSilence({ silence, expiresAt }: SilenceRow): StoredSilence {
  return {
    id: silence.id,
    matchers: silence.matchers.map(({ type, name, value }) => ({ type, name, value })),
    startsAt: silence.startsAt.text,
    endsAt: silence.endsAt.text,
    updatedAt: silence.updatedAt.text,
    createdBy: silence.createdBy,
    comment: silence.comment,
    annotations: silence.annotations.toJSON(),
    expiresAt,
  }
}

/** Reads what encodeSilence wrote; undefined, or an exception, when it is anything else. */
export function decodeSilence(value: unknown): SilenceRow | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  // What is missing or of another type makes one of the calls below throw or answer undefined.
  const stored = value as StoredSilence
  const startsAt = parseTimestamp(stored.startsAt)
  const endsAt = parseTimestamp(stored.endsAt)
  const updatedAt = stored.updatedAt === stored.startsAt ? startsAt : parseTimestamp(stored.updatedAt)
  if (startsAt === undefined || endsAt === undefined || updatedAt === undefined) return undefined
  if (!isText(stored.id) || !isText(stored.createdBy) || !isText(stored.comment)) return undefined
  if (!Object.values(stored.annotations).every(isText)) return undefined
  if (!stored.matchers.every(isStoredMatcher)) return undefined
  if (stored.id === '' || stored.matchers.length === 0 || !Number.isFinite(stored.expiresAt)) return undefined
  const silence: Silence = {
    id: stored.id,
    matchers: stored.matchers.map(({ type, name, value: pattern }) => Matcher.kept(type, name, pattern)),
    startsAt,
    endsAt,
    updatedAt,
    createdBy: stored.createdBy,
    comment: stored.comment,
    annotations: LabelSet.fromRecord(stored.annotations),
  }
  return { key: silence.id, updatedAt: updatedAt.at, expiresAt: stored.expiresAt, silence }
}

function isStoredMatcher({ type, name, value }: StoredSilence['matchers'][number]): boolean {
  return isMatchType(type) && isText(name) && isText(value)
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}
