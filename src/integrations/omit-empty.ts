// JSON objects without the members that Go's `omitempty` leaves out.

import type { JsonValue } from '../model/go-json.ts'

/**
 * The members but for those that are undefined, '', or a list or an object with nothing in it.
 * @param always the names of members that stay all the same.
 */
export function omitEmpty(
  members: Readonly<Record<string, JsonValue | undefined>>,
  always: readonly string[] = [],
): Record<string, JsonValue> {
  const kept: Record<string, JsonValue> = {}
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && (always.includes(name) || !isEmpty(value))) kept[name] = value
  }
  return kept
}

function isEmpty(value: JsonValue): boolean {
  if (value === '') return true
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
