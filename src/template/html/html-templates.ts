// Renders texts of the configuration as HTML: every value escaped for the place where it stands.

import { execute } from '../execute.ts'
import { wellFormed } from '../go-text.ts'
import type { GoFunction } from '../go-type.ts'
import { routeLabelResolver } from '../route-labels.ts'
import type { ParsedText, TemplateSet } from '../template-set.ts'
import type { Value } from '../values.ts'
import { escapeTemplates } from './escape.ts'
import { escaperFunctions } from './escapers.ts'

/** The HTML side of a set of templates. What is parsed into the set later counts here, too. */
export class HtmlTemplates {
  readonly #set: TemplateSet
  readonly #functions: ReadonlyMap<string, GoFunction>
  readonly #escaped = new WeakMap<ParsedText, ParsedText>()

  constructor(set: TemplateSet) {
    this.#set = set
    this.#functions = new Map([...set.functions, ...escaperFunctions])
  }

  /** Parses a text and makes it safe. Throws a TemplateError: an EscapeError where the text is no document. */
  parse(text: string): ParsedText {
    const parsed = this.#set.parseText(text)
    const known = this.#escaped.get(parsed)
    if (known !== undefined) return known
    const escaped = escapeTemplates(parsed)
    this.#escaped.set(parsed, escaped)
    return escaped
  }

  /**
   * What a text says of the data, as HTML. Throws a TemplateError.
   * @param now the present in milliseconds, for `now` and `since`
   */
  render(text: string, data: Value, now: number): string {
    if (text === '') return ''
    // As Alertmanager does: route labels that are asked for here are HTML templates as well.
    const routeLabel = routeLabelResolver(data, (label, resolve) =>
      this.#render(label, data, { now, routeLabel: resolve }),
    )
    return this.#render(text, data, { now, routeLabel })
  }

  #render(
    text: string,
    data: Value,
    surroundings: { readonly now: number; readonly routeLabel: (name: string) => string },
  ): string {
    return wellFormed(execute({ ...this.parse(text), functions: this.#functions, data, ...surroundings }))
  }
}
