// Fields that may hold templates in Alertmanager. There is no template engine yet: a `{{` in them is refused.

import type { DecodeContext } from './decode-context.ts'
import type { Field } from './field.ts'
import { Secret, secretMark } from './secret.ts'
import { readText } from './text-fields.ts'
import { parseHttpUrl } from './url-fields.ts'
import type { ContentNode, YamlNode } from './yaml-node.ts'
import { yamlText } from './yaml-value.ts'

const later = 'Templates come with a later version. Until then write the text itself.'

/** Reports every scalar below a node that holds a template. */
function refuseTemplates(node: YamlNode, context: DecodeContext): void {
  // An alias leads to a node that stands in the file, where it is decoded by some field of its own.
  if (node.kind === 'alias') {
    context.decode(templateFree, node)
    return
  }
  if (node.kind === 'scalar') {
    if (node.text.includes('{{')) context.report(node, 'templates ({{ … }}) cannot be used here yet', later)
    return
  }
  if (node.kind === 'sequence') {
    for (const item of node.items) refuseTemplates(item, context)
    return
  }
  for (const { key, value } of node.entries) {
    refuseTemplates(key, context)
    refuseTemplates(value, context)
  }
}

const templateFree: Field<undefined> = {
  shape: { type: 'any' },
  zero: undefined,
  decode(node: ContentNode, context: DecodeContext) {
    refuseTemplates(node, context)
    return undefined
  },
  encode: () => yamlText(''),
  isZero: () => true,
}

/** The same field, refusing templates anywhere in its value. */
export function withoutTemplates<T>(field: Field<T>): Field<T> {
  return {
    ...field,
    decode(node, context) {
      refuseTemplates(node, context)
      return field.decode(node, context)
    },
  }
}

/** A secret http or https URL, which in Alertmanager may be a template. '' counts as none; `<secret>` is taken. */
export const templateUrl: Field<Secret | undefined> = {
  shape: { type: 'text', format: 'url', secret: true },
  zero: undefined,
  decode(node, context) {
    context.hide(node)
    const value = readText(node, context)
    if (value === undefined || value === '') return undefined
    if (value.includes('{{')) {
      context.report(node, 'templates ({{ … }}) cannot be used here yet', later)
    } else if (value !== secretMark) {
      try {
        parseHttpUrl(value)
      } catch (error) {
        context.report(
          node,
          `this URL cannot be used: ${(error as Error).message}`,
          'Write a whole URL, such as https://example.org/path.',
        )
      }
    }
    return new Secret(value)
  },
  encode: (value) => (value === undefined ? { kind: 'literal', text: 'null' } : yamlText(secretMark)),
  isZero: (value) => value === undefined,
}
