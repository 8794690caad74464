// Labels as they come over the wire, read without stumbling over a label that is called `constructor`.

import type { Matcher } from '../../model/matcher.ts'

export type Labels = Readonly<Record<string, string>>

/** The value of a label; '' when there is none, which is what a matcher wants. */
export function labelOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] as string) : ''
}

/** True when all matchers match. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  for (const matcher of matchers) if (!matcher.matches(labelOf(labels, matcher.name))) return false
  return true
}
