// Renders every text in a tree of configured values. As Alertmanager's template.DeepCopyWithTemplate in 0.34.

import type { JsonValue } from '../model/go-json.ts'
import { parseRenderedValue } from './rendered-value.ts'

/**
 * Keys are rendered, too. A rendered value that reads as YAML becomes what it says ("42" a number, "[a]" a list), unless
 * that is again a text; what comes out of that is not rendered or read a second time.
 */
export function renderTree(value: JsonValue, render: (text: string) => string): JsonValue {
  if (typeof value === 'string') return readRendered(render(value))
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map((item) => renderTree(item, render))
  const object: Record<string, JsonValue> = Object.create(null)
  for (const [key, item] of Object.entries(value)) object[render(key)] = renderTree(item, render)
  return object
}

function readRendered(text: string): JsonValue {
  const read = parseRenderedValue(text)
  return read === undefined || typeof read.value === 'string' ? text : read.value
}

// Array.isArray does not narrow a readonly array out of the union.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value)
}
