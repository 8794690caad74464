// Splits the text of a Go template into tokens: what lies outside of {{ and }}, and the words inside.
// The grammar is that of Go's text/template/parse (lex.go); positions count UTF-16 units of the text.

import { goQuote } from '../model/go-quote.ts'

export type TokenKind =
  | 'error'
  | 'bool'
  | 'char'
  | 'character constant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'EOF'
  | 'field'
  | 'identifier'
  | 'left delimiter'
  | 'left paren'
  | 'number'
  | 'pipe'
  | 'raw string'
  | 'right delimiter'
  | 'right paren'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | Keyword

/** Words that are no identifiers; Go prints them in angle brackets. */
export const keywords = [
  '.',
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
] as const
type Keyword = (typeof keywords)[number]

/** One token. `line` counts from 1 and is that of the token's first character. */
export interface Token {
  readonly kind: TokenKind
  readonly value: string
  readonly position: number
  readonly line: number
}

const spaces = ' \t\r\n'

/** Hands out the tokens of a text one by one. After 'EOF' or 'error' there are no more. */
export class Lexer {
  readonly #input: string
  readonly #tokens: Generator<Token, Token>
  #position = 0
  #start = 0
  #line = 1
  #startLine = 1
  #parenDepth = 0

  constructor(input: string) {
    this.#input = input
    this.#tokens = this.#scan()
  }

  next(): Token {
    return this.#tokens.next().value
  }

  *#scan(): Generator<Token, Token> {
    for (;;) {
      const problem = yield* this.#scanText()
      if (problem !== undefined) return this.#token('error', problem)
      if (this.#position >= this.#input.length) return this.#token('EOF', '')
      const actionProblem = yield* this.#scanAction()
      if (actionProblem !== undefined) return this.#token('error', actionProblem)
    }
  }

