// Which label names and values there are, with how many alerts have each: what the filter bar offers while one types.

import type { Labels } from './labels.ts'

/** A word and how many label sets have it. */
export interface Counted {
  readonly text: string
  readonly count: number
}

/** The words of one set of alerts. Counted once for each question that is really asked. */
export class Vocabulary {
  readonly #sets: readonly Labels[]
  readonly #values = new Map<string, readonly Counted[]>()
  #names: readonly Counted[] | undefined

  constructor(sets: readonly Labels[]) {
    this.#sets = sets
  }

  /** All label names, the most frequent first. */
  names(): readonly Counted[] {
    if (this.#names === undefined) {
      const counts = new Map<string, number>()
      for (const labels of this.#sets) {
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
    const counts = new Map<string, number>()
    for (const labels of this.#sets) {
      if (!Object.hasOwn(labels, name)) continue
      const value = labels[name] as string
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    const values = sorted(counts)
    this.#values.set(name, values)
    return values
  }
}

function sorted(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
}
