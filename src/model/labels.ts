// A set of labels: sorted, immutable, the identity of an alert. Also what carries annotations, group labels and route labels.

import { type Fingerprint, fingerprintOf } from './fingerprint.ts'
import { goQuote } from './go-quote.ts'

/** The label that holds an alert's name (Prometheus: model.AlertNameLabel). */
export const alertNameLabel = 'alertname'

/**
 * An immutable set of label names and values, sorted by name in the byte order of UTF-8, as Prometheus sorts.
 * A label that is absent reads as the empty string, which is what every matcher wants.
 */
export class LabelSet {
  static readonly empty: LabelSet = new LabelSet([], [])

  readonly #names: readonly string[]
  readonly #values: readonly string[]
  #fingerprint: Fingerprint | undefined

  private constructor(names: readonly string[], values: readonly string[]) {
    this.#names = names
    this.#values = values
  }

  /** Builds a set from a plain object. Later entries do not override: an object's keys are unique. */
  static fromRecord(record: Readonly<Record<string, string>>): LabelSet {
    const entries = Object.entries(record)
    return entries.length === 0 ? LabelSet.empty : LabelSet.fromEntries(entries)
  }

  /** Builds a set from pairs in any order; the last of a repeated name wins. */
  static fromEntries(entries: Iterable<readonly [string, string]>): LabelSet {
    const byName = new Map(entries)
    if (byName.size === 0) return LabelSet.empty
    const names = [...byName.keys()].sort(compareUtf8)
    return new LabelSet(
      names,
      names.map((name) => byName.get(name) as string),
    )
  }

  /** Builds a set from names that are sorted and unique, and the value of each. Neither list may change afterwards. */
  static fromSorted(names: readonly string[], values: readonly string[]): LabelSet {
    return names.length === 0 ? LabelSet.empty : new LabelSet(names, values)
  }

  get size(): number {
    return this.#names.length
  }

  /** The names in byte order. */
  get names(): readonly string[] {
    return this.#names
  }

  /** The values, in the order of the names. */
  get values(): readonly string[] {
    return this.#values
  }

  /** The value of a label, or '' when there is none. */
  get(name: string): string {
    const index = this.#names.indexOf(name)
    return index < 0 ? '' : (this.#values[index] as string)
  }

  has(name: string): boolean {
    return this.#names.includes(name)
  }

  /** Pairs of name and value in byte order of the names. */
  *entries(): Generator<readonly [string, string]> {
    for (let i = 0; i < this.#names.length; i++) yield [this.#names[i] as string, this.#values[i] as string]
  }

  [Symbol.iterator](): Generator<readonly [string, string]> {
    return this.entries()
  }

  /** Those labels for which `keep` answers true. */
  filter(keep: (name: string, value: string) => boolean): LabelSet {
    const kept = [...this.entries()].filter(([name, value]) => keep(name, value))
    if (kept.length === this.size) return this
    return kept.length === 0
      ? LabelSet.empty
      : new LabelSet(
          kept.map(([name]) => name),
          kept.map(([, value]) => value),
        )
  }

  /** Those labels that are among `names`. */
  only(names: readonly string[]): LabelSet {
    const kept = this.#names.filter((name) => names.includes(name))
    if (kept.length === this.size) return this
    return LabelSet.fromSorted(
      kept,
      kept.map((name) => this.get(name)),
    )
  }

  /** The same set, with an equal text in place of each value: one that others use too, so that it is in memory once. */
  sharing(share: (value: string, place: number) => string): LabelSet {
    const same = new LabelSet(this.#names, this.#values.map(share))
    same.#fingerprint = this.#fingerprint
    return same
  }

  /** FNV-1a 64 over the sorted labels, as 16 hex digits. Computed once. */
  get fingerprint(): Fingerprint {
    this.#fingerprint ??= fingerprintOf(this.#names, this.#values)
    return this.#fingerprint
  }

  equals(other: LabelSet): boolean {
    if (this === other) return true
    return (
      this.size === other.size &&
      this.#names.every((name, i) => name === other.#names[i] && this.#values[i] === other.#values[i])
    )
  }

  /**
   * Order of two sets: fewer labels first. Of two sets of one size, the first name in byte order that only one of them
   * has puts the other one first; where both have it, the values decide. As Prometheus's LabelSet.Before
   * (common/model/labelset.go).
   */
  compare(other: LabelSet): number {
    if (this.size !== other.size) return this.size - other.size
    for (let i = 0; i < this.size; i++) {
      const byName = compareUtf8(this.#names[i] as string, other.#names[i] as string)
      if (byName !== 0) return -byName
      const byValue = compareUtf8(this.#values[i] as string, other.#values[i] as string)
      if (byValue !== 0) return byValue
    }
    return 0
  }

  /** As Go prints it: `{alertname="X", job="j"}`. */
  toString(): string {
    return `{${[...this.entries()].map(([name, value]) => `${name}=${goQuote(value)}`).join(', ')}}`
  }

  /** A plain object, names in byte order. Its prototype is null, so that a label may be called `__proto__`. */
  toJSON(): Record<string, string> {
    const object: Record<string, string> = Object.create(null)
    for (let i = 0; i < this.#names.length; i++) object[this.#names[i] as string] = this.#values[i] as string
    return object
  }
}

/**
 * Compares two strings in the byte order of their UTF-8 forms (Go's `<` on strings). JavaScript's own order compares
 * UTF-16 units, which puts emoji before some other letters.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    if (x >= 0xd800 && x <= 0xdfff && y >= 0xe000) return 1
    if (y >= 0xd800 && y <= 0xdfff && x >= 0xe000) return -1
    return x - y
  }
  return a.length - b.length
}
