// Reads a text that a template made as YAML 1.1, the way Go's yaml.v2 does, into what JSON can hold.

import type { JsonValue } from '../model/go-json.ts'
import { isMergeKey, type MappingNode, type ScalarNode, type YamlNode } from '../schema/yaml-node.ts'
import { readYaml } from '../schema/yaml-reader.ts'
import { resolvePlain } from '../schema/yaml-scalar.ts'
import { scansTail } from './flow-tail.ts'

/** Aliases can make a short text huge, or endless, and brackets deep; nobody means that in a payload. */
const mostNodes = 100_000
const mostLevels = 1000

/** What yaml.v2 reads from the text, or undefined when it is not YAML. Only the first document counts. */
export function parseRenderedValue(text: string): { readonly value: JsonValue } | undefined {
  if (isPlainWords(text)) return { value: resolved(text.trimEnd()).value }
  if (isTooDeep(text)) return undefined
  try {
    const root = readRoot(text)
    return root === undefined ? undefined : { value: new Reading().value(root, 0) }
  } catch (error) {
    // A RangeError is the parser's stack, on a text of nothing but brackets.
    if (error instanceof Unreadable || error instanceof RangeError) return undefined
    throw error
  }
}

/** Most texts: nothing in them that YAML has a use for, so that the parser need not be asked. */
function isPlainWords(text: string): boolean {
  return /^[A-Za-z0-9][\w ./()%-]*$/.test(text)
}

/** The parser takes seconds for thousands of levels, which brackets make, or the indicators of nested blocks in one line. */
function isTooDeep(text: string): boolean {
  const brackets = text.replace(/[^[\]{}]+/g, '')
  let level = 0
  for (const bracket of brackets) {
    level += bracket === '[' || bracket === '{' ? 1 : -1
    if (level > mostLevels) return true
  }
  return /(?:[-?:][ \t]+){1000}/.test(text)
}

function readRoot(text: string): YamlNode | undefined {
  const { root, problems } = readYaml(text)
  const [problem] = problems
  if (problem === undefined)
    return root ?? { kind: 'scalar', range: { start: 0, end: 0 }, text: '', plain: true, tag: '' }
  // The first problem may be no more than that something follows a list or map in brackets.
  const whole = text.slice(0, problem.range.start).trimEnd()
  if (!/^\s*(\[[\s\S]*\]|\{[\s\S]*\})$/.test(whole)) return undefined
  const head = readYaml(whole)
  if (head.problems.length > 0 || head.root?.kind === 'scalar') return undefined
  return scansTail(text.slice(whole.length), { oneLine: !whole.trim().includes('\n') }) ? head.root : undefined
}

/** The text is YAML, but yaml.v2 would not decode it. */
class Unreadable extends Error {}

class Reading {
  #nodes = 0

  value(node: YamlNode, level: number): JsonValue {
    if (++this.#nodes > mostNodes || level > mostLevels) throw new Unreadable()
    if (node.kind === 'alias') return this.value(node.target, level + 1)
    if (node.kind === 'scalar') return scalarValue(node)
    if (node.kind === 'sequence') return node.items.map((item) => this.value(item, level + 1))
    return this.#object(node, level)
  }

  /** Of a repeated key the last one counts, unlike in the configuration file: yaml.v2 is not strict here. */
  #object(node: MappingNode, level: number): { readonly [key: string]: JsonValue } {
    const object: Record<string, JsonValue> = Object.create(null)
    for (const entry of node.entries) {
      if (isMergeKey(entry.key)) {
        Object.assign(object, this.#merged(entry.value, level + 1))
        continue
      }
      const key = this.value(entry.key, level + 1)
      if (typeof key === 'object' && key !== null) throw new Unreadable()
      // As Alertmanager does: keys that are numbers, booleans or null vanish (template.go normalizeYAMLValue).
      if (typeof key === 'string') object[key] = this.value(entry.value, level + 1)
    }
    return object
  }

  /** What a merge key brings in; of several maps the first one wins. */
  #merged(node: YamlNode, level: number): { readonly [key: string]: JsonValue } {
    if (++this.#nodes > mostNodes || level > mostLevels) throw new Unreadable()
    if (node.kind === 'alias') return this.#merged(node.target, level + 1)
    if (node.kind === 'mapping') return this.#object(node, level)
    if (node.kind === 'scalar') throw new Unreadable()
    return Object.assign({}, ...node.items.map((item) => this.#merged(item, level + 1)).reverse())
  }
}

const longTag = 'tag:yaml.org,2002:'

function scalarValue({ text, plain, tag }: ScalarNode): JsonValue {
  if (tag === '') return plain ? resolved(text).value : text
  const wanted = { int: 'integer', float: 'float', bool: 'boolean', null: 'null' }[tag.replace(longTag, '')]
  if (wanted === undefined) return text
  const { type, value } = resolved(text)
  if (type !== wanted && !(wanted === 'float' && type === 'integer')) throw new Unreadable()
  return value
}

function resolved(text: string): { readonly type: string; readonly value: JsonValue } {
  const { type, value } = resolvePlain(text)
  return { type, value: type === 'timestamp' ? text : value }
}
