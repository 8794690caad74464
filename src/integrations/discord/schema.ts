// One entry of discord_configs. As Alertmanager's notify/discord/config.go.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { text } from '../../schema/text-fields.ts'
import { checkWebhookUrl, webhookUrlMembers } from '../webhook-url.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  ...webhookUrlMembers,
  content: member(templateText, 'The text of the message itself, above its embed; cut at 2000 characters. A template.'),
  title: member(templateText, 'The title of the embed; cut at 256 characters. A template.', {
    initial: '{{ template "discord.default.title" . }}',
  }),
  message: member(templateText, 'The text of the embed; cut at 4096 characters. A template.', {
    initial: '{{ template "discord.default.message" . }}',
  }),
  username: member(text, 'The name of the sender, as it is.'),
  avatar_url: member(text, "The sender's picture, as it is. One that is no URL is left out."),
} as const

/** Exactly one of `webhookUrl` and `webhookUrlFile` is set. */
export const discordConfig = object('a discord integration', members, {
  finish(value, complain) {
    checkWebhookUrl(value, complain)
    return value
  },
})

export type DiscordConfig = Infer<typeof discordConfig>
