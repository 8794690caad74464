// The classic grammar of matchers: classic label names, lenient about quotes and braces.
// As Alertmanager does: pkg/labels/parse.go.

import { Matcher, type MatchType } from './matcher.ts'
import { isSpace } from './matcher-characters.ts'
import { MatcherSyntaxError } from './matcher-error.ts'

const head = /^[\t\n\f\r ]*([a-zA-Z_:][a-zA-Z0-9_:]*)[\t\n\f\r ]*(=~|=|!=|!~)[\t\n\f\r ]*/

/** Reads matchers between commas. A leading `{` and a trailing `}` are each optional, and so is a last comma. */
export function parseClassicMatchers(text: string): readonly Matcher[] {
  const opened = text.startsWith('{') ? text.slice(1) : text
  return splitAtCommas(opened.endsWith('}') ? opened.slice(0, -1) : opened).map(parseClassicMatcher)
}

/** Reads one matcher: name, operator, and the rest, less the blanks around it, as the value, in double quotes or not. */
export function parseClassicMatcher(text: string): Matcher {
  const found = head.exec(text)
  if (found === null) throw new MatcherSyntaxError(`bad matcher format: ${text}`)
  const [matched, name, type] = found as unknown as [string, string, MatchType]
  return newMatcher(type, name, unescapeValue(trimEnd(text.slice(matched.length))))
}

function newMatcher(type: MatchType, name: string, value: string): Matcher {
  try {
    return new Matcher(type, name, value)
  } catch (error) {
    throw new MatcherSyntaxError((error as Error).message)
  }
}

/** Commas in double quotes do not split. Only the last part is trimmed, and dropped when it is blank. */
function splitAtCommas(text: string): string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  let escaped = false
  for (const character of text) {
    if (character === ',' && !quoted) {
      // `escaped` stays as it is: so does Alertmanager's.
      parts.push(part)
      part = ''
      continue
    }
    if (character === '"' && !escaped) quoted = !quoted
    // Inside quotes a comma leaves `escaped` alone too.
    if (character !== ',') escaped = character === '\\' && !escaped
    part += character
  }
  const last = trimSpace(part)
  return last === '' ? parts : [...parts, last]
}

/** Resolves `\n`, `\"` and `\\`; any other backslash stands for itself. */
function unescapeValue(raw: string): string {
  const opened = raw.startsWith('"')
  const text = opened ? raw.slice(1) : raw
  let closed = false
  let value = ''
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string
    const isLast = i === text.length - 1
    if (character === '\\' && !isLast) {
      const next = text[++i] as string
      if (next === 'n') value += '\n'
      else if (next === '"' || next === '\\') value += next
      else value += `\\${next}`
    } else if (character === '"') {
      if (!opened || !isLast) throw unescapedQuote(raw)
      closed = true
    } else {
      value += character
    }
  }
  if (opened && !closed) throw unescapedQuote(raw)
  return value
}

function unescapedQuote(raw: string): MatcherSyntaxError {
  return new MatcherSyntaxError(`matcher value contains unescaped double quote: ${raw}`)
}

/** By hand: a regular expression that looks for trailing blanks takes quadratic time. */
function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && '\t\n\f\r '.includes(text[end - 1] as string)) end--
  return text.slice(0, end)
}

function trimSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isSpace(text[start] as string)) start++
  while (end > start && isSpace(text[end - 1] as string)) end--
  return text.slice(start, end)
}
