// The fields of a message's attachment, as Slack invented them and others took them over: small tables of titles and values.

import { member, optional } from '../schema/field.ts'
import { boolean } from '../schema/number-fields.ts'
import { object } from '../schema/object.ts'
import { templateText } from '../schema/template-fields.ts'

const members = {
  title: member(templateText, 'The title. A template.'),
  value: member(templateText, 'The value. A template.'),
  short: member(optional(boolean), 'Whether it is short enough to stand beside others.'),
} as const

export const attachmentField = object('a field', members, {
  finish(value, complain) {
    if (value.title === '') complain('title', 'this field has no title', 'Add title.')
    if (value.value === '') complain('value', 'this field has no value', 'Add value.')
    return value
  },
})
