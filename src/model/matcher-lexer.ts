// Splits the text of matchers into the tokens of the UTF-8 grammar. As Alertmanager does: matcher/parse/lexer.go.

import type { MatchType } from './matcher.ts'
import { isReserved, isSpace } from './matcher-characters.ts'
import { MatcherSyntaxError } from './matcher-error.ts'

/** `start` and `end` count characters (code points) from 0. */
export interface Token {
  readonly kind: '{' | '}' | ',' | MatchType | 'quoted' | 'unquoted' | 'end'
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Reads one token after the other, looking one ahead. After the last one it answers 'end' for ever. */
export class MatcherLexer {
  readonly #characters: readonly string[]
  #at = 0
  #ahead: Token | undefined

  constructor(text: string) {
    this.#characters = [...text]
  }

  /** How many characters have been consumed. Blanks before the next token have not. */
  get position(): number {
    return this.#at
  }

  /** The next token, not consumed. Throws where no token can begin like this. */
  peek(): Token {
    this.#ahead ??= this.#scan()
    return this.#ahead
  }

  /** Consumes the token that peek() shows. */
  next(): Token {
    const token = this.peek()
    this.#ahead = undefined
    if (token.kind !== 'end') this.#at = token.end
    return token
  }

  #scan(): Token {
    let start = this.#at
    while (start < this.#characters.length && isSpace(this.#characters[start] as string)) start++
    const first = this.#characters[start]
    if (first === undefined) return this.#token('end', start, start)
    if (first === '{' || first === '}' || first === ',') return this.#token(first, start, start + 1)
    if (first === '=') return this.#equals(start)
    if (first === '!') return this.#not(start)
    if (first === '"') return this.#quoted(start)
    if (isReserved(first)) throw new MatcherSyntaxError(`${this.#where(start, start + 1)}: invalid input`, start)
    return this.#unquoted(start)
  }

  #equals(start: number): Token {
    return this.#characters[start + 1] === '~'
      ? this.#token('=~', start, start + 2)
      : this.#token('=', start, start + 1)
  }

  #not(start: number): Token {
    const second = this.#characters[start + 1]
    if (second === '=') return this.#token('!=', start, start + 2)
    if (second === '~') return this.#token('!~', start, start + 2)
    if (second === undefined) {
      const message = `${start}:${start + 1}: unexpected end of input, expected one of '=~'`
      throw new MatcherSyntaxError(message, start)
    }
    throw new MatcherSyntaxError(`${this.#where(start, start + 1)}: expected one of '=~'`, start)
  }

  #quoted(start: number): Token {
    let end = start + 1
    while (end < this.#characters.length && this.#characters[end] !== '"') {
      end += this.#characters[end] === '\\' ? 2 : 1
    }
    if (end < this.#characters.length) return this.#token('quoted', start, end + 1)
    throw new MatcherSyntaxError(`${this.#where(start, this.#characters.length)}: missing end "`, start)
  }

  #unquoted(start: number): Token {
    let end = start + 1
    while (end < this.#characters.length && !isReserved(this.#characters[end] as string)) end++
    return this.#token('unquoted', start, end)
  }

  #token(kind: Token['kind'], start: number, end: number): Token {
    return { kind, text: this.#characters.slice(start, end).join(''), start, end }
  }

  #where(start: number, end: number): string {
    return `${start}:${end}: ${this.#characters.slice(start, end).join('')}`
  }
}
