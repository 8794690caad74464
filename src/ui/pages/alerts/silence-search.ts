// The address of the silence form, with its matchers filled in.

import { formatMatchers, type Matcher } from '../../../model/matcher.ts'
import { formatSearchText, type SearchParams } from '../../search-text.ts'

/** The search part of `#/silences/new?filter={…}`. */
export function silenceSearch(matchers: readonly Matcher[]): SearchParams {
  return matchers.length === 0 ? {} : { filter: [formatMatchers(matchers)] }
}

/** The same as a plain address, for the lines of a long list: a router's link works out far more than that. */
export function silenceHref(matchers: readonly Matcher[]): string {
  return `#/silences/new${formatSearchText(silenceSearch(matchers))}`
}
