// Which label names and values there are, with how many alerts have each: what the filter bar offers while one types.

import type { Labels } from './labels.ts'

/** A word and how many label sets have it. */
export interface Counted {
  readonly text: string
  readonly count: number
}

/** The words of one set of alerts. Counted once for each question that is really asked. */
export class Vocabulary {
  readonly #read: () => readonly Labels[]
  readonly #counts = new Map<string, ReadonlyMap<string, number>>()
  readonly #values = new Map<string, readonly Counted[]>()
  #sets: readonly Labels[] | undefined
  #names: readonly Counted[] | undefined

  /** @param sets the label sets, or what answers them when they are first asked for */
  constructor(sets: readonly Labels[] | (() => readonly Labels[])) {
    this.#read = typeof sets === 'function' ? sets : () => sets
  }

  /** All label names, the most frequent first. */
  names(): readonly Counted[] {
    if (this.#names === undefined) {
      const counts = new Map<string, number>()
      for (const labels of this.#all) {
        for (const name of Object.keys(labels)) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
      this.#names = sorted(counts)
    }
    return this.#names
  }

  /** The values of one label, the most frequent first. */
  values(name: string): readonly Counted[] {
    const known = this.#values.get(name)
    if (known !== undefined) return known
    const values = sorted(this.counts(name))
    this.#values.set(name, values)
    return values
  }

  /** The values of one label in no particular order: to search through, where sorting thousands would take too long. */
  counts(name: string): ReadonlyMap<string, number> {
    const known = this.#counts.get(name)
    if (known !== undefined) return known
    const counts = new Map<string, number>()
    for (const labels of this.#all) {
      if (!Object.hasOwn(labels, name)) continue
      const value = labels[name] as string // it has one
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    this.#counts.set(name, counts)
    return counts
  }

  get #all(): readonly Labels[] {
    this.#sets ??= this.#read()
    return this.#sets
  }
}

function sorted(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
}
