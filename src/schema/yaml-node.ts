// The parsed YAML as the fields see it: scalars keep their source text, aliases their target, everything its place.

/** Where something stands in the file: offsets in UTF-16 units, `end` exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly range: Range
  /** The text without quotes, escapes resolved. */
  readonly text: string
  /** False for quoted and block scalars, which are always text. */
  readonly plain: boolean
  /** The explicit tag in its long form, or ''. */
  readonly tag: string
}

export interface MappingNode {
  readonly kind: 'mapping'
  readonly range: Range
  readonly entries: readonly { readonly key: YamlNode; readonly value: YamlNode }[]
}

export interface SequenceNode {
  readonly kind: 'sequence'
  readonly range: Range
  readonly items: readonly YamlNode[]
}

export interface AliasNode {
  readonly kind: 'alias'
  readonly range: Range
  readonly name: string
  /** May contain this very alias: whoever follows it watches for that. */
  readonly target: YamlNode
}

export type YamlNode = ScalarNode | MappingNode | SequenceNode | AliasNode

/** A node with something in it: neither an alias nor a null. */
export type ContentNode = ScalarNode | MappingNode | SequenceNode

/** True for a merge key: a bare `<<`. As yaml.v2 isMerge. */
export function isMergeKey(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text === '<<' && (node.plain || node.tag === 'tag:yaml.org,2002:merge')
}
