// The summary and the description of an issue: a template, or a template with the word whether it is kept up to date.

import { type Field, type Infer, type Member, member, optional } from '../../schema/field.ts'
import { boolean } from '../../schema/number-fields.ts'
import { object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'

function textObject(initial: string) {
  return object('a text of a jira integration', {
    template: member(templateText, 'The text. A template.', { initial }),
    enable_update: member(
      optional(boolean),
      'Whether the text of an issue that is there already is replaced; true unless set.',
    ),
  })
}

/** `enableUpdate` undefined is true. */
export type IssueText = Infer<ReturnType<typeof textObject>>

/** A text that is `initial` unless set, also where only `enable_update` is. */
export function issueText(documentation: string, initial: string): Member<IssueText> {
  const whole = textObject(initial)
  const field: Field<IssueText> = {
    ...whole,
    shape: { type: 'either', fields: [templateText, whole] },
    decode(node, context) {
      if (node.kind !== 'scalar') return whole.decode(node, context)
      return { template: templateText.decode(node, context), enableUpdate: undefined }
    },
  }
  return member(field, documentation, { initial: { template: initial, enableUpdate: undefined } })
}
