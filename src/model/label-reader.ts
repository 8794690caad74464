// Makes label sets out of many plain objects that look alike, as a client's alerts do: sets of the same names share one
// list of them, and sets that stay share the values that many of them have.

import { compareUtf8, LabelSet } from './labels.ts'
import { SharedTexts } from './shared-texts.ts'

/** How many names in their places are remembered before all begins anew: a client that invents names must not fill the memory. */
const mostSteps = 10_000

/** The same for values that are shared. */
const mostShared = 100_000

/** One name after those before it, in the order in which a client writes them; a tree of what was seen. */
interface Step {
  readonly next: Map<string, Step>
  /** The step taken last: clients repeat themselves. */
  lastName: string
  last: Step | undefined
  /** Set where a label set has ended. */
  shape: Shape | undefined
}

/** The names of a label set in order, and at which place of the client's order each is. */
interface Shape {
  readonly names: readonly string[]
  readonly places: readonly number[]
}

/** Reads label sets. What it remembers is bounded, and decides about nothing but time and memory. */
export class LabelReader {
  #start = newStep()
  #steps = 0
  /** The values that sets have which are kept, for each list of names and each place in it. */
  readonly #values = new Map<readonly string[], readonly SharedTexts[]>()
  #valueCount = 0

  /**
   * The set that a client's object describes, a null counting as the empty text; undefined when it holds anything else that is no text.
   * Everything that arrives comes through here: one pass over the object, whoever made it.
   *
   * @param empty whether what has an empty value belongs to the set
   */
  read(record: Readonly<Record<string, unknown>>, empty: 'keep' | 'drop'): LabelSet | undefined {
    let step = this.#start
    const given: string[] = []
    for (const name in record) {
      const value = record[name] ?? ''
      if (typeof value !== 'string') return undefined
      if (value === '' && empty === 'drop') continue
      given.push(value)
      step = step.lastName === name && step.last !== undefined ? step.last : this.#stepTo(step, name)
    }
    if (given.length === 0) return LabelSet.empty
    step.shape ??= shapeOf(Object.keys(record).filter((name) => empty === 'keep' || record[name]))
    const { names, places } = step.shape
    const values: string[] = []
    for (const place of places) values.push(given[place] as string)
    return LabelSet.fromSorted(names, values)
  }

  /** The same set, for keeping: a value that many sets have in this place is in memory once. */
  share(labels: LabelSet): LabelSet {
    if (labels.size === 0) return labels
    const places = this.#values.get(labels.names) ?? this.#placesFor(labels.names)
    return labels.sharing((value, place) => (places[place] as SharedTexts).share(value))
  }

  #placesFor(names: readonly string[]): readonly SharedTexts[] {
    const places = names.map(() => new SharedTexts(() => this.#sharesOneMore()))
    this.#values.set(names, places)
    return places
  }

  #sharesOneMore(): void {
    if (++this.#valueCount <= mostShared) return
    this.#values.clear()
    this.#valueCount = 0
  }

  #stepTo(from: Step, name: string): Step {
    let step = from.next.get(name)
    if (step === undefined) {
      step = newStep()
      if (++this.#steps > mostSteps) {
        this.#start = newStep()
        this.#steps = 0
      } else {
        from.next.set(name, step)
      }
    }
    from.lastName = name
    from.last = step
    return step
  }
}

function newStep(): Step {
  return { next: new Map(), lastName: '', last: undefined, shape: undefined }
}

function shapeOf(given: readonly string[]): Shape {
  const places = given.map((_, place) => place).sort((a, b) => compareUtf8(given[a] as string, given[b] as string))
  return { names: places.map((place) => given[place] as string), places }
}
