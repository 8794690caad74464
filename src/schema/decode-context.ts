// What the fields share while one file is decoded: where problems go, how aliases, nulls and merge keys are followed.

import { join } from 'node:path'
import type { MatcherMode } from '../model/matcher-parser.ts'
import type { Problem } from './config-error.ts'
import type { Field } from './field.ts'
import type { SourceText } from './source-text.ts'
import type { AliasNode, ContentNode, MappingNode, Range, YamlNode } from './yaml-node.ts'
import { isNull, scalarText } from './yaml-scalar.ts'

/** Where an object's value was read. */
export interface Origin {
  readonly node: MappingNode
  readonly places: ReadonlyMap<string, MappingNode['entries'][number]>
}

/** Thrown where going on makes no sense: a file that would expand without end. It has been reported. */
export class DecodingStopped extends Error {}

export class DecodeContext {
  readonly mode: MatcherMode
  /** The folder of the configuration file, as given: the file's own relative paths start there. */
  readonly directory: string
  readonly #source: SourceText
  readonly #problems = new Map<string, { offset: number; problem: Problem }>()
  readonly #warnings = new Map<string, number>()
  readonly #origins = new Map<object, Origin>()
  readonly #following = new Set<AliasNode>()
  #problemsInScope = 0
  #decoded = 0
  #decodedInAliases = 0
  #aliasDepth = 0

  constructor(options: { source: SourceText; mode: MatcherMode; directory: string }) {
    this.#source = options.source
    this.mode = options.mode
    this.directory = options.directory
  }

