// Reads a file's first YAML document into nodes. Syntax only: what the keys mean is the fields' business.

import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  type YAMLError,
} from 'yaml'
import { type IndentedText, indentContinuedLines, untouched } from './continued-lines.ts'
import { atOnce, type Steps } from './steps.ts'
import type { AliasNode, MappingNode, Range, ScalarNode, SequenceNode, YamlNode } from './yaml-node.ts'

export interface SyntaxProblem {
  readonly range: Range
  readonly message: string
  readonly hint: string
}

/** The root node, undefined for an empty file, and what is wrong with the syntax. */
export interface YamlDocument {
  readonly root: YamlNode | undefined
  readonly problems: readonly SyntaxProblem[]
}

/** Reads the first document; anything after it is not looked at, as Alertmanager does not. */
export function readYaml(text: string): YamlDocument {
  return atOnce(readingYaml(text))
}

/** As readYaml, in steps: of a token each, then of all nodes. */
export function* readingYaml(text: string): Steps<YamlDocument> {
  const control = controlCharacter(text)
  if (control !== undefined) return { root: undefined, problems: [control] }
  const document = yield* composing(text)
  const indented =
    document.errors.length === 0
      ? untouched(text)
      : indentContinuedLines(text, (changed) => atOnce(composing(changed)).errors)
  if (indented === undefined) return { root: undefined, problems: document.errors.map(syntaxProblem) }
  const composed = indented.text === text ? document : yield* composing(indented.text)
  yield 'long'
  return convert(composed, indented)
}

function* composing(text: string): Steps<Document.Parsed> {
  const document = yield* firstDocument(text)
  const errors = document.errors.filter(({ message }) => !harmless.test(message))
  document.errors.splice(0, document.errors.length, ...errors)
  return document
}

/** What comes behind it is not even parsed. */
function* firstDocument(text: string): Steps<Document.Parsed> {
  const parser = new Parser()
  // The failsafe schema leaves every scalar a text, which is what the fields want to see.
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) for (const document of composer.next(token)) return document
    yield 'short'
  }
  for (const token of parser.end()) {
    // The first document is in it, whole, unless there is another.
    yield 'long'
    for (const document of composer.next(token)) return document
  }
  for (const document of composer.end(true, text.length)) return document
  throw new Error('the YAML parser made no document of a text')
}

/** A comment right behind a bracket or a quote is one for Go's YAML. */
const harmless = /^Comments must be separated from other tokens/

function convert(document: Document.Parsed, { originalOffset }: IndentedText): YamlDocument {
  const problems: SyntaxProblem[] = []
  if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.1') {
    problems.push({ range: { start: 0, end: 1 }, message: 'only YAML 1.1 is read', hint: 'Remove the %YAML line.' })
  }
  if (problems.length > 0 || document.contents === null) return { root: undefined, problems }
  const anchors = new Map<string, YamlNode>()

  function convertNode(node: Node | null, at: number): YamlNode {
    if (node === null) return emptyScalar(at)
    const range: Range = { start: originalOffset(node.range?.[0] ?? at), end: originalOffset(node.range?.[1] ?? at) }
    if (isAlias(node)) return convertAlias(node.source, range)
    if (isScalar(node)) {
      const plain = node.type === 'PLAIN' || node.type === undefined
      const scalar: ScalarNode = { kind: 'scalar', range, text: String(node.value ?? ''), plain, tag: node.tag ?? '' }
      return anchored(node.anchor, scalar)
    }
    if (isSeq(node)) {
      const items: YamlNode[] = []
      // Known by its anchor before its items are read: they may refer to it.
      const sequence: SequenceNode = anchored(node.anchor, { kind: 'sequence', range, items })
      for (const item of node.items) items.push(convertNode(item as Node | null, range.start))
      return sequence
    }
    const pairs: { key: YamlNode; value: YamlNode }[] = []
    const mapping: MappingNode = anchored(node.anchor, { kind: 'mapping', range, entries: pairs })
    if (!isMap(node)) return mapping
    for (const pair of node.items) {
      const key = convertNode(pair.key as Node | null, range.start)
      pairs.push({ key, value: convertNode(pair.value as Node | null, key.range.end) })
    }
    return mapping
  }

  function anchored<N extends YamlNode>(name: string | undefined, node: N): N {
    if (name !== undefined) anchors.set(name, node)
    return node
  }

  function convertAlias(name: string, range: Range): YamlNode {
    const target = anchors.get(name)
    if (target !== undefined) return { kind: 'alias', range, name, target } satisfies AliasNode
    problems.push({
      range,
      message: `unknown anchor "${name}"`,
      hint: `Put &${name} before the value that is meant, above this line.`,
    })
    return emptyScalar(range.start)
  }

  // The composer's nodes are those of the file: no collection was built by hand.
  const root = convertNode(document.contents as Node, 0)
  return problems.length > 0 ? { root: undefined, problems } : { root, problems }
}

function emptyScalar(at: number): ScalarNode {
  return { kind: 'scalar', range: { start: at, end: at }, text: '', plain: true, tag: '' }
}

function syntaxProblem(error: YAMLError): SyntaxProblem {
  const [start, end] = error.pos
  return {
    range: { start, end: Math.max(end, start + 1) },
    message: `YAML: ${error.message}`,
    hint: syntaxHints[error.code] ?? 'Correct the YAML here, or put the value in quotes.',
  }
}

const syntaxHints: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'Check the indentation of this line and of the one before it.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  BLOCK_IN_FLOW: 'Close the bracket or brace that is open here first.',
  MISSING_CHAR: 'Something is missing before this place: a colon, a comma, a quote or a bracket.',
  MULTILINE_IMPLICIT_KEY: 'Is the colon missing, or is the line before this one not closed?',
  TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
  UNEXPECTED_TOKEN: 'Put the value in quotes if this is part of it.',
}

/** Characters that YAML does not allow anywhere (yaml.v2 readerc.go); a byte order mark is fine at the start only. */
function controlCharacter(text: string): SyntaxProblem | undefined {
  const body = text.replace(/^\ufeff/, '')
  const at = body.search(/[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u)
  if (at < 0) return undefined
  const start = at + text.length - body.length
  const code = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return {
    range: { start, end: start + 1 },
    message: `YAML: the character U+${code} is not allowed`,
    hint: 'Remove it, or write it as an escape in double quotes.',
  }
}
