// What is wrong with an HTML template: why its values cannot be escaped safely, in the words of Go's html/template.

import { TemplateError, type TemplatePlace } from '../template-error.ts'

/** The kinds of mistakes, by the names that Go's documentation explains them under (error.go). */
export type EscapeErrorCode =
  | 'ErrAmbigContext'
  | 'ErrBadHTML'
  | 'ErrBranchEnd'
  | 'ErrEndContext'
  | 'ErrNoSuchTemplate'
  | 'ErrOutputContext'
  | 'ErrPartialCharset'
  | 'ErrPartialEscape'
  | 'ErrPredefinedEscaper'
  | 'ErrRangeLoopReentry'
  | 'ErrSlashAmbig'
  /** Not Go's: the template nests so deeply that following all of its branches would not end in time. */
  | 'TooComplex'

export class EscapeError extends TemplateError {
  readonly code: EscapeErrorCode

  constructor(code: EscapeErrorCode, message: string, place: TemplatePlace) {
    super(message, place)
    this.code = code
  }
}

/**
 * A mistake while it travels through the contexts to the template's end. Loops add to it on its way; the same object
 * may pass a loop twice and then says so twice, as in Go.
 */
export class EscapeProblem {
  readonly code: EscapeErrorCode
  readonly #place: TemplatePlace | undefined
  #loopLine: number | undefined
  #description: string

  constructor(source: { code: EscapeErrorCode; description: string; place?: TemplatePlace }) {
    this.code = source.code
    this.#description = source.description
    this.#place = source.place
  }

  /** Says in front in which loop the mistake shows. */
  addLoop(text: string, line: number): void {
    if (this.code === 'TooComplex') return
    this.#loopLine = line
    this.#description = `${text}${this.#description}`
  }

  /** The message, for the template that is to be rendered. */
  message(rendered: string): string {
    const name = rendered === '' ? '' : `${rendered}:`
    if (this.#place !== undefined) {
      const { template, line, column } = this.#place
      return `html/template:${template}:${line}:${column}: ${this.#description}`
    }
    if (this.#loopLine !== undefined) return `html/template:${rendered}:${this.#loopLine}: ${this.#description}`
    return `html/template:${name} ${this.#description}`
  }

  error(rendered: string): EscapeError {
    const place = this.#place ?? { template: rendered, line: this.#loopLine ?? 1 }
    return new EscapeError(this.code, this.message(rendered), place)
  }
}
