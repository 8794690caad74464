// What becomes of a silence that somebody posts: refused, the same one changed, or a new one in its place. Decides from
// values alone; keeping and telling is the store's business. The rules are those of Alertmanager's silence/silence.go.

import { goQuote } from '../model/go-quote.ts'
import { type Instant, second, type Timestamp, zeroTimestamp } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import { Matcher, type MatchType } from '../model/matcher.ts'
import { isValidLabelName, type MatcherMode } from '../model/matcher-parser.ts'
import { checkRegexp } from '../model/regexp.ts'
import { RegexpSyntaxError } from '../model/regexp-error.ts'
import { type Silence, silenceState } from '../model/silence.ts'
import { timestampOf } from '../model/timestamp.ts'

/** A matcher as a client gives it: nothing about it has been checked. A Matcher is one, too. */
export interface MatcherInput {
  readonly type: MatchType
  readonly name: string
  readonly value: string
}

/** A silence as a client gives it. */
export interface SilenceInput {
  /** Of the silence to change; absent or '' for a new one. */
  readonly id?: string
  readonly matchers: readonly MatcherInput[]
  /** Absent (or Go's zero time) means now. */
  readonly startsAt?: Timestamp
  readonly endsAt: Timestamp
  readonly createdBy: string
  readonly comment: string
  readonly annotations: LabelSet
}

/** A silence as posted, found to be valid, and not yet one of the kept ones. */
export type SilenceDraft = Omit<Silence, 'id' | 'updatedAt'>

/** The draft of a valid input, or why it is refused in Alertmanager's words. */
export function draftSilence(
  input: SilenceInput,
  { now, mode }: { readonly now: Instant; readonly mode: MatcherMode },
): SilenceDraft | { readonly refused: string } {
  const given = input.startsAt ?? zeroTimestamp
  // The API checks what was given, before a missing start becomes now: api/v2/api.go postSilencesHandler.
  if (given.at >= input.endsAt.at) return { refused: 'Failed to create silence: start time must be before end time' }
  if (input.endsAt.at < now) return { refused: "Failed to create silence: end time can't be in the past" }

  const matchers: Matcher[] = []
  for (const [index, matcher] of input.matchers.entries()) {
    const compiled = compileMatcher(matcher, mode)
    if ('refused' in compiled) return refuse(`invalid label matcher ${index} in set 0: ${compiled.refused}`)
    matchers.push(compiled)
  }
  if (matchers.length === 0) return refuse('matcher set 0 is empty')
  if (matchers.every(matchesEmpty)) return refuse('matcher set 0: at least one matcher must not match the empty string')

  const { createdBy, comment, annotations } = input
  const startsAt = given.at === zeroTimestamp.at ? timestampOf(now) : inUtc(given)
  return { matchers, startsAt, endsAt: inUtc(input.endsAt), createdBy, comment, annotations }
}

/**
 * True when the kept silence can become the draft without changing what was silenced in the past; otherwise the draft
 * makes a silence of its own. Matchers count in their order. As canUpdate.
 */
export function canBecome(kept: Silence, draft: SilenceDraft, now: Instant): boolean {
  if (kept.matchers.length !== draft.matchers.length) return false
  if (!kept.matchers.every((matcher, index) => matcher.equals(draft.matchers[index] as Matcher))) return false
  const state = silenceState(kept, now)
  switch (state) {
    case 'active':
      return wholeSecond(kept.startsAt) === wholeSecond(draft.startsAt)
    case 'pending':
      return draft.startsAt.at >= now
    case 'expired':
      return false
    default:
      return state satisfies never
  }
}

/** A silence made from a draft. Its start is never in the past. */
export function newSilence(draft: SilenceDraft, { id, now }: { readonly id: string; readonly now: Instant }): Silence {
  const updatedAt = timestampOf(now)
  return { ...draft, id, updatedAt, startsAt: draft.startsAt.at < now ? updatedAt : draft.startsAt }
}

/** The silence ended now; undefined when it has ended before. A pending one gets an empty span. */
export function expiredSilence(silence: Silence, now: Instant): Silence | undefined {
  const state = silenceState(silence, now)
  const nowStamp = timestampOf(now)
  switch (state) {
    case 'active':
      return { ...silence, endsAt: nowStamp, updatedAt: nowStamp }
    case 'pending':
      return { ...silence, startsAt: nowStamp, endsAt: nowStamp, updatedAt: nowStamp }
    case 'expired':
      return undefined
    default:
      return state satisfies never
  }
}

function refuse(reason: string): { readonly refused: string } {
  return { refused: `invalid silence: ${reason}` }
}

function compileMatcher(matcher: MatcherInput, mode: MatcherMode): Matcher | { readonly refused: string } {
  const { type, name, value } = matcher
  if (!isValidLabelName(name, mode)) return { refused: `invalid label name ${goQuote(name)}` }
  if (type === '=' || type === '!=') return asMatcher(matcher)
  try {
    checkRegexp(value)
    return asMatcher(matcher)
  } catch (error) {
    if (!(error instanceof RegexpSyntaxError)) throw error
    return { refused: `invalid regular expression ${goQuote(value)}: ${error.message}` }
  }
}

function asMatcher(matcher: MatcherInput): Matcher {
  return matcher instanceof Matcher ? matcher : new Matcher(matcher.type, matcher.name, matcher.value)
}

/** As matchesEmpty: `!=` and `!~` never count as matching the empty string, whatever they do with it. */
function matchesEmpty(matcher: Matcher): boolean {
  return (matcher.type === '=' || matcher.type === '=~') && matcher.matches('')
}

function wholeSecond(timestamp: Timestamp): number {
  return Math.floor(timestamp.at / second)
}

/** Alertmanager keeps silences without their zone (as protobuf timestamps), all digits of the fraction preserved. */
function inUtc(timestamp: Timestamp): Timestamp {
  if (timestamp.text.endsWith('Z')) return timestamp
  const [fraction = ''] = /\.\d+/.exec(timestamp.text) ?? []
  const whole = timestampOf(Math.floor(timestamp.at / second) * second).text
  return { at: timestamp.at, text: whole.replace('Z', `${fraction}Z`) }
}
