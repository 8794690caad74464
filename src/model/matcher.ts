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

/** One condition on one label. A label that is absent counts as empty. Immutable. */
export class Matcher {
  readonly type: MatchType
  readonly name: string
  readonly value: string
  /** The only values that it accepts, each once; undefined when there may be others. */
  readonly onlyValues: readonly string[] | undefined
  readonly #matches: (value: string) => boolean

  /** Throws a RegexpSyntaxError where `value` has to be a regular expression and is none. */
  constructor(type: MatchType, name: string, value: string, test: typeof testFor = testFor) {
    this.type = type
    this.name = name
    this.value = value
    this.onlyValues = onlyValuesOf(type, value)
    this.#matches = test(type, value)
  }

  /**
   * A matcher that was checked when it was kept. A pattern is compiled when the first value is held against it, which for most never
   * happens; should this version no longer take it, it matches nothing.
   */
  static kept(type: MatchType, name: string, value: string): Matcher {
    return new Matcher(type, name, value, testWhenAsked)
  }

  matches(value: string): boolean {
    return this.#matches(value)
  }

  matchesLabels(labels: LabelSet): boolean {
    return this.#matches(labels.get(this.name))
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

function testFor(type: MatchType, value: string): (text: string) => boolean {
  switch (type) {
    case '=':
      return (text) => text === value
    case '!=':
      return (text) => text !== value
    case '=~': {
      const regexp = new Regexp(value)
      return (text) => regexp.matches(text)
    }
    case '!~': {
      const regexp = new Regexp(value)
      return (text) => !regexp.matches(text)
    }
    default:
      return type satisfies never
  }
}

function testWhenAsked(type: MatchType, value: string): (text: string) => boolean {
  if (type === '=' || type === '!=') return testFor(type, value)
  let test: ((text: string) => boolean) | undefined
  return (text) => {
    test ??= testOrNever(type, value)
    return test(text)
  }
}

function testOrNever(type: MatchType, value: string): (text: string) => boolean {
  try {
    return testFor(type, value)
  } catch {
    return () => false
  }
}

function onlyValuesOf(type: MatchType, value: string): readonly string[] | undefined {
  if (type === '=') return [value]
  const alternatives = type === '=~' ? literalAlternatives(value) : undefined
  return alternatives && [...new Set(alternatives)]
}

/** The escaping of OpenMetrics, which knows three characters. */
function escapeValue(value: string): string {
  if (!/[\\\n"]/.test(value)) return value
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}
