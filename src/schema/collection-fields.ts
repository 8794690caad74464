// Lists and maps of other fields.

import type { DecodeContext } from './decode-context.ts'
import type { Field } from './field.ts'
import { type ContentNode, isMergeKey, type MappingNode } from './yaml-node.ts'
import { yamlList, yamlText } from './yaml-value.ts'

/** A list. Undefined when absent or null; an empty list is something else for some readers, so it stays one. */
export function list<T>(item: Field<T>): Field<readonly T[] | undefined> {
  return {
    shape: { type: 'list', item },
    zero: undefined,
    decode(node, context) {
      if (node.kind === 'sequence') return node.items.map((child) => context.decode(item, child))
      context.reportKind(node, 'a list')
      return undefined
    },
    encode: (value) => yamlList((value ?? []).map((element) => item.encode(element))),
    isZero: (value) => value === undefined || value.length === 0,
  }
}

/** A list that is empty when absent or null. */
export function listOrEmpty<T>(item: Field<T>): Field<readonly T[]> {
  const field = list(item)
  return {
    ...field,
    zero: [],
    decode: (node, context) => field.decode(node, context) ?? [],
  }
}

interface MapOptions {
  /** Checks a key; its answer is the problem and what to do. */
  readonly key?: (key: string, context: DecodeContext) => { message: string; hint: string } | undefined
}

/** A map from texts to values, in the order of the file. Empty when absent or null. */
export function mapOf<T>(value: Field<T>, options: MapOptions = {}): Field<ReadonlyMap<string, T>> {
  return {
    shape: { type: 'map', value },
    zero: new Map(),
    decode(node, context) {
      const entries = new Map<string, T>()
      readEntries(node, context, (key, child, keyNode) => {
        const problem = options.key?.(key, context)
        if (problem !== undefined) context.report(keyNode, problem.message, problem.hint)
        entries.set(key, context.decode(value, child))
      })
      return entries
    },
    encode: (entries) => ({
      kind: 'map',
      entries: [...entries].map(([key, element]) => ({ key: yamlText(key), value: value.encode(element) })),
    }),
    isZero: (entries) => entries.size === 0,
  }
}

type MappingEntry = MappingNode['entries'][number]

/** Goes through a mapping with text keys. A key that is there already is a problem, also when a merge brought it (yaml.v2 setMapIndex). */
function readEntries(
  node: ContentNode,
  context: DecodeContext,
  use: (key: string, value: MappingEntry['value'], keyNode: MappingEntry['key']) => void,
): void {
  if (node.kind !== 'mapping') {
    context.reportKind(node, 'a mapping')
    return
  }
  const seen = new Set<string>()
  const read = (mapping: MappingNode): void => {
    for (const entry of mapping.entries) {
      if (isMergeKey(entry.key)) {
        context.merge(entry.value, read)
        continue
      }
      const key = context.keyText(entry.key)
      if (key === undefined) continue
      if (seen.has(key)) {
        context.report(entry.key, `"${key}" is set twice`, 'Keep one of the two.')
        continue
      }
      seen.add(key)
      use(key, entry.value, entry.key)
    }
  }
  read(node)
}
