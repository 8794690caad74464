// Makes label sets out of many plain objects that look alike, as a client's alerts do: sets of the same names share one
// list of them, and sets that stay share their values.

import { compareUtf8, LabelSet } from './labels.ts'

/** How many names in their places are remembered before all begins anew: a client that invents names must not fill the memory. */
const mostSteps = 10_000

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
  /** The last set that is kept, for each list of names. */
  readonly #kept = new Map<readonly string[], LabelSet>()

  /** As LabelSet.fromRecord. */
  read(record: Readonly<Record<string, string>>): LabelSet {
    let step = this.#start
    const given: string[] = []
    for (const name in record) {
      given.push(record[name] as string)
      step = step.lastName === name && step.last !== undefined ? step.last : this.#stepTo(step, name)
    }
    if (given.length === 0) return LabelSet.empty
    step.shape ??= shapeOf(Object.keys(record))
    const { names, places } = step.shape
    const values: string[] = []
    for (const place of places) values.push(given[place] as string)
    return LabelSet.fromSorted(names, values)
  }

  /** The same set, for keeping: what it has in common with the one before of the same names is in memory once. Alerts of one rule come in a row. */
  share(labels: LabelSet): LabelSet {
    const before = this.#kept.get(labels.names)
    const shared = before === undefined ? labels : labels.sharing(before)
    if (this.#kept.size > mostSteps) this.#kept.clear()
    this.#kept.set(labels.names, shared)
    return shared
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
