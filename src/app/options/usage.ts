// Prints a table of flags for --help, in the two columns of kingpin: the flag on the left, what it does on the right.

import type { Flag, FlagTable } from './command-line.ts'

const width = 80
/** What is longer than this stands on a line of its own. */
const longestLeft = 30

/** The flags of a table, one row each; wrapped at 80 columns. */
export function describeFlags(flags: FlagTable): string {
  const rows = Object.entries(flags)
    .filter(([, flag]) => flag.hidden !== true)
    .map(([name, flag]) => [describeFlag(name, flag), flag.help] as const)
  return twoColumns(rows)
}

/** Rows of two columns, the right one wrapped. */
export function twoColumns(rows: readonly (readonly [left: string, right: string])[]): string {
  const left = Math.max(...rows.map(([text]) => text.length).filter((length) => length < longestLeft), 0)
  const margin = ' '.repeat(left + 4)
  const lines: string[] = []
  for (const [text, about] of rows) {
    const wrapped = wrap(about, width - margin.length)
    const fits = text.length <= left
    lines.push(fits ? `  ${text.padEnd(left)}  ${wrapped[0] ?? ''}`.trimEnd() : `  ${text}`)
    for (const line of fits ? wrapped.slice(1) : wrapped) lines.push(margin + line)
  }
  return lines.join('\n')
}

function describeFlag(name: string, flag: Flag<unknown>): string {
  const short = flag.short === undefined ? '    ' : `-${flag.short}, `
  if (flag.kind === 'switch') return `${short}--[no-]${name}`
  return `${short}--${name}=${describeValue(name, flag)}${flag.repeatable ? ' ...' : ''}`
}

function describeValue(name: string, flag: Flag<unknown>): string {
  if (flag.default === undefined) return flag.placeholder ?? name.toUpperCase()
  return flag.kind === 'text' && !flag.repeatable ? `"${flag.default}"` : flag.default
}

function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
