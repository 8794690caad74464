// Fields that hold templates. What Alertmanager finds out only when it sends is a warning here, when the file is read.

import { syntaxProblem } from '../template/check-syntax.ts'
import type { DecodeContext } from './decode-context.ts'
import type { Field } from './field.ts'
import { Secret, secretMark } from './secret.ts'
import { readText, text } from './text-fields.ts'
import { parseHttpUrl } from './url-fields.ts'
import type { ContentNode, YamlNode } from './yaml-node.ts'
import { yamlText } from './yaml-value.ts'

/** A text that is a template. '' when absent. */
export const templateText: Field<string> = {
  ...withTemplates(text),
  shape: { type: 'text', format: 'template' },
}

/** The same field, whose texts, keys too, are templates anywhere in its value. */
export function withTemplates<T>(field: Field<T>): Field<T> {
  return {
    ...field,
    decode(node, context) {
      warnAboutTemplates(node, context)
      return field.decode(node, context)
    },
  }
}

/** Warns of every scalar below a node that is no template. Alertmanager takes the file, and fails when it sends. */
function warnAboutTemplates(node: YamlNode, context: DecodeContext): void {
  if (node.kind === 'alias') {
    context.decode(templateCheck, node)
  } else if (node.kind === 'scalar') {
    const problem = syntaxProblem(node.text)
    if (problem !== undefined) context.warn(node, `notifications will fail here: ${problem.message}`)
  } else if (node.kind === 'sequence') {
    for (const item of node.items) warnAboutTemplates(item, context)
  } else {
    for (const { key, value } of node.entries) {
      warnAboutTemplates(key, context)
      warnAboutTemplates(value, context)
    }
  }
}

/** Follows an alias to the node that it stands for, in the way that keeps circles out. */
const templateCheck: Field<undefined> = {
  shape: { type: 'any' },
  zero: undefined,
  decode(node: ContentNode, context: DecodeContext) {
    warnAboutTemplates(node, context)
    return undefined
  },
  encode: () => yamlText(''),
  isZero: () => true,
}

/**
 * A secret http or https URL, or a template of one. '' counts as none; `<secret>` is taken. The template may use Go's own
 * functions alone: Alertmanager looks at it with a parser that knows no others (config/common/url.go ContainsTemplating).
 */
export const templateUrl: Field<Secret | undefined> = {
  shape: { type: 'text', format: 'url', secret: true },
  zero: undefined,
  decode(node, context) {
    context.hide(node)
    const value = readText(node, context)
    if (value === undefined || value === '') return undefined
    if (value.includes('{{')) checkTemplate(node, value, context)
    else if (value !== secretMark) checkUrl(node, value, context)
    return new Secret(value)
  },
  encode: (value) => (value === undefined ? { kind: 'literal', text: 'null' } : yamlText(secretMark)),
  isZero: (value) => value === undefined,
}

function checkTemplate(node: ContentNode, value: string, context: DecodeContext): void {
  const problem = syntaxProblem(value, 'go')
  if (problem === undefined) return
  const hint =
    "A URL may use .Status, .GroupLabels and the like, and Go's own functions. With url_file, all functions work."
  context.report(node, `invalid template syntax: ${problem.message}`, hint)
}

function checkUrl(node: ContentNode, value: string, context: DecodeContext): void {
  try {
    parseHttpUrl(value)
  } catch (error) {
    const hint = 'Write a whole URL, such as https://example.org/path.'
    context.report(node, `this URL cannot be used: ${(error as Error).message}`, hint)
  }
}
