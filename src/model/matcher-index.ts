// Finds, among many lists of matchers, those that could match a label set, without asking each: by the values that one
// matcher of the list demands. What it costs follows what could match, not how many there are.

import type { LabelSet } from './labels.ts'
import { type Matcher, matchAll } from './matcher.ts'

/** An item, and where it is found. */
interface Place<T> {
  readonly item: T
  readonly matchers: readonly Matcher[]
  readonly order: number
  /** Undefined for one that has to be looked at for every label set. */
  readonly demand: Demand | undefined
}

/** A label, and the only values that are accepted of it. */
interface Demand {
  readonly name: string
  readonly values: readonly string[]
}

/** Most values of one matcher that are each worth a place. */
const mostValues = 100

/** Items that each have a list of matchers, all of which have to match. */
export class MatcherIndex<T> {
  readonly #places = new Map<T, Place<T>>()
  /** By label name and value; each list in order. */
  readonly #byLabel = new Map<string, Map<string, Place<T>[]>>()
  /** Those of which no matcher demands particular values, in order. */
  readonly #others: Place<T>[] = []

  /** Adds an item that is not there yet. `order` is its place among the candidates. */
  add(item: T, matchers: readonly Matcher[], order: number): void {
    const demand = this.#narrowestDemand(matchers)
    const place = { item, matchers, order, demand }
    this.#places.set(item, place)
    if (demand === undefined) insertInOrder(this.#others, place)
    else this.#addTo(demand, place)
  }

  delete(item: T): void {
    const place = this.#places.get(item)
    if (place === undefined) return
    this.#places.delete(item)
    const { demand } = place
    if (demand === undefined) removeFrom(this.#others, place)
    else this.#removeFrom(demand, place)
  }

  /** Every item whose matchers match is among them, in order; whether they do is still to be asked. */
  candidates(labels: LabelSet): readonly T[] {
    let found: readonly Place<T>[] = this.#others
    let lists = found.length === 0 ? 0 : 1
    for (const [name, byValue] of this.#byLabel) {
      const list = byValue.get(labels.get(name))
      if (list === undefined) continue
      found = lists === 0 ? list : found.concat(list)
      lists++
    }
    if (found.length === 0) return none
    if (lists > 1) (found as Place<T>[]).sort(byOrder)
    return found.map(({ item }) => item)
  }

  /** The items whose matchers match, in order. */
  matching(labels: LabelSet): readonly T[] {
    const found: Place<T>[] = []
    for (const place of this.#others) if (matchAll(place.matchers, labels)) found.push(place)
    for (const [name, byValue] of this.#byLabel) {
      const list = byValue.get(labels.get(name))
      if (list === undefined) continue
      for (const place of list) if (matchAll(place.matchers, labels)) found.push(place)
    }
    return found.length === 0 ? none : found.sort(byOrder).map(({ item }) => item)
  }

  #addTo({ name, values }: Demand, place: Place<T>): void {
    let byValue = this.#byLabel.get(name)
    if (byValue === undefined) {
      byValue = new Map()
      this.#byLabel.set(name, byValue)
    }
    for (const value of values) {
      const list = byValue.get(value)
      // Most lists have one place all their life; one that is made empty has room for seventeen as soon as it has one.
      if (list === undefined) byValue.set(value, [place])
      else insertInOrder(list, place)
    }
  }

  #removeFrom({ name, values }: Demand, place: Place<T>): void {
    const byValue = this.#byLabel.get(name)
    for (const value of values) {
      const list = byValue?.get(value)
      if (list === undefined) continue
      removeFrom(list, place)
      if (list.length === 0) byValue?.delete(value)
    }
    if (byValue?.size === 0) this.#byLabel.delete(name)
  }

  /** Of all matchers that demand particular values the one that shares its lists with the fewest others. */
  #narrowestDemand(matchers: readonly Matcher[]): Demand | undefined {
    let best: Demand | undefined
    let leastCrowd = Number.POSITIVE_INFINITY
    for (const { name, onlyValues } of matchers) {
      // Who accepts the empty value accepts label sets without the label.
      if (onlyValues === undefined || onlyValues.length > mostValues || onlyValues.includes('')) continue
      const byValue = this.#byLabel.get(name)
      let crowd = 0
      for (const value of onlyValues) crowd = Math.max(crowd, byValue?.get(value)?.length ?? 0)
      if (crowd >= leastCrowd) continue
      best = { name, values: onlyValues }
      leastCrowd = crowd
    }
    return best
  }
}

const none: readonly never[] = []

function byOrder(a: Place<unknown>, b: Place<unknown>): number {
  return a.order - b.order
}

/** Mostly at the end. */
function insertInOrder<T>(list: Place<T>[], place: Place<T>): void {
  let at = list.length
  while (at > 0 && (list[at - 1] as Place<T>).order > place.order) at--
  if (at === list.length) list.push(place)
  else list.splice(at, 0, place)
}

function removeFrom<T>(list: Place<T>[], place: Place<T>): void {
  list.splice(list.indexOf(place), 1)
}