  /** Text up to the next action that is not a comment, or to the end. */
  *#scanText(): Generator<Token, string | undefined> {
    for (;;) {
      const delimiter = this.#input.indexOf('{{', this.#position)
      if (delimiter < 0) {
        this.#moveTo(this.#input.length)
        if (this.#position > this.#start) yield this.#emit('text')
        return undefined
      }
      const trimmed = this.#trimsLeft(delimiter + 2)
      let end = delimiter
      if (trimmed) while (end > this.#start && spaces.includes(this.#input[end - 1] as string)) end--
      this.#moveTo(end)
      if (end > this.#start) yield this.#emit('text')
      this.#moveTo(delimiter)
      this.#ignore()
      const inside = delimiter + 2 + (trimmed ? 2 : 0)
      if (!this.#input.startsWith('/*', inside)) return undefined
      this.#moveTo(inside)
      this.#ignore()
      const problem = this.#skipComment()
      if (problem !== undefined) return problem
    }
  }

  #skipComment(): string | undefined {
    const end = this.#input.indexOf('*/', this.#position + 2)
    if (end < 0) return 'unclosed comment'
    this.#moveTo(end + 2)
    const close = this.#rightDelimiter(this.#position)
    if (close === undefined) return 'comment ends before closing delimiter'
    this.#skipRightDelimiter(close)
    return undefined
  }

  /** One action with its delimiters. */
  *#scanAction(): Generator<Token, string | undefined> {
    const trimmed = this.#trimsLeft(this.#position + 2)
    this.#moveTo(this.#position + 2)
    yield this.#emit('left delimiter')
    if (trimmed) this.#moveTo(this.#position + 2)
    this.#ignore()
    this.#parenDepth = 0
    for (;;) {
      const close = this.#rightDelimiter(this.#position)
      if (close !== undefined) {
        if (this.#parenDepth > 0) return 'unclosed left paren'
        if (close.trim) {
          this.#moveTo(this.#position + 2)
          this.#ignore()
        }
        this.#moveTo(this.#position + 2)
        yield this.#emit('right delimiter')
        if (close.trim) this.#skipSpace()
        return undefined
      }
      const token = this.#scanInside()
      if (typeof token === 'string') return token
      if (token !== undefined) yield token
    }
  }

  /** The next token inside an action, undefined when there was only something to skip, or what is wrong. */
  #scanInside(): Token | string | undefined {
    const character = this.#peek()
    if (character === '') return 'unclosed action'
    if (spaces.includes(character)) return this.#scanSpace()
    if (isAlphaNumeric(character)) {
      return /^[0-9]$/.test(character) ? this.#scanNumber() : this.#scanIdentifier()
    }
    switch (character) {
      case '=':
        return this.#single('assign')
      case '|':
        return this.#single('pipe')
      case ':':
        if (this.#input[this.#position + 1] !== '=') return 'expected :='
        this.#moveTo(this.#position + 2)
        return this.#emit('declare')
      case '"':
      case "'":
        return this.#scanQuoted(character)
      case '`':
        return this.#scanRawString()
      case '$':
        return this.#scanFieldOrVariable('variable')
      case '.':
        return /^[0-9]$/.test(this.#input[this.#position + 1] ?? '')
          ? this.#scanNumber()
          : this.#scanFieldOrVariable('field')
      case '+':
      case '-':
        return this.#scanNumber()
      case '(':
        this.#parenDepth++
        return this.#single('left paren')
      case ')':
        this.#parenDepth--
        if (this.#parenDepth < 0) return 'unexpected right paren'
        return this.#single('right paren')
    }
    if (/^[!-~]$/.test(character)) return this.#single('char')
    return `unrecognized character in action: ${describeCharacter(character)}`
  }

  #scanSpace(): Token | undefined {
    let end = this.#position
    while (end < this.#input.length && spaces.includes(this.#input[end] as string)) end++
    // The last blank may belong to a closing ` -}}`.
    if (this.#rightDelimiter(end - 1)?.trim) end--
    if (end === this.#position) return undefined
    this.#moveTo(end)
    return this.#emit('space')
  }

  #scanIdentifier(): Token | string {
    const word = this.#word(this.#position)
    this.#moveTo(this.#position + word.length)
    if (!this.#atTerminator()) return this.#badCharacter()
    const keyword = keywords.find((known) => known === word)
    if (keyword !== undefined) return this.#emit(keyword)
    return this.#emit(word === 'true' || word === 'false' ? 'bool' : 'identifier')
  }

  /** `.Name` or `$name`; a lone `.` is the dot, a lone `$` a variable. */
  #scanFieldOrVariable(kind: 'field' | 'variable'): Token | string {
    this.#moveTo(this.#position + 1)
    if (this.#atTerminator()) return this.#emit(kind === 'variable' ? 'variable' : '.')
    this.#moveTo(this.#position + this.#word(this.#position).length)
    return this.#atTerminator() ? this.#emit(kind) : this.#badCharacter()
  }

  #scanQuoted(quote: '"' | "'"): Token | string {
    const name = quote === '"' ? 'quoted string' : 'character constant'
    let end = this.#position + 1
    for (;;) {
      const character = this.#input[end]
      if (character === undefined || character === '\n') return `unterminated ${name}`
      if (character === quote) break
      if (character === '\\') {
        end++
        if (end >= this.#input.length || this.#input[end] === '\n') return `unterminated ${name}`
      }
      end++
    }
    this.#moveTo(end + 1)
    return this.#emit(quote === '"' ? 'string' : 'character constant')
  }

  #scanRawString(): Token | string {
    const end = this.#input.indexOf('`', this.#position + 1)
    if (end < 0) return 'unterminated raw quoted string'
    this.#moveTo(end + 1)
    return this.#emit('raw string')
  }

  #scanNumber(): Token | string {
    const end = this.#numberEnd(this.#position)
    if (this.#isWordAt(end)) return this.#badNumber(end)
    this.#moveTo(end)
    const sign = this.#peek()
    if (sign !== '+' && sign !== '-') return this.#emit('number')
    const imaginaryEnd = this.#numberEnd(end)
    if (this.#isWordAt(imaginaryEnd)) return this.#badNumber(imaginaryEnd)
    if (this.#input[imaginaryEnd - 1] !== 'i') return this.#badNumber(imaginaryEnd, '')
    this.#moveTo(imaginaryEnd)
    return this.#emit('complex')
  }

  /** Where something that looks like a number ends. The parser looks closer. */
  #numberEnd(from: number): number {
    const number =
      /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y
    number.lastIndex = from
    return from + (number.exec(this.#input)?.[0].length ?? 0)
  }

  #isWordAt(index: number): boolean {
    return isAlphaNumeric(this.#characterAt(index))
  }

  /** Go shows the number with the first character that is none of it. */
  #badNumber(end: number, next = this.#characterAt(end)): string {
    return `bad number syntax: ${goQuote(this.#input.slice(this.#start, end) + next)}`
  }

  #badCharacter(): string {
    return `bad character ${describeCharacter(this.#peek())}`
  }

  /** After a word: only what may follow one. `$x+2` is refused. */
  #atTerminator(): boolean {
    const character = this.#peek()
    return character === '' || spaces.includes(character) || '.,|:)('.includes(character) || character === '}'
  }

  #word(from: number): string {
    const word = /[\p{L}\p{Nd}_]*/uy
    word.lastIndex = from
    return word.exec(this.#input)?.[0] ?? ''
  }

  #trimsLeft(afterDelimiter: number): boolean {
    const next = this.#input[afterDelimiter + 1]
    return this.#input[afterDelimiter] === '-' && next !== undefined && spaces.includes(next)
  }

  #rightDelimiter(at: number): { readonly trim: boolean } | undefined {
    if (this.#input.startsWith('}}', at)) return { trim: false }
    const first = this.#input[at]
    const trim = first !== undefined && spaces.includes(first) && this.#input.startsWith('-}}', at + 1)
    return trim ? { trim } : undefined
  }

  #skipRightDelimiter(close: { readonly trim: boolean }): void {
    this.#moveTo(this.#position + (close.trim ? 4 : 2))
    if (close.trim) this.#skipSpace()
    this.#ignore()
  }

  #skipSpace(): void {
    let end = this.#position
    while (end < this.#input.length && spaces.includes(this.#input[end] as string)) end++
    this.#moveTo(end)
    this.#ignore()
  }

  #single(kind: TokenKind): Token {
    this.#moveTo(this.#position + 1)
    return this.#emit(kind)
  }

  #peek(): string {
    return this.#characterAt(this.#position)
  }

  #characterAt(index: number): string {
    const code = this.#input.codePointAt(index)
    return code === undefined ? '' : String.fromCodePoint(code)
  }

  #moveTo(position: number): void {
    for (let i = this.#position; i < position; i++) if (this.#input[i] === '\n') this.#line++
    this.#position = position
  }

  #ignore(): void {
    this.#start = this.#position
    this.#startLine = this.#line
  }

  #emit(kind: TokenKind): Token {
    const token = this.#token(kind, this.#input.slice(this.#start, this.#position))
    this.#ignore()
    return token
  }

  #token(kind: TokenKind, value: string): Token {
    return { kind, value, position: this.#start, line: this.#startLine }
  }
}

function isAlphaNumeric(character: string): boolean {
  return /^[\p{L}\p{Nd}_]$/u.test(character)
}

/** As Go's %#U: `U+0040 '@'`. */
function describeCharacter(character: string): string {
  // Go reads the end of the text as the rune -1.
  if (character === '') return 'U+FFFFFFFFFFFFFFFF'
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character) ? `U+${code} '${character}'` : `U+${code}`
}
