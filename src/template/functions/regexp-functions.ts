// match and reReplaceAll: RE2 by re2js, with Go's rules of replacing. Patterns are compiled once and kept, so many of them.

import { type Matcher, RE2JS } from 're2js'
import { checkRegexp } from '../../model/regexp.ts'
import { withKnownClasses } from '../../model/regexp-dialect.ts'
import { canBackquote, quoted } from '../format/quote.ts'
import { type GoFunction, stringType } from '../go-type.ts'

const mostPatterns = 256

/** A regular expression costs more than other functions for each character. */
const workPerCharacter = 1 / 4

/** The two functions, with patterns of their own. */
export function regexpFunctions(): Readonly<Record<string, GoFunction>> {
  const patterns = new Map<string, RE2JS>()
  const compiled = (source: string): RE2JS => {
    const known = patterns.get(source)
    if (known !== undefined) return known
    checkRegexp(source)
    const pattern = RE2JS.compile(/\\p/i.test(source) ? withKnownClasses(source) : source)
    if (patterns.size >= mostPatterns) patterns.delete(patterns.keys().next().value as string)
    patterns.set(source, pattern)
    return pattern
  }
  return {
    match: {
      parameters: [stringType, stringType],
      call: ([pattern, text], context) => {
        context.spend((text as string).length * workPerCharacter)
        return compiled(pattern as string).test((text as string).toWellFormed())
      },
    },
    reReplaceAll: {
      parameters: [stringType, stringType, stringType],
      call: ([pattern, replacement, text], context) => {
        context.spend((text as string).length * workPerCharacter)
        return replaceAll(mustCompile(compiled, pattern as string), text as string, expansion(replacement as string))
      },
    },
  }
}

/** Go's MustCompile panics in words of its own. */
function mustCompile(compiled: (source: string) => RE2JS, source: string): RE2JS {
  try {
    return compiled(source)
  } catch (error) {
    const shown = canBackquote(source) ? `\`${source}\`` : quoted(source)
    throw new Error(`regexp: Compile(${shown}): ${(error as Error).message}`)
  }
}

type Expansion = (matcher: Matcher) => string

/** As Go's ReplaceAllString: an empty match right after another match is none. */
function replaceAll(pattern: RE2JS, text: string, expand: Expansion): string {
  const matcher = pattern.matcher(text)
  let result = ''
  let lastEnd = 0
  let search = 0
  while (search <= text.length && matcher.find(search)) {
    const start = matcher.start()
    const end = matcher.end()
    result += text.slice(lastEnd, start)
    if (end > lastEnd || start === 0) result += expand(matcher)
    lastEnd = end
    const width = (text.codePointAt(search) ?? 0) > 0xffff ? 2 : 1
    search = Math.max(end, search + width)
  }
  return result + text.slice(lastEnd)
}

/** A replacement text with `$1`, `$name`, `${name}` and `$$`. The longest name counts: `$1x` is the group `1x`. */
function expansion(template: string): Expansion {
  const parts: (string | { readonly group: string })[] = []
  const reference = /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu
  let end = 0
  for (const found of template.matchAll(reference)) {
    parts.push(template.slice(end, found.index))
    const group = found[1] ?? found[2]
    parts.push(group === undefined ? '$' : { group })
    end = found.index + found[0].length
  }
  parts.push(template.slice(end))
  return (matcher) => parts.map((part) => (typeof part === 'string' ? part : groupText(matcher, part.group))).join('')
}

/** A group that does not exist, or did not match, is empty. */
function groupText(matcher: Matcher, name: string): string {
  try {
    if (/^(?:0|[1-9][0-9]{0,8})$/.test(name)) {
      const index = Number(name)
      return index > matcher.groupCount() ? '' : (matcher.group(index) ?? '')
    }
    return matcher.group(name) ?? ''
  } catch {
    return ''
  }
}
