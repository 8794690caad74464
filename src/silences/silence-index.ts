// Finds the silences that match a label set without asking every silence: by the values that one of their matchers
// demands. Time passes by itself: those that have ended leave the index when somebody asks, no timers are set.

import { type Instant, minute } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { Matcher } from '../model/matcher.ts'
import type { Silence } from '../model/silence.ts'

interface Entry {
  readonly silence: Silence
  /** Counts silences in the order in which they were made; an edit keeps it. */
  readonly order: number
  /** The matchers that are still to be asked when the place in the index has been found. */
  readonly rest: readonly Matcher[]
  /** Where it is found: under these values of this label, or with the others. */
  readonly demand: Demand | undefined
}

/** A matcher that accepts these values and no others. */
interface Demand {
  readonly matcher: Matcher
  readonly values: readonly string[]
}

/** Questions about times this much before the latest one are answered as for the latest one; earlier means that the clock was set back. */
const tolerance = minute

export class SilenceIndex {
  readonly #entries = new Map<string, Entry>()
  readonly #orders = new Map<string, number>()
  /** By label name and value. */
  readonly #demanding = new Map<string, Map<string, Set<Entry>>>()
  /** Those of which no matcher demands particular values. */
  readonly #others = new Set<Entry>()
  #made = 0
  #version = 0
  /** Time as far as it is known to have come. */
  #present: Instant = Number.NEGATIVE_INFINITY
  /** When the next silence starts or ends. */
  #nextTurn: Instant = Number.POSITIVE_INFINITY
  /** All silences that are kept, for when the clock is set back. */
  readonly #all: () => Iterable<Silence>

  constructor(all: () => Iterable<Silence>) {
    this.#all = all
    for (const silence of all()) this.set(silence)
  }

  /** Adds a silence, or puts it in the place of the one with its id. */
  set(silence: Silence): void {
    const order = this.#orders.get(silence.id) ?? this.#made++
    this.#leave(silence.id)
    this.#orders.set(silence.id, order)
    this.#version++
    if (silence.endsAt.at <= this.#present) return
    this.#enter(silence, order)
    for (const turn of [silence.startsAt.at, silence.endsAt.at]) {
      if (turn > this.#present) this.#nextTurn = Math.min(this.#nextTurn, turn)
    }
  }

  delete(id: string): void {
    this.#leave(id)
    this.#orders.delete(id)
    this.#version++
  }

  /** Grows whenever a verdict at `now` may differ from one before. */
  versionAt(now: Instant): number {
    this.#moveTo(now)
    return this.#version
  }

  /** The ids of the silences that are active and match, in the order in which they were made. */
  silencedBy(labels: LabelSet, now: Instant): readonly string[] {
    const at = this.#moveTo(now)
    if (this.#entries.size === 0) return none
    const found: Entry[] = []
    const look = (entries: Iterable<Entry>): void => {
      for (const entry of entries) {
        if (at >= entry.silence.startsAt.at && at < entry.silence.endsAt.at && matches(entry, labels)) found.push(entry)
      }
    }
    for (const name of labels.names) {
      const entries = this.#demanding.get(name)?.get(labels.get(name))
      if (entries !== undefined) look(entries)
    }
    look(this.#others)
    if (found.length === 0) return none
    return found.sort((a, b) => a.order - b.order).map(({ silence }) => silence.id)
  }

  /** Lets time pass up to `now`; answers with the instant for which verdicts are given. */
  #moveTo(now: Instant): Instant {
    if (now < this.#present - tolerance) this.#startAgainAt(now)
    if (now >= this.#nextTurn) this.#turnAt(now)
    this.#present = Math.max(this.#present, now)
    return this.#present
  }

  #turnAt(now: Instant): void {
    this.#version++
    this.#nextTurn = Number.POSITIVE_INFINITY
    for (const { silence } of this.#entries.values()) {
      if (silence.endsAt.at <= now) this.#leave(silence.id)
      else
        this.#nextTurn = Math.min(this.#nextTurn, silence.startsAt.at > now ? silence.startsAt.at : silence.endsAt.at)
    }
  }

  #startAgainAt(now: Instant): void {
    this.#present = now
    this.#nextTurn = Number.POSITIVE_INFINITY
    for (const silence of this.#all()) this.set(silence)
  }

  #enter(silence: Silence, order: number): void {
    const demand = this.#narrowestDemand(silence.matchers)
    const rest = silence.matchers.filter((matcher) => matcher !== demand?.matcher)
    const entry = { silence, order, rest, demand }
    this.#entries.set(silence.id, entry)
    if (demand === undefined) this.#others.add(entry)
    for (const value of demand?.values ?? []) this.#listFor(demand as Demand, value).add(entry)
  }

  #leave(id: string): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    this.#entries.delete(id)
    this.#others.delete(entry)
    const { demand } = entry
    if (demand === undefined) return
    const byValue = this.#demanding.get(demand.matcher.name)
    for (const value of demand.values) {
      const list = byValue?.get(value)
      list?.delete(entry)
      if (list?.size === 0) byValue?.delete(value)
    }
  }

  /** Of all matchers that demand particular values the one that shares its lists with the fewest others. */
  #narrowestDemand(matchers: readonly Matcher[]): Demand | undefined {
    let best: (Demand & { readonly crowd: number }) | undefined
    for (const matcher of matchers) {
      const values = valuesDemandedBy(matcher)
      if (values.length === 0) continue
      const byValue = this.#demanding.get(matcher.name)
      const crowd = Math.max(...values.map((value) => byValue?.get(value)?.size ?? 0))
      if (best === undefined || crowd < best.crowd) best = { matcher, values, crowd }
    }
    return best
  }

  #listFor({ matcher }: Demand, value: string): Set<Entry> {
    const byValue = this.#demanding.get(matcher.name) ?? new Map<string, Set<Entry>>()
    this.#demanding.set(matcher.name, byValue)
    const list = byValue.get(value) ?? new Set<Entry>()
    byValue.set(value, list)
    return list
  }
}

const none: readonly string[] = []

function matches(entry: Entry, labels: LabelSet): boolean {
  for (const matcher of entry.rest) if (!matcher.matchesLabels(labels)) return false
  return true
}

/** Most alternatives of a pattern that are each worth a place in the index. */
const mostAlternatives = 100

/** The only values that the matcher accepts, all of them not empty; nothing when there may be others. */
function valuesDemandedBy({ type, value }: Matcher): readonly string[] {
  if (type === '=') return value === '' ? [] : [value]
  // `a|b|c`, as the web page makes them of a list of hosts; an escaped character is fine when it is a dot.
  if (type !== '=~' || !/^(?:[\w :/@,-]|\\\.|\|)+$/.test(value)) return []
  const alternatives = [...new Set(value.replaceAll('\\.', '.').split('|'))]
  return alternatives.includes('') || alternatives.length > mostAlternatives ? [] : alternatives
}
