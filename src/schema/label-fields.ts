// Label names, label sets and matchers.

import { compareMatchers, formatMatchers, Matcher } from '../model/matcher.ts'
import { isValidLabelName, parseMatchers } from '../model/matcher-parser.ts'
import type { Regexp } from '../model/regexp.ts'
import { listOrEmpty, mapOf } from './collection-fields.ts'
import type { DecodeContext } from './decode-context.ts'
import type { Field } from './field.ts'
import { readText, regexp, text } from './text-fields.ts'
import type { ContentNode } from './yaml-node.ts'
import { yamlList, yamlText } from './yaml-value.ts'

const classicName = /^[a-zA-Z_][a-zA-Z0-9_]*$/

/** The older ways to match take the names of old, whatever the mode: letters, digits and `_`. */
function classicKey(name: string): { message: string; hint: string } | undefined {
  if (classicName.test(name)) return undefined
  return {
    message: `${JSON.stringify(name)} is no label name here`,
    hint: 'Use matchers, which take any label name in quotes.',
  }
}

/** `match`, `source_match`, `target_match`: label names and the values that they must have. */
export const matchMap: Field<ReadonlyMap<string, string>> = mapOf(text, { key: classicKey })

/** `match_re` and its like: label names and regular expressions. Every value is set. */
export const matchRegexpMap: Field<ReadonlyMap<string, Regexp | undefined>> = (() => {
  const field = mapOf(regexp, { key: classicKey })
  return {
    ...field,
    decode(node: ContentNode, context: DecodeContext) {
      const before = context.problemCount
      const entries = field.decode(node, context)
      for (const [name, value] of entries) {
        // As MatchRegexps.UnmarshalYAML: a null never became a regular expression.
        if (value !== undefined || context.problemCount > before) continue
        context.report(node, `the regular expression for "${name}" is missing`, 'Write one, or remove the label.')
      }
      return entries
    },
    encode: (entries: ReadonlyMap<string, Regexp | undefined>) => ({
      kind: 'map' as const,
      entries: [...entries].map(([name, value]) => ({
        key: yamlText(name),
        // An empty expression prints as null: Regexp.MarshalYAML.
        value:
          value === undefined || value.source === ''
            ? { kind: 'literal' as const, text: 'null' }
            : yamlText(value.source),
      })),
    }),
  }
})()

const matcherList: Field<readonly Matcher[]> = {
  shape: { type: 'text', format: 'matchers' },
  zero: [],
  decode(node, context) {
    const source = readText(node, context)
    if (source === undefined) return []
    try {
      return parseMatchers(source, context.mode, (warning) =>
        context.warn(
          node,
          warning.kind === 'incompatible'
            ? `the matcher ${source} will not be understood by a later version: write ${warning.suggestion}`
            : `the matcher ${source} will mean something else in a later version: write ${warning.suggestion}`,
        ),
      )
    } catch (error) {
      context.report(
        node,
        `${(error as Error).message}`,
        'Write label, operator (=, !=, =~, !~) and value, such as severity="critical".',
      )
      return []
    }
  },
  encode: (value) => yamlText(formatMatchers(value)),
  isZero: (value) => value.length === 0,
}

/** A list of texts with one or more matchers each; all of them together, sorted as Alertmanager sorts them. */
export const matchers: Field<readonly Matcher[]> = {
  shape: { type: 'list', item: matcherList },
  zero: [],
  decode(node, context) {
    return listOrEmpty(matcherList).decode(node, context).flat().sort(compareMatchers)
  },
  encode: (value) => yamlList(value.map((matcher) => yamlText(matcher.toString()))),
  isZero: (value) => value.length === 0,
}

/** What `match`, `match_re` and `matchers` ask for together. As dispatch/route.go: a regular expression keeps its anchors. */
export function allMatchers(parts: {
  readonly match: ReadonlyMap<string, string>
  readonly matchRe: ReadonlyMap<string, Regexp | undefined>
  readonly matchers: readonly Matcher[]
}): readonly Matcher[] {
  if (parts.match.size + parts.matchRe.size === 0) return parts.matchers
  return [
    ...[...parts.match].map(([name, value]) => new Matcher('=', name, value)),
    ...[...parts.matchRe].map(([name, value]) => new Matcher('=~', name, `^(?:${value?.source ?? ''})$`)),
    ...parts.matchers,
  ].sort(compareMatchers)
}

/** A label name, by the rules of the mode. */
export function checkLabelName(name: string, context: DecodeContext): { message: string; hint: string } | undefined {
  if (isValidLabelName(name, context.mode)) return undefined
  return {
    message: `${JSON.stringify(name)} is no label name`,
    hint:
      name === ''
        ? 'A label name cannot be empty.'
        : 'In classic mode a label name has letters, digits and _, and does not begin with a digit.',
  }
}

/** A list of label names. */
export const labelNames: Field<readonly string[] | undefined> = labelNamesExcept(undefined)

/** The same, where one more text has a meaning of its own (`...`). */
export function labelNamesExcept(special: string | undefined): Field<readonly string[] | undefined> {
  const name: Field<string> = {
    shape: { type: 'text', format: 'label-name' },
    zero: '',
    decode(node, context) {
      const value = readText(node, context) ?? ''
      const problem = value === special ? undefined : checkLabelName(value, context)
      if (problem !== undefined) context.report(node, problem.message, problem.hint)
      return value
    },
    encode: yamlText,
    isZero: (value) => value === '',
  }
  return {
    shape: { type: 'list', item: name },
    zero: undefined,
    decode(node, context) {
      if (node.kind !== 'sequence') {
        context.reportKind(node, 'a list')
        return undefined
      }
      return node.items.map((item) => {
        const before = context.problemCount
        const value = context.decode(name, item)
        // A null is the empty name, which no mode takes.
        if (value === '' && context.problemCount === before)
          context.report(item, '"" is no label name', 'A label name cannot be empty.')
        return value
      })
    },
    encode: (value) => yamlList((value ?? []).map(yamlText)),
    isZero: (value) => value === undefined || value.length === 0,
  }
}
