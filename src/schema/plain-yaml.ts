// A quick way through the YAML that configurations are mostly made of: block mappings and lists, and on one line flow
// collections, quotes and plain texts. At anything else it gives up, and at every error: yaml-reader.ts asks the yaml package
// then, which takes twenty times as long, and knows what to say.

import type { MappingNode, ScalarNode, SequenceNode, YamlNode } from './yaml-node.ts'

/** The root node, the same as from readAnyYaml but for the ends of block collections beyond their first line; undefined when this is not for the quick way. */
export function readPlainYaml(text: string): YamlNode | undefined {
  if (text.length > longest || /[\t\r\ufeff]/.test(text)) return undefined
  try {
    return new PlainReader(text).read()
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

/** Thrown where the quick way ends. */
class NotPlain extends Error {}

/** A single line of three times this length would be too much for the stack of the patterns below. */
const longest = 1_000_000

/** Deeper than people write, and far from the end of the stack. */
const deepest = 64

const key = /[A-Za-z_][A-Za-z0-9_.-]{0,200}(?=:(?: |\n|$))/y
/** What may begin a plain text here is less than YAML allows. A text that says `: ` is none. */
const blockText = /[A-Za-z0-9_./$(^\\=~<+;](?:[^\n :]+|:(?![ \n]|$)| +(?![ #\n]|$))*/y
const flowText = /[A-Za-z0-9_./$(^\\=~<+;](?:[^\n :,[\]{}#]+|:(?![ ,[\]{}\n]|$)| +(?![ ,[\]{}#\n]|$))*/y
const singleQuoted = /'[^'\n]*(?:''[^'\n]*)*'/y
const doubleQuoted = /"[^"\\\n]*(?:\\["\\nt][^"\\\n]*)*"/y
/** What may follow on the line of a value, and the lines after it in which nothing stands. */
const restOfLine = / *(?: #[^\n]*)?(?:\n|$)/y
const emptyLines = /(?: *(?:#[^\n]*)?(?:\n|$))* */y

const escapes: Readonly<Record<string, string>> = { '\\"': '"', '\\\\': '\\', '\\n': '\n', '\\t': '\t' }

class PlainReader {
  readonly #text: string
  #at = 0
  /** Of what stands at #at, the first of its line or behind the dash of an item; -1 at the end of the text. */
  #column = 0
  /** Where the line of the last value ends. */
  #lineEnd = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): YamlNode {
    this.#toNextLine()
    if (this.#column !== 0) throw new NotPlain()
    const root = this.#block()
    if (this.#at < this.#text.length) throw new NotPlain()
    return root
  }

  #block(): YamlNode {
    if (this.#isDash()) return this.#sequence()
    if (this.#sees(key)) return this.#mapping()
    throw new NotPlain()
  }

  #sequence(): SequenceNode {
    const column = this.#column
    const start = this.#at
    const items: YamlNode[] = []
    while (this.#column === column && this.#isDash()) {
      this.#at++
      items.push(this.#takes(restOfLine) === undefined ? this.#item(column) : this.#below(column + 1))
      if (this.#column > column) throw new NotPlain()
    }
    return { kind: 'sequence', range: { start, end: this.#lineEnd }, items }
  }

  /** What stands on the line of its dash. */
  #item(dashColumn: number): YamlNode {
    const spaces = this.#skipSpaces()
    this.#column = dashColumn + 1 + spaces
    return this.#isDash() || this.#sees(key) ? this.#nested(() => this.#block()) : this.#value()
  }

  #mapping(): MappingNode {
    const column = this.#column
    const start = this.#at
    const entries: { key: YamlNode; value: YamlNode }[] = []
    while (this.#column === column && this.#sees(key)) {
      const name = this.#scalar(key)
      this.#at++
      entries.push({
        key: name,
        value: this.#takes(restOfLine) === undefined ? this.#value() : this.#valueBelow(column),
      })
      if (this.#column > column) throw new NotPlain()
    }
    return { kind: 'mapping', range: { start, end: this.#lineEnd }, entries }
  }

  /** The list of a mapping's key may stand below the key itself. */
  #valueBelow(column: number): YamlNode {
    this.#toNextLine()
    if (this.#column === column && this.#isDash()) return this.#nested(() => this.#sequence())
    return this.#blockFrom(column + 1)
  }

  #below(column: number): YamlNode {
    this.#toNextLine()
    return this.#blockFrom(column)
  }

  /** Nothing at all is a null, whose place is not known here. */
  #blockFrom(column: number): YamlNode {
    if (this.#column < column) throw new NotPlain()
    return this.#nested(() => this.#block())
  }

  /** A value that ends on its line. */
  #value(): YamlNode {
    this.#skipSpaces()
    const value = this.#flowCollection() ?? this.#quoted() ?? this.#scalar(blockText)
    if (this.#takes(restOfLine) === undefined) throw new NotPlain()
    this.#lineEnd = this.#at
    this.#toNextLine()
    return value
  }

  #flowCollection(): YamlNode | undefined {
    const opening = this.#text[this.#at]
    if (opening === '[') return this.#nested(() => this.#flowSequence())
    return opening === '{' ? this.#nested(() => this.#flowMapping()) : undefined
  }

  #flowSequence(): SequenceNode {
    const start = this.#at++
    const items: YamlNode[] = []
    while (!this.#closes(']')) {
      items.push(this.#flowValue())
      this.#separated(']')
    }
    return { kind: 'sequence', range: { start, end: this.#at }, items }
  }

  #flowMapping(): MappingNode {
    const start = this.#at++
    const entries: { key: YamlNode; value: YamlNode }[] = []
    while (!this.#closes('}')) {
      const name = this.#scalar(key)
      this.#at++
      entries.push({ key: name, value: this.#flowValue() })
      this.#separated('}')
    }
    return { kind: 'mapping', range: { start, end: this.#at }, entries }
  }

  #flowValue(): YamlNode {
    this.#skipSpaces()
    return this.#flowCollection() ?? this.#quoted() ?? this.#scalar(flowText)
  }

  #closes(bracket: string): boolean {
    this.#skipSpaces()
    if (this.#text[this.#at] !== bracket) return false
    this.#at++
    return true
  }

  #separated(bracket: string): void {
    this.#skipSpaces()
    const next = this.#text[this.#at]
    if (next === ',') this.#at++
    else if (next !== bracket) throw new NotPlain()
  }

  #quoted(): ScalarNode | undefined {
    const start = this.#at
    const single = this.#takes(singleQuoted)
    if (single !== undefined) {
      return scalar({ start, end: this.#at, text: single.slice(1, -1).replaceAll("''", "'"), plain: false })
    }
    const double = this.#takes(doubleQuoted)
    if (double === undefined) return undefined
    const text = double.slice(1, -1).replace(/\\./g, (pair) => escapes[pair] as string)
    return scalar({ start, end: this.#at, text, plain: false })
  }

  #scalar(pattern: RegExp): ScalarNode {
    const start = this.#at
    const text = this.#takes(pattern)
    if (text === undefined) throw new NotPlain()
    return scalar({ start, end: this.#at, text, plain: true })
  }

  #nested<T>(read: () => T): T {
    if (++this.#depth > deepest) throw new NotPlain()
    const node = read()
    this.#depth--
    return node
  }

  /** A dash with a space behind it, or with nothing. */
  #isDash(): boolean {
    if (this.#text[this.#at] !== '-') return false
    const next = this.#text[this.#at + 1]
    return next === ' ' || next === '\n' || next === undefined
  }

  #toNextLine(): void {
    this.#takes(emptyLines)
    const lineStart = this.#text.lastIndexOf('\n', this.#at - 1) + 1
    this.#column = this.#at < this.#text.length ? this.#at - lineStart : -1
  }

  #skipSpaces(): number {
    const start = this.#at
    while (this.#text[this.#at] === ' ') this.#at++
    return this.#at - start
  }

  #sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    return pattern.test(this.#text)
  }

  #takes(pattern: RegExp): string | undefined {
    if (!this.#sees(pattern)) return undefined
    const found = this.#text.slice(this.#at, pattern.lastIndex)
    this.#at = pattern.lastIndex
    return found
  }
}

function scalar({ start, end, text, plain }: { start: number; end: number; text: string; plain: boolean }): ScalarNode {
  return { kind: 'scalar', range: { start, end }, text, plain, tag: '' }
}
