// Regular expressions with the semantics of RE2, anchored at both ends, in linear time: those of matchers, of the API's
// receiver parameter and of match_re. The built-in RegExp never sees a pattern that a user wrote.

import { RE2JS, RE2JSSyntaxException } from 're2js'
import { withKnownClasses, withoutGroupNames } from './regexp-dialect.ts'
import { RegexpSyntaxError } from './regexp-error.ts'
import { fastTest } from './regexp-fast-path.ts'

type Test = (text: string) => boolean

const memoEntries = 256
const longestMemoText = 256

/** A compiled pattern that has to match the whole text. `.` does not match a newline. */
export class Regexp {
  readonly source: string
  readonly #test: Test

  /** Throws a RegexpSyntaxError, in the words of Go's regexp package. */
  constructor(source: string) {
    this.source = source
    this.#test = fastTest(source) ?? remembered(testOf(wrapped(source)))
  }

  matches(text: string): boolean {
    return this.#test(text)
  }

  toString(): string {
    return this.source
  }
}

/**
 * Throws a RegexpSyntaxError where `source` is no pattern as it stands. Silences are checked like this
 * (silence/silence.go validateMatcher), so that one cannot say `a)|(b`, where a matcher can.
 */
export function checkRegexp(source: string): void {
  testOf(source)
}

/** As Alertmanager does, a matcher's pattern is wrapped before it is compiled, so that `a)|(b` is valid and half anchored. */
function wrapped(source: string): string {
  return `^(?:${source})$`
}

function testOf(whole: string): Test {
  const pattern = /\\p/i.test(whole) ? withKnownClasses(whole) : whole
  try {
    const compiled = compile(pattern)
    return (text) => compiled.test(text)
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    throw new RegexpSyntaxError(error.getDescription(), fragmentOf(error, whole))
  }
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException) || error.getDescription() !== 'duplicate capture group name')
      throw error
    return RE2JS.compile(withoutGroupNames(pattern))
  }
}

/** What Go shows of the pattern: mostly the part that is at fault, as it was written before it became re2js's dialect. */
function fragmentOf(error: RE2JSSyntaxException, whole: string): string {
  const fragment = error.getPattern()
  if (fragment === null) return error.getDescription().startsWith('trailing backslash') ? '' : whole
  if (whole.includes(fragment)) return fragment
  const classes = whole.match(/\\p(?:\{[^}]*\}|.)/giu) ?? []
  return classes.find((written) => withKnownClasses(written) === fragment) ?? whole
}

/** Remembers the latest answers: the same few label values come again and again. */
function remembered(test: Test): Test {
  const memo = new Map<string, boolean>()
  return (text) => {
    if (text.length > longestMemoText) return test(text)
    const known = memo.get(text)
    if (known !== undefined) return known
    const answer = test(text)
    if (memo.size >= memoEntries) memo.delete(memo.keys().next().value as string)
    memo.set(text, answer)
    return answer
  }
}
