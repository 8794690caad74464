// The UTF-8 grammar of matchers: any label name, in double quotes where it needs them. As Alertmanager does:
// matcher/parse/parse.go.

import { goUnquote } from './go-unquote.ts'
import { Matcher, type MatchType } from './matcher.ts'
import { MatcherSyntaxError } from './matcher-error.ts'
import { MatcherLexer, type Token } from './matcher-lexer.ts'

/** Reads matchers between commas, in braces or without; a last comma is allowed, and so are no matchers at all. */
export function parseUtf8Matchers(text: string): readonly Matcher[] {
  const lexer = new MatcherLexer(text)
  const matchers: Matcher[] = []
  if (lexer.peek().kind === 'end') return matchers
  const inBraces = lexer.peek().kind === '{'
  if (inBraces) lexer.next()
  if (!['}', 'end'].includes(lexer.peek().kind)) {
    do matchers.push(readMatcher(lexer))
    while (anotherFollows(lexer))
  }
  readEnd(lexer, inBraces)
  return matchers
}

/** Reads exactly one matcher. */
export function parseUtf8Matcher(text: string): Matcher {
  const matchers = parseUtf8Matchers(text)
  const [first] = matchers
  if (first === undefined) throw new MatcherSyntaxError('no matchers')
  if (matchers.length > 1) throw new MatcherSyntaxError(`expected 1 matcher, found ${matchers.length}`)
  return first
}

function readMatcher(lexer: MatcherLexer): Matcher {
  const name = unquote(expect(lexer, ['quoted', 'unquoted'], 'expected label name'))
  const operator = expect(lexer, ['=', '!=', '=~', '!~'], "expected an operator such as '=', '!=', '=~' or '!~'")
  const value = unquote(expect(lexer, ['unquoted', 'quoted'], 'expected label value'))
  try {
    return new Matcher(operator.kind as MatchType, name, value)
  } catch (error) {
    throw new MatcherSyntaxError(`failed to create matcher: ${(error as Error).message}`, operator.end)
  }
}

/** After a matcher: consumes the comma, if there is one, and tells whether a matcher follows it. */
function anotherFollows(lexer: MatcherLexer): boolean {
  if (peekFor(lexer, [',', '}', 'end'], 'expected a comma or close brace').kind !== ',') return false
  lexer.next()
  const { kind } = peekFor(lexer, ['}', 'unquoted', 'quoted', 'end'], 'expected a matcher or close brace after comma')
  return kind === 'unquoted' || kind === 'quoted'
}

function readEnd(lexer: MatcherLexer, inBraces: boolean): void {
  if (inBraces) {
    if (lexer.peek().kind === 'end') {
      throw new MatcherSyntaxError(`0:${lexer.position}: end of input: expected close brace`, lexer.position)
    }
    lexer.next()
  } else if (lexer.peek().kind === '}') {
    lexer.next()
    throw new MatcherSyntaxError(`0:${lexer.position}: }: expected opening brace`, 0)
  }
  const after = peekFor(lexer, undefined, 'expected end of input')
  if (after.kind === 'end') return
  throw new MatcherSyntaxError(`${after.start}:${after.end}: ${after.text}: expected end of input`, after.start)
}

function expect(lexer: MatcherLexer, kinds: readonly Token['kind'][], expected: string): Token {
  const token = peekFor(lexer, [...kinds, 'end'], expected)
  if (token.kind === 'end') throw new MatcherSyntaxError(`end of input: ${expected}`, token.start)
  return lexer.next()
}

/** The next token, if it is one of `kinds` (any, where they are not given); else an error that ends in `expected`. */
function peekFor(lexer: MatcherLexer, kinds: readonly Token['kind'][] | undefined, expected: string): Token {
  const token = peekOrExplain(lexer, expected)
  if (kinds === undefined || kinds.includes(token.kind)) return token
  throw new MatcherSyntaxError(`${token.start}:${token.end}: unexpected ${token.text}: ${expected}`, token.start)
}

function peekOrExplain(lexer: MatcherLexer, expected: string): Token {
  try {
    return lexer.peek()
  } catch (error) {
    if (!(error instanceof MatcherSyntaxError)) throw error
    throw new MatcherSyntaxError(`${error.message}: ${expected}`, error.position)
  }
}

function unquote(token: Token): string {
  if (token.kind !== 'quoted') return token.text
  const value = goUnquote(token.text)
  if (value !== undefined) return value
  throw new MatcherSyntaxError(`${token.start}:${token.end}: ${token.text}: invalid input`, token.start)
}
