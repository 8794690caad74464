// What one rendering may cost. A template that recurses, loops or doubles a text without end meets these limits with an
// error; no template that anyone means comes near them.

/** How deep templates may call each other. Go allows 100000, and grows its stack for it. */
export const deepestTemplates = 1000

const longestOutput = 32 * 1024 * 1024
/** Steps of evaluation and sizes of arguments: a second or two. */
const mostWork = 4_000_000

/** A limit of the rendering was met. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError'
}

/** Counts what a rendering costs, and collects its text. */
export class Budget {
  #work = 0
  #output = ''

  get output(): string {
    return this.#output
  }

  write(text: string): void {
    this.#output += text
    if (this.#output.length > longestOutput) throw new BudgetError(`exceeded maximum output size (${longestOutput})`)
  }

  spend(work: number): void {
    this.#work += work
    if (this.#work > mostWork) throw new BudgetError(`exceeded maximum number of steps (${mostWork})`)
  }
}
