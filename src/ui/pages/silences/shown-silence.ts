// A silence as the page works with it: its matchers compiled, its times as numbers, its words in one text for the search.

import type { WireMatcher, WirePostableSilence, WireSilence } from '../../../api/v2/schema.ts'
import type { Instant } from '../../../model/instant.ts'
import { Matcher } from '../../../model/matcher.ts'
import type { SilenceOrder, SilenceState } from './silences-view.ts'

export interface ShownSilence {
  readonly silence: WireSilence
  readonly matchers: readonly Matcher[]
  readonly startsAt: Instant
  readonly endsAt: Instant
  /** Lower case; everything about it that a person may remember. */
  readonly words: string
}

export function shownSilence(silence: WireSilence): ShownSilence {
  const matchers = silence.matchers.map(matcherOf)
  const annotations = Object.entries(silence.annotations ?? {}).flat()
  return {
    silence,
    matchers,
    startsAt: Date.parse(silence.startsAt),
    endsAt: Date.parse(silence.endsAt),
    words: [...matchers, silence.createdBy, silence.comment, ...annotations, silence.id].join('\n').toLowerCase(),
  }
}

/** The server took it, so it can be compiled. */
export function matcherOf({ name, value, isRegex, isEqual = true }: WireMatcher): Matcher {
  return new Matcher(isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=', name, value)
}

export function wireMatcherOf({ type, name, value }: Matcher): WireMatcher {
  return { name, value, isRegex: type === '=~' || type === '!~', isEqual: type === '=' || type === '=~' }
}

/** What is posted to set the same silence again, or to change it. */
export function postableOf({
  id,
  matchers,
  startsAt,
  endsAt,
  createdBy,
  comment,
  annotations,
}: WireSilence): WirePostableSilence {
  return { id, matchers, startsAt, endsAt, createdBy, comment, ...(annotations === undefined ? {} : { annotations }) }
}

/** As the server decides it; time passes without an answer of the server. */
export function stateAt({ startsAt, endsAt }: Pick<ShownSilence, 'startsAt' | 'endsAt'>, now: Instant): SilenceState {
  if (now >= endsAt) return 'expired'
  return now < startsAt ? 'pending' : 'active'
}

/** When the first of them changes its state after `now`; undefined when none will. */
export function nextChange(silences: readonly ShownSilence[], now: Instant): Instant | undefined {
  let next = Number.POSITIVE_INFINITY
  for (const { startsAt, endsAt } of silences) {
    if (startsAt > now && startsAt < next) next = startsAt
    if (endsAt > now && endsAt < next) next = endsAt
  }
  return next === Number.POSITIVE_INFINITY ? undefined : next
}

/** What is asked of the list. */
export interface SilenceQuery {
  readonly search: string
  readonly creator: string
  readonly state: SilenceState
  readonly order: SilenceOrder
  readonly now: Instant
  /** How many alerts each mutes now, by id. */
  readonly mutes: ReadonlyMap<string, number>
}

export interface FoundSilences {
  /** Of the asked state, in the asked order. */
  readonly silences: readonly ShownSilence[]
  /** How many there are of each state that fit the search and the creator. */
  readonly counts: Readonly<Record<SilenceState, number>>
}

export function findSilences(all: readonly ShownSilence[], query: SilenceQuery): FoundSilences {
  const wanted = wordsIn(query.search)
  const counts = { active: 0, pending: 0, expired: 0 }
  const silences: ShownSilence[] = []
  for (const shown of all) {
    if (query.creator !== '' && shown.silence.createdBy !== query.creator) continue
    if (!wanted.every((word) => shown.words.includes(word))) continue
    const state = stateAt(shown, query.now)
    counts[state]++
    if (state === query.state) silences.push(shown)
  }
  return { silences: silences.sort(orderOf(query)), counts }
}

/** Lower-case words; a quoted value with its blanks stays together. */
export function wordsIn(search: string): readonly string[] {
  return search.toLowerCase().match(/(?:"(?:[^"\\]|\\.)*"|\S)+/g) ?? []
}

function orderOf({ order, state, mutes }: SilenceQuery): (a: ShownSilence, b: ShownSilence) => number {
  const byEnd = (a: ShownSilence, b: ShownSilence): number =>
    state === 'pending' ? a.startsAt - b.startsAt : state === 'expired' ? b.endsAt - a.endsAt : a.endsAt - b.endsAt
  switch (order) {
    case 'ending':
      return byEnd
    case 'newest':
      return (a, b) =>
        a.silence.updatedAt < b.silence.updatedAt ? 1 : a.silence.updatedAt > b.silence.updatedAt ? -1 : 0
    case 'mutes':
      return (a, b) => (mutes.get(b.silence.id) ?? 0) - (mutes.get(a.silence.id) ?? 0) || byEnd(a, b)
    case 'creator':
      return (a, b) => a.silence.createdBy.localeCompare(b.silence.createdBy) || byEnd(a, b)
    default:
      return order satisfies never
  }
}

/** Who made them, with how many, the busiest first. */
export function creatorsOf(all: readonly ShownSilence[]): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { silence } of all) counts.set(silence.createdBy, (counts.get(silence.createdBy) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
