// Prints values as Go's yaml.v2 prints them, byte for byte: block style, two blanks a level, lists not indented in
// mappings, long texts folded behind column 80. Which quotes a text gets is yaml-text-style.ts.

import { compareMapKeys } from './yaml-key-order.ts'
import { chooseStyle, escapeCharacter, isSimpleKey, needsEscape, staysText } from './yaml-text-style.ts'
import { analyzeText, isBreak } from './yaml-text-traits.ts'
import type { YamlValue } from './yaml-value.ts'

const indentStep = 2
const foldAfter = 80

/** The YAML text of a value. */
export function writeYaml(value: YamlValue): string {
  const writer = new YamlWriter()
  writer.value(value, { inMapping: false, asKey: false })
  return writer.finish()
}

interface Position {
  /** The value stands behind a key of a mapping (or is one), not in a list. */
  readonly inMapping: boolean
  readonly asKey: boolean
}

class YamlWriter {
  #out = ''
  /** Characters in this line. */
  #column = 0
  #indent = -1
  #flowDepth = 0
  /** The last thing written leaves room for the next one without a blank. */
  #whitespace = true
  /** Only indentation and dashes stand in this line so far. */
  #indention = true
  /**
   * Go's encoder has one flag for "the next collection in flow style". A struct's field sets it, and only a collection
   * takes it back: after a scalar field in flow style it is still set, and hits whatever collection comes next.
   */
  #nextInFlow = false

  finish(): string {
    this.#writeIndent()
    return this.#out
  }

  value(value: YamlValue, position: Position): void {
    switch (value.kind) {
      case 'text':
        this.#text(value.text, position)
        break
      case 'literal':
        this.#scalar(value.text, 'plain', position)
        break
      case 'list':
        this.#list(value.items, position)
        break
      case 'struct':
        this.#mapping(value.entries.map(({ key, value, flow }) => ({ key: { kind: 'text', text: key }, value, flow })))
        break
      case 'map':
        this.#mapping(value.entries.toSorted((a, b) => compareMapKeys(a.key, b.key)))
        break
      default:
        value satisfies never
    }
  }

