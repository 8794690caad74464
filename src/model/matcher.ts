// A matcher: a label name, an operator and a value or pattern. Parsing its text is in matcher-parser.ts.

import { goQuote } from './go-quote.ts'
import { compareUtf8, type LabelSet } from './labels.ts'
import { isReserved } from './matcher-characters.ts'
import { Regexp } from './regexp.ts'
import { literalAlternatives } from './regexp-fast-path.ts'

export type MatchType = '=' | '!=' | '=~' | '!~'

/** Most names, which hold nothing reserved. */
const plainName = /^\w+$/

/** In the order in which pkg/labels sorts them. */
const matchTypes: readonly MatchType[] = ['=', '!=', '=~', '!~']

/** True for one of the four operators. For what comes from a disk. */
export function isMatchType(text: string): text is MatchType {
  return matchTypes.some((type) => type === text)
}

/** One condition on one label. A label that is absent counts as empty. Immutable. */
export class Matcher {
  readonly type: MatchType
  readonly name: string
  readonly value: string
  /** Of a pattern; undefined until it is compiled, null when it turned out to be none. */
  #regexp: Regexp | null | undefined

  /** Throws a RegexpSyntaxError where `value` has to be a regular expression and is none. */
  constructor(type: MatchType, name: string, value: string, compiled: 'now' | 'when asked' = 'now') {
    this.type = type
    this.name = name
    this.value = value
    if (compiled === 'now' && isPattern(type)) this.#regexp = new Regexp(value)
  }

  /**
   * A matcher that was checked when it was kept. A pattern is compiled when the first value is held against it, which for most never
   * happens; should this version no longer take it, it matches nothing.
   */
  static kept(type: MatchType, name: string, value: string): Matcher {
    return new Matcher(type, name, value, 'when asked')
  }

  /** The only values that it accepts, each once; undefined when there may be others. */
  get onlyValues(): readonly string[] | undefined {
    if (this.type === '=') return [this.value]
    const alternatives = this.type === '=~' ? literalAlternatives(this.value) : undefined
    return alternatives && [...new Set(alternatives)]
  }

  matches(value: string): boolean {
    switch (this.type) {
      case '=':
        return value === this.value
      case '!=':
        return value !== this.value
      case '=~':
        return this.#pattern()?.matches(value) ?? false
      case '!~':
        return this.#pattern()?.matches(value) === false
      default:
        return this.type satisfies never
    }
  }

  matchesLabels(labels: LabelSet): boolean {
    return this.matches(labels.get(this.name))
  }

  equals(other: Matcher): boolean {
    return this.type === other.type && this.name === other.name && this.value === other.value
  }

  /** As pkg/labels Matcher.String: `name="value"`; the name quoted where only the UTF-8 grammar could read it. */
  toString(): string {
    if (plainName.test(this.name) || ![...this.name].some(isReserved))
      return `${this.name}${this.type}"${escapeValue(this.value)}"`
    return goQuote(this.name) + this.type + goQuote(this.value)
  }

  #pattern(): Regexp | null {
    if (this.#regexp === undefined) this.#regexp = regexpOrNone(this.value)
    return this.#regexp
  }
}

/** True when all matchers match; so it is for none at all. */
export function matchAll(matchers: readonly Matcher[], labels: LabelSet): boolean {
  for (const matcher of matchers) {
    if (!matcher.matchesLabels(labels)) return false
  }
  return true
}

/** By name, by value, by operator, as pkg/labels Matchers.Less. */
export function compareMatchers(a: Matcher, b: Matcher): number {
  const order = compareUtf8(a.name, b.name) || compareUtf8(a.value, b.value)
  return order || matchTypes.indexOf(a.type) - matchTypes.indexOf(b.type)
}

/** `{a="b",c=~"d"}`, in the order given. */
export function formatMatchers(matchers: readonly Matcher[]): string {
  return `{${matchers.join(',')}}`
}

function isPattern(type: MatchType): boolean {
  return type === '=~' || type === '!~'
}

function regexpOrNone(source: string): Regexp | null {
  try {
    return new Regexp(source)
  } catch {
    return null
  }
}

/** The escaping of OpenMetrics, which knows three characters. */
function escapeValue(value: string): string {
  if (!/[\\\n"]/.test(value)) return value
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}
