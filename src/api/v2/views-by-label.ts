// Which alerts have a label with a certain value: for those labels that filters ask about, worked out when one first does.

import type { Matcher } from '../../model/matcher.ts'
import type { Slices } from '../slices.ts'
import type { AlertView } from './alert-view.ts'

/** Of so many labels; one more, and the one that was asked for first is forgotten. */
const mostLabels = 8

/** How many alerts are looked at between two looks at the clock. */
const alertsPerLook = 256

type ByValue = Map<string, AlertView[]>

export class ViewsByLabel {
  readonly #views: ReadonlyMap<string, AlertView>
  #byName = new Map<string, ByValue>()

  /** @param views all of them, whoever changes them */
  constructor(views: ReadonlyMap<string, AlertView>) {
    this.#views = views
  }

  /** Takes in an alert that is new among all. */
  add(view: AlertView): void {
    for (const [name, byValue] of this.#byName) put(byValue, view.alert.labels.get(name), view)
  }

  /** To be called when an alert has gone. */
  clear(): void {
    // A new one: an index that is being made belongs to the old one, and is thrown away with it.
    this.#byName = new Map()
  }

  /** Every alert that matches is among them; undefined when the matchers demand no particular value of any label. */
  async candidates(matchers: readonly Matcher[], slices: Slices): Promise<readonly AlertView[] | undefined> {
    let fewest: readonly AlertView[] | undefined
    for (const { name, onlyValues } of matchers) {
      if (onlyValues === undefined) continue
      const byValue = this.#byName.get(name) ?? (await this.#index(name, slices))
      const found = onlyValues.flatMap((value) => byValue.get(value) ?? [])
      if (fewest === undefined || found.length < fewest.length) fewest = found
    }
    return fewest
  }

  async #index(name: string, slices: Slices): Promise<ByValue> {
    const byValue: ByValue = new Map()
    const byName = this.#byName
    let looked = 0
    for (const view of this.#views.values()) {
      if (++looked % alertsPerLook === 0 && slices.isOver) await slices.next()
      put(byValue, view.alert.labels.get(name), view)
    }
    const [first] = byName.keys()
    if (byName.size >= mostLabels && first !== undefined) byName.delete(first)
    byName.set(name, byValue)
    return byValue
  }
}

function put(byValue: ByValue, value: string, view: AlertView): void {
  const views = byValue.get(value)
  if (views === undefined) byValue.set(value, [view])
  else views.push(view)
}
