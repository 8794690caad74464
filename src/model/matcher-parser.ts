// Parses matchers in one of three modes. As Alertmanager does: matcher/compat/parse.go.

import { formatMatchers, type Matcher } from './matcher.ts'
import { parseClassicMatcher, parseClassicMatchers } from './matcher-classic.ts'
import { MatcherSyntaxError } from './matcher-error.ts'
import { parseUtf8Matcher, parseUtf8Matchers } from './matcher-utf8.ts'

/**
 * Which grammar reads matchers: 'fallback', the default, asks both, and where they differ the classic one wins. The
 * others are named after the values of --enable-feature.
 */
export type MatcherMode = 'fallback' | 'classic-mode' | 'utf8-strict-mode'

/** In fallback mode: the text means something else, or nothing, in the UTF-8 grammar alone. */
export interface MatcherWarning {
  readonly kind: 'incompatible' | 'disagreement'
  readonly text: string
  /** Why the UTF-8 grammar refused it. Only with 'incompatible'. */
  readonly reason?: string
  /** How to write it so that both grammars agree. */
  readonly suggestion: string
}

export { MatcherSyntaxError }

/** One matcher that both grammars read alike. Most are. */
const alike = /^[a-zA-Z_][a-zA-Z0-9_]*(?:=~?|![=~])"[^"\\\x00-\x1f\x7f-\x9f\ud800-\udfff]*"$/

/** Reads a list of matchers, with or without braces: an entry of `matchers:` in the configuration. Throws a MatcherSyntaxError. */
export function parseMatchers(
  text: string,
  mode: MatcherMode,
  warn?: (warning: MatcherWarning) => void,
): readonly Matcher[] {
  if (mode === 'classic-mode') return parseClassicMatchers(text)
  if (mode === 'utf8-strict-mode') return parseUtf8Matchers(text)
  if (alike.test(text)) return [parseClassicMatcher(text)]
  return preferClassic({
    text,
    classic: attempt(() => parseClassicMatchers(text)),
    utf8: attempt(() => parseUtf8Matchers(text)),
    warn,
  })
}

/** Reads exactly one matcher, without braces: a `filter` parameter of the API. Throws a MatcherSyntaxError. */
export function parseMatcher(text: string, mode: MatcherMode, warn?: (warning: MatcherWarning) => void): Matcher {
  if (mode === 'classic-mode') return parseClassicMatcher(text)
  if (text.startsWith('{') || text.endsWith('}')) {
    throw new MatcherSyntaxError(`unexpected open or close brace: ${text}`)
  }
  if (mode === 'utf8-strict-mode') return parseUtf8Matcher(text)
  const [matcher] = preferClassic({
    text,
    classic: attempt(() => [parseClassicMatcher(text)]),
    utf8: attempt(() => [parseUtf8Matcher(text)]),
    warn,
  })
  return matcher as Matcher
}

/** Any text but the empty one, or in classic mode what a Prometheus of old takes: letters, digits and `_`. */
export function isValidLabelName(name: string, mode: MatcherMode): boolean {
  return mode === 'classic-mode' ? /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) : name !== '' && name.isWellFormed()
}

type Attempt = { readonly matchers: readonly Matcher[] } | { readonly error: MatcherSyntaxError }

function attempt(parse: () => readonly Matcher[]): Attempt {
  try {
    return { matchers: parse() }
  } catch (error) {
    if (error instanceof MatcherSyntaxError) return { error }
    throw error
  }
}

function preferClassic({
  text,
  classic,
  utf8,
  warn,
}: {
  readonly text: string
  readonly classic: Attempt
  readonly utf8: Attempt
  readonly warn: ((warning: MatcherWarning) => void) | undefined
}): readonly Matcher[] {
  if ('error' in classic) {
    if ('error' in utf8) throw classic.error
    return utf8.matchers
  }
  const suggestion = (): string => formatMatchers(classic.matchers).slice(1, -1)
  if ('error' in utf8) {
    warn?.({ kind: 'incompatible', text, reason: utf8.error.message, suggestion: suggestion() })
  } else if (!sameMatchers(classic.matchers, utf8.matchers)) {
    warn?.({ kind: 'disagreement', text, suggestion: suggestion() })
  }
  return classic.matchers
}

function sameMatchers(a: readonly Matcher[], b: readonly Matcher[]): boolean {
  return a.length === b.length && a.every((matcher, i) => matcher.equals(b[i] as Matcher))
}
