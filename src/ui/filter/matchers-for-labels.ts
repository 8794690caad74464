// From alerts back to matchers: those of a silence for one alert, or for several that were selected.

import { Matcher } from '../../model/matcher.ts'
import { type Labels, labelOf } from './labels.ts'

/** Matchers that fit exactly this label set, as far as matchers can. */
export function matchersForLabels(labels: Labels): readonly Matcher[] {
  return Object.entries(labels).map(([name, value]) => new Matcher('=', name, value))
}

/**
 * Matchers that fit all of these label sets: labels that all share, with one value or with a list of values. They may
 * fit others too, where the selected ones are not all combinations.
 */
export function matchersForAll(sets: readonly Labels[]): readonly Matcher[] {
  const [first] = sets
  if (first === undefined) return []
  const matchers: Matcher[] = []
  for (const name of Object.keys(first)) {
    const values = new Set(sets.map((labels) => labelOf(labels, name)))
    if (values.has('')) continue
    const [only = ''] = values
    if (values.size === 1) matchers.push(new Matcher('=', name, only))
    else matchers.push(new Matcher('=~', name, [...values].sort().map(quoteRegexp).join('|')))
  }
  return matchers
}

/** A pattern that matches this text alone. As Go's regexp.QuoteMeta. */
export function quoteRegexp(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}
