// What is wrong with a configuration file: every problem at once, each with its place and what to do about it.

/** One thing wrong. Lines and columns count from 1, columns in characters. */
export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
  /** What to do about it. */
  readonly hint: string
  /** The line of the file, with secrets masked, and how many characters of it are meant. */
  readonly source?: { readonly line: string; readonly width: number }
}

/** As many problems are printed whole; of the rest only the number. */
const printedProblems = 50

/** A configuration that is refused. Its message is the whole report, so that printing the error shows everything. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(report(problems))
    this.name = 'ConfigError'
    this.problems = problems
  }

  override toString(): string {
    return this.message
  }
}

function report(problems: readonly Problem[]): string {
  const shown = problems.slice(0, printedProblems).map(describeProblem)
  const rest = problems.length - shown.length
  if (rest > 0) shown.push(`… and ${rest} more problem${rest === 1 ? '' : 's'} (${problems.length} in all)`)
  return shown.join('\n')
}

/** `file:line:column: message`, the line, a caret below the place, and the hint. */
export function describeProblem(problem: Problem): string {
  const head = `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`
  const lines = [head]
  const number = String(problem.line)
  const gutter = ' '.repeat(number.length)
  if (problem.source !== undefined) {
    const { before, line, width } = window(problem.source, problem.column)
    lines.push(`  ${number} | ${line}`)
    // Tabs stay tabs, so that the caret stands right however wide they are shown.
    lines.push(`  ${gutter} | ${before.replace(/[^\t]/gu, ' ')}${'^'.repeat(width)}`)
  }
  lines.push(`  ${gutter} = ${problem.hint}`)
  return lines.join('\n')
}

const widest = 160

/** Cuts a very long line (a file in flow style) to the part around the place. */
function window(
  source: { line: string; width: number },
  column: number,
): { before: string; line: string; width: number } {
  const characters = [...source.line]
  const at = column - 1
  const start = characters.length <= widest ? 0 : Math.max(0, Math.min(at - widest / 2, characters.length - widest))
  const shown = characters.slice(start, start + widest)
  const width = Math.max(1, Math.min(source.width, shown.length - (at - start)))
  return { before: shown.slice(0, at - start).join(''), line: shown.join(''), width }
}
