// A set of named templates, and texts that use them. Definitions are added once, when the configuration is loaded; texts
// are parsed at their first use and kept.

import { execute } from './execute.ts'
import { templateFunctions } from './functions/template-functions.ts'
import { wellFormed } from './go-text.ts'
import type { GoFunction } from './go-type.ts'
import { isEmptyList, type Tree } from './nodes.ts'
import { parseTemplate } from './parser.ts'
import { routeLabelResolver } from './route-labels.ts'
import type { Value } from './values.ts'

/** Texts of a configuration are few; those that come and go must not pile up. */
const mostTexts = 1024

/** A text that was parsed on its own: its tree, and the templates that can be called from it. */
export interface ParsedText {
  readonly tree: Tree
  readonly lookup: (name: string) => Tree | undefined
}

/** Texts and the names that error messages call them. */
type NamedTexts = readonly { readonly name: string; readonly text: string }[]

export class TemplateSet {
  readonly #functions: ReadonlyMap<string, GoFunction>
  /** What is in it before all others: parsed, or copied, when the first template is asked for. */
  #given: NamedTexts | TemplateSet
  readonly #parsed = new Map<string, Tree>()
  readonly #texts = new Map<string, ParsedText>()

  /** @param given what the set begins with, known to be without faults: parsed, or copied, only when it is needed */
  constructor(given: NamedTexts | TemplateSet = [], functions: ReadonlyMap<string, GoFunction> = templateFunctions()) {
    this.#given = given
    this.#functions = functions
  }

  /** The functions that a template may call, by name. */
  get functions(): ReadonlyMap<string, GoFunction> {
    return this.#functions
  }

  /** The names of all templates in the set. */
  get names(): readonly string[] {
    return [...this.#trees.keys()]
  }

  /** A template by its name. */
  lookup(name: string): Tree | undefined {
    return this.#trees.get(name)
  }

  /**
   * Adds the templates that a text defines, and the text itself under `name`. A later definition takes the place of an
   * earlier one, unless there is nothing but space in it. As Go's Template.Parse. Throws a TemplateError.
   */
  parse(name: string, text: string): void {
    const known = this.#trees
    for (const [defined, tree] of parseTemplate(name, text, (called) => this.#functions.has(called))) {
      if (known.has(defined) && isEmptyList(tree.root)) continue
      known.set(defined, tree)
    }
    this.#texts.clear()
  }

  /** A set with the same templates, to which others can be added. This one is not to get any more. */
  clone(): TemplateSet {
    return new TemplateSet(this, this.#functions)
  }

  /** Parses a text of the configuration, which may define templates for itself. Throws a TemplateError. */
  parseText(text: string): ParsedText {
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const own = parseTemplate('', text, (called) => this.#functions.has(called))
    const parsed = { tree: own.get('') as Tree, lookup: (name: string) => this.#inTextOrSet(own, name) }
    if (this.#texts.size >= mostTexts) this.#texts.delete(this.#texts.keys().next().value as string)
    this.#texts.set(text, parsed)
    return parsed
  }

  /**
   * What a text says of the data. Throws a TemplateError.
   * @param now the present in milliseconds, for `now` and `since`
   */
  renderText(text: string, data: Value, now: number): string {
    if (text === '') return ''
    return this.#render(text, data, { now, routeLabel: this.routeLabels(data, now) })
  }

  /**
   * Answers the route labels of the data by name, each rendered at most once however often the others mention it.
   * Throws a TemplateError, or an Error where labels go in a circle.
   */
  routeLabels(data: Value, now: number): (name: string) => string {
    return routeLabelResolver(data, (text, routeLabel) => this.#render(text, data, { now, routeLabel }))
  }

  get #trees(): Map<string, Tree> {
    const given = this.#given
    this.#given = []
    if (given instanceof TemplateSet) for (const [name, tree] of given.#trees) this.#parsed.set(name, tree)
    else for (const { name, text } of given) this.parse(name, text)
    return this.#parsed
  }

  #render(
    text: string,
    data: Value,
    surroundings: { readonly now: number; readonly routeLabel: (name: string) => string },
  ): string {
    // Most texts are no templates.
    if (!text.includes('{{')) return text
    const parsed = this.parseText(text)
    return wellFormed(execute({ ...parsed, functions: this.#functions, data, ...surroundings }))
  }

  #inTextOrSet(own: ReadonlyMap<string, Tree>, name: string): Tree | undefined {
    const tree = own.get(name)
    const shared = this.#trees.get(name)
    return tree === undefined || (shared !== undefined && isEmptyList(tree.root)) ? shared : tree
  }
}
