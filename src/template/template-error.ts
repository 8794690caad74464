// What is wrong with a template, in Go's words: `template: name:3: unexpected "}" in operand`.

/** Where a template is wrong. */
export interface TemplatePlace {
  /** The name under which the text was parsed; '' for a text of the configuration. */
  readonly template: string
  /** Counts from 1. */
  readonly line: number
  /** In bytes, from 0, as Go counts them; undefined where only the line is known. */
  readonly column?: number
}

/** A text that is no template, or a template that failed while it was rendered. The message says where. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  readonly template: string
  readonly line: number
  readonly column: number | undefined

  constructor(message: string, place: TemplatePlace, options?: ErrorOptions) {
    super(message, options)
    this.template = place.template
    this.line = place.line
    this.column = place.column
  }
}
