// Finds the silences that match a label set, by a MatcherIndex. Time passes by itself: those that have ended leave the
// index when somebody asks, no timers are set.

import { type Instant, minute } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import { MatcherIndex } from '../model/matcher-index.ts'
import type { Silence } from '../model/silence.ts'

/** Questions about times this much before the latest one are answered as for the latest one; earlier means that the clock was set back. */
const tolerance = minute

export class SilenceIndex {
  /** Those that have not ended, by id. */
  readonly #current = new Map<string, Silence>()
  readonly #index = new MatcherIndex<Silence>()
  /** Counts silences in the order in which they were made; an edit keeps it. */
  readonly #orders = new Map<string, number>()
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
    let order = this.#orders.get(silence.id)
    if (order === undefined) {
      order = this.#made++
      this.#orders.set(silence.id, order)
    } else {
      this.#leave(silence.id)
    }
    this.#version++
    const { startsAt, endsAt } = silence
    if (endsAt.at <= this.#present) return
    this.#current.set(silence.id, silence)
    this.#index.add(silence, silence.matchers, order)
    const turn = startsAt.at > this.#present ? Math.min(startsAt.at, endsAt.at) : endsAt.at
    this.#nextTurn = Math.min(this.#nextTurn, turn)
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
    const matching = this.#index.matching(labels)
    if (matching.length === 0) return none
    const active = matching.filter(({ startsAt, endsAt }) => at >= startsAt.at && at < endsAt.at)
    return active.map(({ id }) => id)
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
    for (const silence of this.#current.values()) {
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

  #leave(id: string): void {
    const silence = this.#current.get(id)
    if (silence === undefined) return
    this.#current.delete(id)
    this.#index.delete(silence)
  }
}

const none: readonly string[] = []
