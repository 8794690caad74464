// Go's YAML does not look at the indentation inside brackets and quotes; the yaml package wants more of it than the line
// above has. This indents such lines, and knows where everything stood before.

import type { YAMLError } from 'yaml'

/** Beyond this much text parsed again and again, a file that is broken is taken for broken. */
const budget = 4_000_000

/** A text in which some lines were indented. */
export interface IndentedText {
  readonly text: string
  /** The offset in the original text of an offset in this one. */
  originalOffset(offset: number): number
}

/** A text as it came. */
export function untouched(text: string): IndentedText {
  return { text, originalOffset: (offset) => offset }
}

/**
 * Indents continued lines until nothing is wrong with them; undefined when something else is wrong.
 * `errorsOf` parses a text.
 */
export function indentContinuedLines(
  text: string,
  errorsOf: (text: string) => readonly YAMLError[],
): IndentedText | undefined {
  let current = text
  const insertions: { readonly at: number; readonly width: number }[] = []
  for (let parsed = text.length; parsed <= budget; parsed += current.length) {
    const errors = errorsOf(current)
    if (errors.length === 0) return { text: current, originalOffset: (offset) => withoutInsertions(offset, insertions) }
    const starts = brokenLines(current, errors)
    if (starts.length === 0) return undefined
    // From the end, so that the offsets before stay right.
    for (const start of starts.toReversed()) {
      const width = widthBefore(current, start)
      current = current.slice(0, start) + ' '.repeat(width) + current.slice(start)
      insertions.push({ at: start, width })
    }
  }
  return undefined
}

/** Undoes the insertions, the last one first: each one's place counts in the text of its time. */
function withoutInsertions(offset: number, insertions: readonly { at: number; width: number }[]): number {
  let original = offset
  for (const { at, width } of insertions.toReversed()) {
    if (original > at) original = Math.max(at, original - width)
  }
  return original
}

/** Where the first line begins that is not indented enough, and where those do that certainly belong to it. */
function brokenLines(text: string, errors: readonly YAMLError[]): readonly number[] {
  for (const { message, pos } of errors) {
    if (/must be sufficiently indented/.test(message)) return startOfLine(text, lineMeant(text, pos[0]))
    const quote = /^Missing closing (["'])quote/.exec(message)?.[1]
    if (quote !== undefined) return linesUpToQuote(text, pos[0], quote)
  }
  return []
}

/** An error at the end of a line means the next one that has something in it. */
function lineMeant(text: string, offset: number): number {
  const rest = /^[\r\n]\s*/.exec(text.slice(offset))?.[0] ?? ''
  return offset + rest.length
}

function startOfLine(text: string, offset: number): readonly number[] {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  // A document may not begin or end in the middle, and there is nothing to indent at the end of the text.
  return offset >= text.length || /^(---|\.\.\.)(\s|$)/.test(text.slice(start, start + 4)) ? [] : [start]
}

/** A quoted text goes on until its quote comes: all those lines at once. */
function linesUpToQuote(text: string, from: number, quote: string): readonly number[] {
  const end = text.indexOf(quote, from)
  if (end < 0) return []
  const starts: number[] = []
  for (let i = text.indexOf('\n', from); i >= 0 && i < end; i = text.indexOf('\n', i + 1))
    starts.push(...startOfLine(text, i + 1))
  return starts
}

/** As wide as the last line before that has something in it: certainly wider than the indentation that is wanted. */
function widthBefore(text: string, start: number): number {
  for (let end = start - 1; end > 0; ) {
    const begin = text.lastIndexOf('\n', end - 1) + 1
    const line = text.slice(begin, end)
    if (line.trim() !== '') return Math.min(line.length, 1000)
    end = begin - 1
  }
  return 1
}
