// The filter as chips: each one matcher, or a text that is none yet, with what is wrong with it and where.

import { formatMatchers, type Matcher } from '../../model/matcher.ts'
import { MatcherSyntaxError, parseMatcher, parseMatchers } from '../../model/matcher-parser.ts'

export type Chip =
  | { readonly text: string; readonly matcher: Matcher }
  | {
      readonly text: string
      readonly matcher?: undefined
      readonly error: string
      /** Where in the text, in characters from 0; absent where the grammar does not say. */
      readonly position: number | undefined
    }

export function chipOf(matcher: Matcher): Chip {
  return { text: matcher.toString(), matcher }
}

/** Reads whatever a person typed or pasted: one matcher, or several, in braces or without. A mistake stays as one chip. */
export function readChips(text: string): readonly Chip[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const inBraces = trimmed.startsWith('{')
  const single = inBraces ? undefined : attempt(() => [parseMatcher(trimmed, 'fallback')])
  if (single?.ok) return single.chips
  const several = attempt(() => parseMatchers(trimmed, 'fallback'))
  if (several.ok) return several.chips
  return [{ text: trimmed, error: several.error, position: several.position }]
}

/** The values of the address's `filter` parameters. Alertmanager writes one, in braces. */
export function chipsFromFilters(filters: readonly string[]): readonly Chip[] {
  return filters.flatMap(readChips)
}

/** The other way round: all that is right as one set in braces, and each mistake as it stands. */
export function filtersFromChips(chips: readonly Chip[]): readonly string[] {
  const matchers = matchersOf(chips)
  const mistakes = chips.filter((chip) => chip.matcher === undefined).map(({ text }) => text)
  return matchers.length === 0 ? mistakes : [formatMatchers(matchers), ...mistakes]
}

/** Those that can be applied. */
export function matchersOf(chips: readonly Chip[]): readonly Matcher[] {
  const matchers: Matcher[] = []
  for (const { matcher } of chips) if (matcher !== undefined) matchers.push(matcher)
  return matchers
}

/** With one more, unless it is there already. */
export function withChip(chips: readonly Chip[], added: Chip): readonly Chip[] {
  return chips.some(({ text }) => text === added.text) ? chips : [...chips, added]
}

type Attempt =
  | { readonly ok: true; readonly chips: readonly Chip[] }
  | { readonly ok: false; readonly error: string; readonly position: number | undefined }

function attempt(parse: () => readonly Matcher[]): Attempt {
  try {
    return { ok: true, chips: parse().map(chipOf) }
  } catch (error) {
    if (error instanceof MatcherSyntaxError) return { ok: false, error: error.message, position: error.position }
    // A regular expression that is none has an error of its own.
    return { ok: false, error: error instanceof Error ? error.message : String(error), position: undefined }
  }
}
