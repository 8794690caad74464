// One entry of mattermost_configs. As Alertmanager's notify/mattermost/config.go.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { listOfEntries } from '../../schema/list-of-entries.ts'
import { boolean } from '../../schema/number-fields.ts'
import { object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { attachmentField } from '../attachment-field.ts'
import { checkOneWebhookUrl, webhookUrlMembers } from '../webhook-url.ts'

const fields = member(listOfEntries(attachmentField), 'Titles and values that are shown as a table.')

const attachmentMembers = {
  fallback: member(templateText, 'What is shown where attachments cannot be, as in notices. A template.'),
  color: member(templateText, 'The color of the bar beside the attachment. A template.'),
  pretext: member(templateText, 'What stands above the attachment. A template.'),
  text: member(templateText, 'The text, in Markdown. A template.'),
  author_name: member(templateText, 'Who is said to have written it. A template.'),
  author_link: member(templateText, 'Where that name leads. A template.'),
  author_icon: member(templateText, 'The picture beside that name. A template.'),
  title: member(templateText, 'The title. A template.'),
  title_link: member(templateText, 'Where the title leads. A template.'),
  fields,
  thumb_url: member(templateText, 'A small picture beside the attachment. A template.'),
  footer: member(templateText, 'What stands below the attachment. A template.'),
  footer_icon: member(templateText, 'The picture beside the footer. A template.'),
  image_url: member(templateText, 'A picture inside the attachment. A template.'),
} as const

const attachment = object('an attachment', attachmentMembers)

const priority = object('priority', {
  priority: member(templateText, '`standard`, `important` or `urgent`; anything else is standard. A template.'),
  requested_ack: member(boolean, 'Whether readers are asked to confirm; not with the priority standard.'),
  persistent_notifications: member(
    boolean,
    'Whether readers are reminded until they do; only with the priority urgent.',
  ),
})

const props = object('props', { card: member(templateText, 'What is shown beside the message on demand. A template.') })

const { fallback, color, text, title, title_link, ...more } = attachmentMembers

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  ...webhookUrlMembers,
  channel: member(templateText, 'The channel, unless it is that of the webhook. A template.'),
  username: member(templateText, 'The name of the sender. A template.', {
    initial: '{{ template "mattermost.default.username" . }}',
  }),
  text: member(
    text.field,
    'The text, in Markdown: that of the attachment, or of the message itself where there are `attachments`; there it is cut at 16383 characters. A template.',
    { initial: '{{ template "mattermost.default.text" . }}' },
  ),
  fallback: member(fallback.field, fallback.documentation, {
    initial: '{{ template "mattermost.default.fallback" . }}',
  }),
  color: member(color.field, color.documentation, { initial: '{{ template "mattermost.default.color" . }}' }),
  pretext: more.pretext,
  author_name: more.author_name,
  author_link: more.author_link,
  author_icon: more.author_icon,
  title: member(title.field, title.documentation, { initial: '{{ template "mattermost.default.title" . }}' }),
  title_link: member(title_link.field, title_link.documentation, {
    initial: '{{ template "mattermost.default.titlelink" . }}',
  }),
  fields,
  thumb_url: more.thumb_url,
  footer: more.footer,
  footer_icon: more.footer_icon,
  image_url: more.image_url,
  icon_url: member(templateText, "The sender's picture, as a URL. A template."),
  icon_emoji: member(templateText, "The sender's picture, as the name of an emoji. A template."),
  attachments: member(
    listOfEntries(attachment),
    'Attachments in the place of the one that fallback, color, title and so on describe.',
  ),
  type: member(templateText, 'The type of the post; Mattermost takes those that begin with `custom_`. A template.'),
  props: member(optional(props), 'More properties of the post.'),
  priority: member(optional(priority), 'How urgent the message is.'),
} as const

/** At most one of `webhookUrl` and `webhookUrlFile` is set; none where `global` has to fill one in. */
export const mattermostConfig = object('a mattermost integration', members, {
  finish(value, complain) {
    checkOneWebhookUrl(value, complain)
    return value
  },
})

export type MattermostConfig = Infer<typeof mattermostConfig>
export type MattermostAttachment = Infer<typeof attachment>
export type MattermostPriority = Infer<typeof priority>