  #list(items: readonly YamlValue[], position: Position): void {
    if (this.#takesFlow() || items.length === 0) {
      this.#inFlow('[', ']', items, (item) => this.value(item, { inMapping: false, asKey: false }))
      return
    }
    const outer = this.#indent
    this.#increaseIndent({ flow: false, stay: position.inMapping && !this.#indention })
    for (const item of items) {
      this.#writeIndent()
      this.#indicator('-', { before: true, isIndention: true })
      this.value(item, { inMapping: false, asKey: false })
    }
    this.#indent = outer
  }

  #mapping(entries: readonly { key: YamlValue; value: YamlValue; flow?: boolean }[]): void {
    const writeEntry = (entry: { key: YamlValue; value: YamlValue; flow?: boolean }): void => {
      const simple = isSimpleKey(entry.key)
      if (!simple) this.#indicator('?', { before: true, isIndention: this.#flowDepth === 0 })
      this.value(entry.key, { inMapping: true, asKey: simple })
      if (!simple && this.#flowDepth === 0) this.#writeIndent()
      if (!simple && this.#flowDepth > 0 && this.#column > foldAfter) this.#writeIndent()
      this.#indicator(':', { before: !simple, isIndention: !simple && this.#flowDepth === 0 })
      if (entry.flow !== undefined) this.#nextInFlow = entry.flow
      this.value(entry.value, { inMapping: true, asKey: false })
    }
    if (this.#takesFlow() || entries.length === 0) {
      this.#inFlow('{', '}', entries, writeEntry)
      return
    }
    const outer = this.#indent
    this.#increaseIndent({ flow: false, stay: false })
    for (const entry of entries) {
      this.#writeIndent()
      writeEntry(entry)
    }
    this.#indent = outer
  }

  /** Whether the collection that begins now is in flow style; takes the flag back. */
  #takesFlow(): boolean {
    const flow = this.#nextInFlow || this.#flowDepth > 0
    this.#nextInFlow = false
    return flow
  }

  #inFlow<T>(open: string, close: string, items: readonly T[], write: (item: T) => void): void {
    this.#indicator(open, { before: true, leavesRoom: true })
    const outer = this.#indent
    this.#increaseIndent({ flow: true, stay: false })
    this.#flowDepth++
    for (const [i, item] of items.entries()) {
      if (i > 0) this.#indicator(',', {})
      if (this.#column > foldAfter) this.#writeIndent()
      write(item)
    }
    this.#flowDepth--
    this.#indent = outer
    this.#indicator(close, {})
  }

  #text(text: string, position: Position): void {
    const style = text.includes('\n') ? 'literal' : staysText(text) ? 'plain' : 'double'
    this.#scalar(text, style, position)
  }

  #scalar(text: string, wanted: 'plain' | 'literal' | 'double', position: Position): void {
    const traits = analyzeText(text)
    const outer = this.#indent
    this.#increaseIndent({ flow: true, stay: false })
    const style = chooseStyle(text, traits, { wanted, inFlow: this.#flowDepth > 0, asKey: position.asKey })
    const fold = !position.asKey
    if (style === 'plain') this.#plain(text, fold)
    else if (style === 'single') this.#singleQuoted(text, fold)
    else if (style === 'double') this.#doubleQuoted(text, fold)
    else this.#literal(text)
    this.#indent = outer
  }

  #plain(text: string, fold: boolean): void {
    if (!this.#whitespace) this.#put(' ')
    this.#foldable(text, { fold, edges: true })
    this.#whitespace = false
    this.#indention = false
  }

  #singleQuoted(text: string, fold: boolean): void {
    this.#indicator("'", { before: true })
    this.#foldable(text, { fold, edges: false, escape: (character) => (character === "'" ? "''" : character) })
    this.#indicator("'", {})
    this.#indention = false
  }

  /** A text without \n, which makes a text a block or has it in double quotes. */
  #foldable(text: string, options: { fold: boolean; edges: boolean; escape?: (character: string) => string }): void {
    const characters = [...text]
    let afterBlank = false
    let afterBreak = false
    for (const [i, character] of characters.entries()) {
      const inside = options.edges || (i > 0 && i < characters.length - 1)
      if (isBreak(character)) {
        this.#break(character)
        this.#indention = true
        afterBreak = true
        continue
      }
      if (afterBreak && character !== ' ') {
        this.#writeIndent()
        afterBreak = false
      }
      if (character !== ' ') {
        this.#put(options.escape?.(character) ?? character)
        this.#indention = false
        afterBlank = false
        continue
      }
      const folds = options.fold && !afterBlank && this.#column > foldAfter && inside && characters[i + 1] !== ' '
      if (folds) this.#writeIndent()
      else this.#put(' ')
      afterBlank = true
    }
  }

  #doubleQuoted(text: string, fold: boolean): void {
    this.#indicator('"', { before: true })
    const characters = [...text]
    // The emitter looks for a byte order mark at the wrong place: one at the beginning has everything escaped.
    const escapeAll = text.startsWith('\ufeff')
    let afterBlank = false
    for (const [i, character] of characters.entries()) {
      if (character !== ' ' || escapeAll) {
        this.#put(escapeAll || needsEscape(character) ? escapeCharacter(character) : character)
        afterBlank = false
        continue
      }
      const folds = fold && !afterBlank && this.#column > foldAfter && i > 0 && i < characters.length - 1
      if (folds) {
        this.#writeIndent()
        if (characters[i + 1] === ' ') this.#put('\\')
      } else this.#put(' ')
      afterBlank = true
    }
    this.#indicator('"', {})
    this.#indention = false
  }

  #literal(text: string): void {
    this.#indicator('|', { before: true })
    const [last = '', secondLast] = [...text].reverse()
    if (text.startsWith(' ') || isBreak(text.charAt(0))) this.#indicator(String(indentStep), {})
    if (!isBreak(last)) this.#indicator('-', {})
    else if (secondLast === undefined || isBreak(secondLast)) this.#indicator('+', {})
    this.#break()
    this.#indention = true
    this.#whitespace = true
    let atStart = true
    for (const character of text) {
      if (isBreak(character)) {
        this.#break(character)
        this.#indention = true
        atStart = true
        continue
      }
      if (atStart) this.#writeIndent()
      this.#put(character)
      this.#indention = false
      atStart = false
    }
  }

  #increaseIndent(options: { flow: boolean; stay: boolean }): void {
    if (this.#indent < 0) this.#indent = options.flow ? indentStep : 0
    else if (!options.stay) this.#indent += indentStep
  }

  #writeIndent(): void {
    const indent = Math.max(this.#indent, 0)
    if (!this.#indention || this.#column > indent || (this.#column === indent && !this.#whitespace)) this.#break()
    while (this.#column < indent) this.#put(' ')
    this.#whitespace = true
    this.#indention = true
  }

  #indicator(text: string, options: { before?: boolean; leavesRoom?: boolean; isIndention?: boolean }): void {
    if (options.before === true && !this.#whitespace) this.#put(' ')
    this.#put(text)
    this.#whitespace = options.leavesRoom ?? false
    this.#indention = this.#indention && (options.isIndention ?? false)
  }

  #put(text: string): void {
    this.#out += text
    this.#column += [...text].length
  }

  #break(character = '\n'): void {
    this.#out += character
    this.#column = 0
  }
}
