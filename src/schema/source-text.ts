// A file's text by lines: turns offsets into lines and columns, and gives a line with its secrets masked.

import { secretMark } from './secret.ts'
import type { Range } from './yaml-node.ts'

export interface Place {
  readonly line: number
  readonly column: number
}

/** Keys whose values are masked wherever they stand, also where the file could not be read far enough to know them. */
const secretKeys =
  /((?:password|secret|token|credentials|api_key|service_key|routing_key|(?<![a-z])key|url)["']?\s*:\s+)(?![|>&*]?\s*(?:#.*)?$)("(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,}\]#][^,}\]#]*)/gi

export class SourceText {
  readonly file: string
  readonly text: string
  readonly #starts: readonly number[]
  readonly #secrets: Range[] = []

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
    const starts = [0]
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
    this.#starts = starts
  }

  /** Line and column of an offset, from 1; the column counts characters. */
  place(offset: number): Place {
    const index = this.#lineIndex(offset)
    const start = this.#starts[index] as number
    return { line: index + 1, column: [...this.text.slice(start, offset)].length + 1 }
  }

  /** From now on this part is shown masked. */
  hide(range: Range): void {
    this.#secrets.push(range)
  }

  /** The line around an offset, secrets masked with as many stars as they have characters, so that columns stay. */
  lineAt(offset: number): string {
    const index = this.#lineIndex(offset)
    const start = this.#starts[index] as number
    const next = this.#starts[index + 1]
    const end = next === undefined ? this.text.length : next - 1
    let line = this.text.slice(start, end).replace(/\r$/, '')
    for (const secret of this.#secrets) {
      const from = Math.max(secret.start - start, 0)
      const to = Math.min(secret.end - start, line.length)
      if (from < to) line = line.slice(0, from) + mask(line.slice(from, to)) + line.slice(to)
    }
    return line.replace(
      secretKeys,
      (_, key: string, value: string) => key + mask(value.trimEnd()) + value.slice(value.trimEnd().length),
    )
  }

  #lineIndex(offset: number): number {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

function mask(text: string): string {
  if (text.replace(/["']/g, '') === secretMark) return text
  return '*'.repeat([...text].length)
}
