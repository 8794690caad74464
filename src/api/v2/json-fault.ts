// Reads JSON text only to find where Go's decoder would stop: after the first value, or at a fault, told in Go's words.
// Runs when JSON.parse refused the text, never before.

import { goQuote } from '../../model/go-quote.ts'

/** Where the first value ends; or nothing but blanks; or what is wrong with it. */
export type JsonScan =
  | { readonly found: 'value'; readonly end: number }
  | { readonly found: 'nothing' }
  | { readonly found: 'fault'; readonly message: string }

/** Finds the first JSON value of the text. What follows it is not looked at. */
export function scanFirstValue(text: string): JsonScan {
  const scanner = new Scanner(text)
  try {
    if (!scanner.hasMore()) return { found: 'nothing' }
    return { found: 'value', end: scanner.value() }
  } catch (error) {
    if (error instanceof JsonFault) return { found: 'fault', message: error.message }
    throw error
  }
}

class JsonFault extends Error {}

/** Go refuses deeper nesting than this. */
const maxDepth = 10_000

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const numberCharacters = /[-+.eE\d]/

/** Nested containers are kept on a list, not on the call stack: the text comes from outside. */
class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  hasMore(): boolean {
    this.#skipBlanks()
    return this.#at < this.#text.length
  }

  /** Reads one value and answers where it ends. */
  value(): number {
    const open: ('{' | '[')[] = []
    for (;;) {
      this.#skipBlanks()
      const opened = this.#begin(open)
      if (opened) continue
      if (!this.#finish(open)) return this.#at
    }
  }

  /** Reads a scalar, or an opening bracket (and a first key). True when a value has to follow at once. */
  #begin(open: ('{' | '[')[]): boolean {
    const char = this.#text[this.#at]
    if (char === '{' || char === '[') {
      this.#at++
      open.push(char)
      if (open.length > maxDepth) throw new JsonFault('exceeded max depth')
      this.#skipBlanks()
      if (this.#text[this.#at] === (char === '{' ? '}' : ']')) return false
      if (char === '{') this.#key()
      return true
    }
    this.#scalar(char)
    return false
  }

  /** After a value: closes what is closed here. True when another value follows within what is still open. */
  #finish(open: ('{' | '[')[]): boolean {
    while (open.length > 0) {
      this.#skipBlanks()
      const inside = open.at(-1)
      const char = this.#text[this.#at]
      if (char === (inside === '{' ? '}' : ']')) {
        this.#at++
        open.pop()
        continue
      }
      if (char !== ',') this.#fail(inside === '{' ? 'after object key:value pair' : 'after array element')
      this.#at++
      this.#skipBlanks()
      if (inside === '{') this.#key()
      return true
    }
    return false
  }

  #key(): void {
    if (this.#text[this.#at] !== '"') this.#fail('looking for beginning of object key string')
    this.#string()
    this.#skipBlanks()
    if (this.#text[this.#at] !== ':') this.#fail('after object key')
    this.#at++
  }

  #scalar(char: string | undefined): void {
    if (char === '"') this.#string()
    else if (char === 't') this.#literal('true')
    else if (char === 'f') this.#literal('false')
    else if (char === 'n') this.#literal('null')
    else if (char !== undefined && /[-\d]/.test(char)) this.#number()
    else this.#fail('looking for beginning of value')
  }

  #literal(word: string): void {
    for (const expected of word) {
      if (this.#text[this.#at] !== expected) this.#fail(`in literal ${word} (expecting '${expected}')`)
      this.#at++
    }
  }

  #number(): void {
    numberPattern.lastIndex = this.#at
    const length = numberPattern.exec(this.#text)?.[0].length ?? 0
    this.#at += length
    if (length === 0) {
      this.#at++
      this.#fail('in numeric literal')
    }
    const next = this.#text[this.#at]
    // A digit after a leading 0 begins something else; a point or an exponent without digits is a broken number.
    if (next !== undefined && /[.eE]/.test(next)) {
      while (numberCharacters.test(this.#text[this.#at] ?? '')) this.#at++
      this.#fail('in numeric literal')
    }
  }

  #string(): void {
    this.#at++
    for (;;) {
      const char = this.#text[this.#at]
      if (char === undefined) throw new JsonFault('unexpected EOF')
      if (char === '"') {
        this.#at++
        return
      }
      if (char < ' ') this.#fail('in string')
      if (char === '\\') this.#escape()
      else this.#at++
    }
  }

  #escape(): void {
    const next = this.#text[this.#at + 1]
    if (next === undefined) throw new JsonFault('unexpected EOF')
    const length = next === 'u' ? 6 : 2
    const sequence = this.#text.slice(this.#at, this.#at + length)
    const valid = next === 'u' ? /^\\u[0-9a-fA-F]{4}$/.test(sequence) : '"\\/bfnrt'.includes(next)
    if (!valid) {
      if (next === 'u' && sequence.length < 6) throw new JsonFault('unexpected EOF')
      throw new JsonFault(`invalid escape sequence \`${sequence}\` in string`)
    }
    this.#at += length
  }

  #skipBlanks(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at++
  }

  #fail(where: string): never {
    const point = this.#text.codePointAt(this.#at)
    if (point === undefined) throw new JsonFault('unexpected EOF')
    const quoted = goQuote(String.fromCodePoint(point)).slice(1, -1).replace('\\"', '"').replace(/^'$/, "\\'")
    throw new JsonFault(`invalid character '${quoted}' ${where}`)
  }
}
