// What may come next in a matcher that is being typed: a name, an operator, or a value. Pure.

import { Matcher, type MatchType } from '../../model/matcher.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One line of the list below the filter. */
export interface Suggestion {
  readonly kind: 'name' | 'operator' | 'value'
  /** What is shown. */
  readonly label: string
  /** What the input holds when it is taken; a whole matcher when `isComplete`. */
  readonly text: string
  readonly isComplete: boolean
  /** How many alerts have it; absent for operators. */
  readonly count?: number
}

/** How many are offered at once. */
const most = 50

/** Labels that are looked through for a bare word. */
const mostNames = 40

const operators: readonly { readonly type: MatchType; readonly meaning: string }[] = [
  { type: '=', meaning: 'is' },
  { type: '!=', meaning: 'is not' },
  { type: '=~', meaning: 'matches' },
  { type: '!~', meaning: 'does not match' },
]

/** A matcher as far as it was typed. */
export interface PartialMatcher {
  readonly name: string
  /** Absent while the name is being typed. */
  readonly operator?: MatchType
  readonly value: string
}

/** Takes a text apart that may end anywhere. */
export function readPartial(text: string): PartialMatcher {
  const found = /^\s*("(?:[^"\\]|\\.)*"|[^=!~"{},]*?)\s*(=~|!~|!=|=)\s*([\s\S]*)$/.exec(text)
  if (found === null) return { name: text.trim(), value: '' }
  const [, name = '', operator, value = ''] = found
  return { name: unquoted(name), operator: operator as MatchType, value: unquoted(value) }
}

/** The list for a text. Names first; once the name is there, operators; once the operator is there, values. */
export function suggest(text: string, words: Vocabulary): readonly Suggestion[] {
  const typed = readPartial(text)
  if (typed.operator !== undefined) return suggestValues({ ...typed, operator: typed.operator }, words)
  const names = words.names()
  const isName = names.some((name) => name.text === typed.name)
  const suggestions: Suggestion[] = []
  if (isName) suggestions.push(...operatorsFor(typed.name))
  if (/[!]$/.test(text.trim())) suggestions.push(...operatorsFor(typed.name.replace(/!$/, '')).filter(isNegative))
  const wanted = typed.name.toLowerCase()
  for (const name of ranked(names, wanted)) {
    if (isName && name.text === typed.name) continue
    suggestions.push({ kind: 'name', label: name.text, text: written(name.text), isComplete: false, count: name.count })
  }
  // A bare word may be a value of any label.
  if (wanted.length >= 2) suggestions.push(...valuesAnywhere(wanted, words))
  return suggestions.slice(0, most)
}

function isNegative({ label }: Suggestion): boolean {
  return label.startsWith('!')
}

function operatorsFor(name: string): readonly Suggestion[] {
  return operators.map(({ type, meaning }) => ({
    kind: 'operator',
    label: `${type}  ${meaning}`,
    text: `${written(name)}${type}`,
    isComplete: false,
  }))
}

function suggestValues(
  { name, operator, value }: PartialMatcher & { readonly operator: MatchType },
  words: Vocabulary,
): readonly Suggestion[] {
  const isPattern = operator === '=~' || operator === '!~'
  // In a pattern, the last alternative is the one that is being typed.
  const split = isPattern ? value.lastIndexOf('|') + 1 : 0
  const before = value.slice(0, split)
  const wanted = value.slice(split).toLowerCase()
  const suggestions: Suggestion[] = []
  for (const { text, count } of ranked(words.values(name), wanted).slice(0, most)) {
    const completed = before + (isPattern ? quoteForPattern(text) : text)
    const matcher = attempt(operator, name, completed)
    if (matcher === undefined) continue
    suggestions.push({ kind: 'value', label: text, text: matcher.toString(), isComplete: true, count })
  }
  return suggestions
}

function valuesAnywhere(wanted: string, words: Vocabulary): readonly Suggestion[] {
  const found: Suggestion[] = []
  for (const { text: name } of words.names().slice(0, mostNames)) {
    for (const [text, count] of words.counts(name)) {
      if (!text.toLowerCase().includes(wanted)) continue
      const matcher = new Matcher('=', name, text)
      found.push({ kind: 'value', label: matcher.toString(), text: matcher.toString(), isComplete: true, count })
      if (found.length >= 12) return found
    }
  }
  return found
}

/** Those that begin with the text, then those that contain it. */
function ranked(
  words: readonly { readonly text: string; readonly count: number }[],
  wanted: string,
): readonly { readonly text: string; readonly count: number }[] {
  if (wanted === '') return words
  const first: (typeof words)[number][] = []
  const rest: (typeof words)[number][] = []
  for (const word of words) {
    const at = word.text.toLowerCase().indexOf(wanted)
    if (at === 0) first.push(word)
    else if (at > 0) rest.push(word)
  }
  return [...first, ...rest]
}

function attempt(operator: MatchType, name: string, value: string): Matcher | undefined {
  try {
    return new Matcher(operator, name, value)
  } catch {
    return undefined // half a pattern is no pattern yet
  }
}

function quoteForPattern(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}

/** A name as the grammar wants it. */
function written(name: string): string {
  return new Matcher('=', name, '').toString().slice(0, -3)
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  return text
    .slice(1)
    .replace(/(^|[^\\])"\s*$/, '$1')
    .replace(/\\(["\\])/g, '$1')
}
