// Values of any shape, such as a webhook's payload: read as Go's yaml reads into an interface{}.

import type { JsonValue } from '../model/go-json.ts'
import type { DecodeContext } from './decode-context.ts'
import type { Field } from './field.ts'
import { formatFloat } from './number-fields.ts'
import { isMergeKey, type MappingNode, type ScalarNode } from './yaml-node.ts'
import { resolveScalar } from './yaml-scalar.ts'
import { type MapEntry, type YamlValue, yamlList, yamlNull, yamlText } from './yaml-value.ts'

/** A value in two forms: as JSON can hold it, and as it is printed again, with keys that are no texts. */
export interface AnyValue {
  readonly json: JsonValue
  readonly yaml: YamlValue
}

const none: AnyValue = { json: null, yaml: yamlNull }

/** Anything. Null when absent. Keys that are numbers, booleans or null are missing from `json`, as in Alertmanager's payloads. */
export const anyValue: Field<AnyValue> = {
  shape: { type: 'any' },
  zero: none,
  decode(node, context) {
    if (node.kind === 'scalar') return scalar(node, context)
    if (node.kind === 'mapping') return mapping(node, context, { textKeys: false })
    const items = node.items.map((item) => context.decode(anyValue, item))
    return { json: items.map(({ json }) => json), yaml: yamlList(items.map(({ yaml }) => yaml)) }
  },
  encode: (value) => value.yaml,
  isZero: (value) => value === none,
}

/** A mapping from texts to anything. Empty when absent. */
export const anyMap: Field<AnyValue> = {
  shape: { type: 'map', value: anyValue },
  zero: { json: {}, yaml: { kind: 'map', entries: [] } },
  decode(node, context) {
    if (node.kind === 'mapping') return mapping(node, context, { textKeys: true })
    context.reportKind(node, 'a mapping')
    return anyMap.zero
  },
  encode: (value) => value.yaml,
  isZero: (value) => value.yaml.kind === 'map' && value.yaml.entries.length === 0,
}

function scalar(node: ScalarNode, context: DecodeContext): AnyValue {
  const { type, value } = resolveScalar(node, context)
  if (value === null) return none
  if (typeof value === 'string') return { json: type === 'timestamp' ? node.text : value, yaml: yamlText(value) }
  const text = typeof value === 'number' && type === 'float' ? formatFloat(value) : String(value)
  return { json: value, yaml: { kind: 'literal', text } }
}

function mapping(node: MappingNode, context: DecodeContext, options: { textKeys: boolean }): AnyValue {
  const json: Record<string, JsonValue> = Object.create(null)
  const entries: MapEntry[] = []
  const seen = new Set<string>()
  const read = (from: MappingNode): void => {
    for (const entry of from.entries) {
      if (isMergeKey(entry.key)) {
        context.merge(entry.value, read)
        continue
      }
      const key = options.textKeys ? textKey(entry.key, context) : context.decode(anyValue, entry.key)
      if (key.yaml.kind !== 'text' && key.yaml.kind !== 'literal') {
        context.report(entry.key, 'a list or a mapping cannot be a key', 'Use a text.')
        continue
      }
      const identity = `${key.yaml.kind} ${key.yaml.text}`
      if (seen.has(identity)) {
        context.report(entry.key, `"${key.yaml.text}" is set twice`, 'Keep one of the two.')
        continue
      }
      seen.add(identity)
      const value = context.decode(anyValue, entry.value)
      entries.push({ key: key.yaml, value: value.yaml })
      if (typeof key.json === 'string') json[key.json] = value.json
    }
  }
  read(node)
  return { json, yaml: { kind: 'map', entries } }
}

function textKey(node: Parameters<DecodeContext['keyText']>[0], context: DecodeContext): AnyValue {
  const text = context.keyText(node) ?? ''
  return { json: text, yaml: yamlText(text) }
}
