// One entry of msteamsv2_configs. As Alertmanager's notify/msteamsv2/config.go.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { checkWebhookUrl, webhookUrlMembers } from '../webhook-url.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(
    optional(httpClient),
    'How the request is sent; `global.http_config` unless set. One without proxy_url has that of `global.http_config`.',
  ),
  ...webhookUrlMembers,
  title: member(templateText, 'The heading of the card. A template.', {
    initial: '{{ template "msteamsv2.default.title" . }}',
  }),
  text: member(templateText, 'The text of the card, in Markdown. A template.', {
    initial: '{{ template "msteamsv2.default.text" . }}',
  }),
} as const

/** Exactly one of `webhookUrl` and `webhookUrlFile` is set. */
export const msteamsv2Config = object('an msteamsv2 integration', members, {
  finish(value, complain) {
    checkWebhookUrl(value, complain)
    return value
  },
})

export type Msteamsv2Config = Infer<typeof msteamsv2Config>
