// One entry of msteams_configs. As Alertmanager's notify/msteams/config.go.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { checkWebhookUrl, webhookUrlMembers } from '../webhook-url.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  ...webhookUrlMembers,
  title: member(templateText, 'The title of the card. A template.', {
    initial: '{{ template "msteams.default.title" . }}',
  }),
  summary: member(templateText, 'What stands in notices about the card. A template.', {
    initial: '{{ template "msteams.default.summary" . }}',
  }),
  text: member(templateText, 'The text of the card, in Markdown. A template.', {
    initial: '{{ template "msteams.default.text" . }}',
  }),
} as const

/** Exactly one of `webhookUrl` and `webhookUrlFile` is set. */
export const msteamsConfig = object('an msteams integration', members, {
  finish(value, complain) {
    checkWebhookUrl(value, complain)
    return value
  },
})

export type MsteamsConfig = Infer<typeof msteamsConfig>
