// A silence as it is being written: what the fields hold, what is still wrong with it, and what is posted in the end. Pure.

import type { WirePostableSilence, WireSilence } from '../../../api/v2/schema.ts'
import { hour, type Instant, second } from '../../../model/instant.ts'
import type { Matcher } from '../../../model/matcher.ts'
import { instantOfWallText, wallTextOf } from '../../components/time/wall-time.ts'
import { type Chip, chipOf, chipsFromFilters, matchersOf } from '../../filter/chip.ts'
import type { SearchParams } from '../../search-text.ts'
import type { TimeZoneChoice } from '../../settings/settings.ts'
import { matcherOf, wireMatcherOf } from '../silences/shown-silence.ts'
import { endOf, type Lasting } from './lasting.ts'

export interface Annotation {
  /** Tells the rows apart while they are edited. */
  readonly row: number
  readonly name: string
  readonly text: string
}

export interface Draft {
  readonly chips: readonly Chip[]
  /** The text of a date field; undefined for now. */
  readonly start: string | undefined
  readonly lasting: Lasting
  readonly creator: string
  readonly comment: string
  readonly annotations: readonly Annotation[]
}

/** What `#/silences/new?filter={…}&comment=…` asks for. */
export function newDraft(params: SearchParams, creator: string): Draft {
  return {
    chips: chipsFromFilters(params.filter ?? []),
    start: undefined,
    lasting: { kind: 'for', span: hour },
    creator: params.createdBy?.at(-1) ?? creator,
    comment: params.comment?.at(-1) ?? '',
    annotations: [],
  }
}

/** An existing silence to be edited; one that is over lasts as long again, from now on. */
export function draftOf(
  silence: WireSilence,
  { now, zone }: { readonly now: Instant; readonly zone: TimeZoneChoice },
): Draft {
  const startsAt = Date.parse(silence.startsAt)
  const endsAt = Date.parse(silence.endsAt)
  const isOver = endsAt <= now
  const lasting: Lasting = isOver
    ? { kind: 'for', span: Math.max(endsAt - startsAt, 60 * second) }
    : { kind: 'until', text: wallTextOf(endsAt, zone) }
  return {
    chips: silence.matchers.map((matcher) => chipOf(matcherOf(matcher))),
    start: startsAt > now ? wallTextOf(startsAt, zone) : undefined,
    lasting,
    creator: silence.createdBy,
    comment: silence.comment,
    annotations: Object.entries(silence.annotations ?? {}).map(([name, text], row) => ({ row, name, text })),
  }
}

export type DraftField = 'matchers' | 'start' | 'lasting' | 'creator' | 'comment' | 'annotations'

export interface CheckedDraft {
  readonly matchers: readonly Matcher[]
  readonly from: Instant
  readonly until: Instant | undefined
  /** In words; empty when it can be posted. */
  readonly problems: Readonly<Partial<Record<DraftField, string>>>
}

export function checkDraft(
  draft: Draft,
  { now, zone }: { readonly now: Instant; readonly zone: TimeZoneChoice },
): CheckedDraft {
  const matchers = matchersOf(draft.chips)
  const start = draft.start === undefined ? now : instantOfWallText(draft.start, zone)
  const from = start ?? now
  const until = endOf(draft.lasting, { from, now, zone })
  const problems: Partial<Record<DraftField, string>> = {}
  const wrong = matchersProblem(draft.chips, matchers)
  if (wrong !== undefined) problems.matchers = wrong
  if (start === undefined) problems.start = 'Give a date and a time.'
  if (until === undefined) problems.lasting = 'Give a date and a time.'
  else if (until <= now) problems.lasting = 'This time is over already.'
  else if (until <= from) problems.lasting = 'The end has to come after the start.'
  if (draft.creator.trim() === '') problems.creator = 'Say who you are, so that others can ask.'
  if (draft.comment.trim() === '') problems.comment = 'Say why: whoever is on call next wants to know.'
  const annotations = annotationsProblem(draft.annotations)
  if (annotations !== undefined) problems.annotations = annotations
  return { matchers, from, until, problems }
}

function matchersProblem(chips: readonly Chip[], matchers: readonly Matcher[]): string | undefined {
  if (chips.length > matchers.length) return 'Correct the marked matcher, or remove it.'
  if (matchers.length === 0) return 'Give at least one matcher.'
  // As the server sees it: != and !~ never count as matching the empty text.
  const isTooWide = matchers.every((matcher) => (matcher.type === '=' || matcher.type === '=~') && matcher.matches(''))
  return isTooWide ? 'All of these match alerts that lack the label: add a matcher with a value.' : undefined
}

function annotationsProblem(annotations: readonly Annotation[]): string | undefined {
  const used = annotations.filter(({ name, text }) => name.trim() !== '' || text.trim() !== '')
  if (used.some(({ name }) => name.trim() === '')) return 'Give each annotation a name.'
  const names = used.map(({ name }) => name.trim())
  const twice = names.find((name, index) => names.indexOf(name) < index)
  return twice === undefined ? undefined : `“${twice}” is there twice.`
}

/**
 * What is posted. A silence that is being edited keeps its start while it is active, and so its id.
 * @param replaced the silence that is changed; undefined for a new one
 */
export function postedDraft(
  draft: Draft,
  checked: CheckedDraft,
  replaced: WireSilence | undefined,
): WirePostableSilence {
  const { matchers, from, until = from } = checked
  const keepsStart = replaced !== undefined && draft.start === undefined && Date.parse(replaced.startsAt) <= from
  const annotations: Record<string, string> = Object.create(null)
  for (const { name, text } of draft.annotations) if (name.trim() !== '') annotations[name.trim()] = text
  return {
    ...(replaced === undefined ? {} : { id: replaced.id }),
    matchers: matchers.map(wireMatcherOf),
    startsAt: keepsStart ? replaced.startsAt : new Date(from).toISOString(),
    endsAt: exactEnd(draft, checked, replaced) ?? new Date(until).toISOString(),
    createdBy: draft.creator.trim(),
    comment: draft.comment.trim(),
    annotations,
  }
}

/** A date field has no seconds: an end that nobody touched keeps its own. */
function exactEnd({ lasting }: Draft, { until }: CheckedDraft, replaced: WireSilence | undefined): string | undefined {
  if (replaced === undefined || lasting.kind !== 'until' || until === undefined) return undefined
  const kept = Date.parse(replaced.endsAt)
  return kept >= until && kept < until + 60 * second ? replaced.endsAt : undefined
}