  /** Every problem so far, in the order of the file. */
  get problems(): readonly Problem[] {
    return [...this.#problems.values()].sort((a, b) => a.offset - b.offset).map(({ problem }) => problem)
  }

  get problemCount(): number {
    return this.#problems.size
  }

  /** Every warning so far, `file:line:column: …`, in the order of the file. */
  get warnings(): readonly string[] {
    return [...this.#warnings.entries()].sort((a, b) => a[1] - b[1]).map(([text]) => text)
  }

  /** How many problems were reported since the innermost scope began, those of scopes inside not counted. */
  get problemsInScope(): number {
    return this.#problemsInScope
  }

  /** Runs `read` in a scope of its own: the problems in it are not those of what surrounds it. */
  inScope(read: () => void): void {
    const outer = this.#problemsInScope
    this.#problemsInScope = 0
    read()
    this.#problemsInScope = outer
  }

  /** Reads a node by a field: follows aliases, and gives the field's zero for a null. */
  decode<T>(field: Field<T>, node: YamlNode): T {
    this.#count(node)
    if (node.kind === 'alias') return this.#follow(node, (target) => this.decode(field, target)) ?? field.zero
    if (isNull(node)) return field.zero
    return field.decode(node, this)
  }

  /** Hands the mapping (or the mappings, the last first) behind a merge key to `fill`. */
  merge(node: YamlNode, fill: (mapping: MappingNode) => void): void {
    const fillFrom = (from: YamlNode): void => {
      this.#count(from)
      if (from.kind === 'alias') {
        this.#follow(from, fillFrom)
        return
      }
      if (from.kind === 'mapping') fill(from)
      else
        this.report(from, 'a merge key (<<) takes a mapping, or a list of mappings', 'Give it an alias of a mapping.')
    }
    if (node.kind === 'sequence') for (const item of node.items.toReversed()) fillFrom(item)
    else if (node.kind === 'alias' && node.target.kind !== 'mapping') fillFrom(node.target)
    else fillFrom(node)
  }

  /** The text of a mapping's key; undefined, and a problem, when the key is a list or a mapping. */
  keyText(node: YamlNode): string | undefined {
    this.#count(node)
    if (node.kind === 'alias') return this.#follow(node, (target) => this.keyText(target))
    if (node.kind === 'scalar') return scalarText(node, this)
    this.report(node, 'a key has to be a simple text', 'Write the name of a key.')
    return undefined
  }

  /** Reports a problem at a node. The same problem at the same place (an alias used twice) counts once. */
  report(at: { readonly range: Range }, message: string, hint: string): void {
    this.#problemsInScope++
    const { start, end } = at.range
    const key = `${start} ${message}`
    if (this.#problems.has(key)) return
    const firstLine = this.#source.text.slice(start, end).split('\n', 1)[0] as string
    const problem: Problem = {
      file: this.#source.file,
      ...this.#source.place(start),
      message,
      hint,
      // Masked only when asked for, once decoding is over and every secret is known.
      source: new LazyLine(this.#source, start, Math.max(1, [...firstLine.trimEnd()].length)),
    }
    this.#problems.set(key, { offset: start, problem })
  }

  /** Reports a node that is not what it has to be (`a list`, `a mapping`, …), saying what it is. */
  reportKind(at: ContentNode, wanted: string): void {
    const found = at.kind === 'scalar' ? 'a single value' : at.kind === 'mapping' ? 'a mapping' : 'a list'
    const example = kindExamples[wanted] ?? 'Write a single value.'
    this.report(at, `this has to be ${wanted}, but it is ${found}`, example)
  }

  /** Reports at a key of a decoded object, or at the object when that key is not there. */
  reportAt(value: object, key: string | undefined, message: string, hint: string): void {
    this.report(this.nodeOf(value, key), message, hint)
  }

  /** The node of a decoded object's key (of its value), or of the object itself. */
  nodeOf(value: object, key?: string): { readonly range: Range } {
    const origin = this.#origins.get(value)
    if (origin === undefined) return { range: { start: 0, end: 0 } }
    const entry = key === undefined ? undefined : origin.places.get(key)
    if (entry === undefined) return { range: { start: origin.node.range.start, end: origin.node.range.start + 1 } }
    return entry.value.range.end > entry.value.range.start ? entry.value : entry.key
  }

  /** The node of one item of a list below a decoded object's key. */
  itemOf(value: object, key: string, index: number): { readonly range: Range } {
    const node = this.#origins.get(value)?.places.get(key)?.value
    const content = node?.kind === 'alias' ? node.target : node
    const item = content?.kind === 'sequence' ? content.items[index] : undefined
    return item ?? this.nodeOf(value, key)
  }

  /** The node of a decoded object's key itself. */
  keyOf(value: object, key: string): { readonly range: Range } {
    return this.#origins.get(value)?.places.get(key)?.key ?? this.nodeOf(value)
  }

  /** Keeps where an object was read, for checks that come later. */
  remember(value: object, origin: Origin): void {
    this.#origins.set(value, origin)
  }

  warn(at: { readonly range: Range }, message: string): void {
    const { line, column } = this.#source.place(at.range.start)
    const text = `${this.#source.file}:${line}:${column}: ${message}`
    if (!this.#warnings.has(text)) this.#warnings.set(text, at.range.start)
  }

  /** Masks a node in every line that is shown. */
  hide(node: { readonly range: Range }): void {
    this.#source.hide(node.range)
  }

  /** A path of the file, relative to the file's folder. As common/config JoinDir: '' and absolute paths stay. */
  resolvePath(path: string): string {
    return path === '' || path.startsWith('/') ? path : join(this.directory, path)
  }

  #follow<T>(alias: AliasNode, use: (target: YamlNode) => T): T | undefined {
    if (this.#following.has(alias)) {
      this.report(
        alias,
        `the anchor "${alias.name}" contains itself`,
        'Remove this alias: a value cannot be part of itself.',
      )
      return undefined
    }
    this.#following.add(alias)
    this.#aliasDepth++
    const result = use(alias.target)
    this.#aliasDepth--
    this.#following.delete(alias)
    return result
  }

  /** Stops files that expand to far more than they hold. As yaml.v2 (decode.go allowedAliasRatio). */
  #count(node: YamlNode): void {
    this.#decoded++
    if (this.#aliasDepth === 0) return
    this.#decodedInAliases++
    if (this.#decodedInAliases <= 100 || this.#decoded <= 1000) return
    const beyond = Math.min(Math.max((this.#decoded - 400_000) / 3_600_000, 0), 1)
    if (this.#decodedInAliases / this.#decoded <= 0.99 - 0.89 * beyond) return
    this.report(
      node,
      'the aliases of this file expand to too much',
      'Write out what they stand for, or nest them less.',
    )
    throw new DecodingStopped()
  }
}

const kindExamples: Readonly<Record<string, string>> = {
  'a list': 'Put it in brackets, or write each item in a line of its own behind a dash.',
  'a mapping': 'Write `key: value` in lines of their own, indented.',
}

/** A problem's line, looked up when it is printed. */
class LazyLine {
  readonly width: number
  readonly #source: SourceText
  readonly #offset: number

  constructor(source: SourceText, offset: number, width: number) {
    this.#source = source
    this.#offset = offset
    this.width = width
  }

  get line(): string {
    return this.#source.lineAt(this.#offset)
  }
}
