// Objects as Go's encoding/json takes them apart: field names in any case, null as absent, and its words for what has
// the wrong type.

/** A decoded JSON object. Its keys come from outside: read none that was not checked to be its own. */
export type WireObject = Readonly<Record<string, unknown>>

export function isWireObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for an object of text only; a null counts as the empty text. */
export function isTextMap(value: unknown): value is Readonly<Record<string, string | null>> {
  if (!isWireObject(value)) return false
  for (const key in value) {
    const text = value[key]
    if (typeof text !== 'string' && text !== null) return false
  }
  return true
}

/** What encoding/json calls the type of a JSON value. */
export function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'boolean') return 'bool'
  return typeof value
}

/** The message for a value of the wrong type. */
export function cannotUnmarshal(value: unknown, target: string): string {
  return `json: cannot unmarshal ${jsonKind(value)} into Go ${target}`
}

/** The message for a map of text in `field` that is none, or holds something that is no text. */
export function textMapFault(value: unknown, field: string): string {
  if (!isWireObject(value)) return cannotUnmarshal(value, `struct field ${field} of type models.LabelSet`)
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'string' && inner !== null)
      return cannotUnmarshal(inner, `struct field ${field}.${key} of type string`)
  }
  throw new Error('textMapFault was asked about a good map')
}

/** A copy whose fields have the names that the API's description gives them, when the client wrote some in another case. */
export function withExactNames(object: WireObject, exact: ReadonlyMap<string, string>): WireObject {
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(object)) {
    const name = exact.get(key.toLowerCase())
    if (name !== undefined) copy[name] = object[key]
  }
  return copy
}

/** Names by their lower-case form, for withExactNames. */
export function namesByLowerCase(names: Iterable<string>): ReadonlyMap<string, string> {
  return new Map(Array.from(names, (name) => [name.toLowerCase(), name]))
}
