// The address of the silence form, with its matchers filled in.

import { formatMatchers, type Matcher } from '../../../model/matcher.ts'
import type { SearchParams } from '../../search-text.ts'

/** The search part of `#/silences/new?filter={…}`. */
export function silenceSearch(matchers: readonly Matcher[]): SearchParams {
  return matchers.length === 0 ? {} : { filter: [formatMatchers(matchers)] }
}
