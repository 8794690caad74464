// What is to be printed as YAML: a tree of values in the order in which they are printed.

/** A value to print. A text is quoted where that is needed; a literal (number, boolean, null) never is. */
export type YamlValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly YamlValue[] }
  /** A Go struct: the order is the struct's, and each entry says whether it wants the flow style. */
  | { readonly kind: 'struct'; readonly entries: readonly StructEntry[] }
  /** A Go map: printed sorted by key. */
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }

export interface StructEntry {
  readonly key: string
  readonly value: YamlValue
  readonly flow: boolean
}

export interface MapEntry {
  readonly key: YamlValue
  readonly value: YamlValue
}

export const yamlNull: YamlValue = { kind: 'literal', text: 'null' }

export function yamlText(text: string): YamlValue {
  return { kind: 'text', text }
}

export function yamlList(items: readonly YamlValue[]): YamlValue {
  return { kind: 'list', items }
}
