// One entry of rocketchat_configs. As Alertmanager's notify/rocketchat/config.go.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { listOfEntries } from '../../schema/list-of-entries.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { plainPath, pointedSecret, text } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

// Alertmanager's structs name no keys for these two, so that they are printed whole, and without underscores.
const field = object('a field', {
  short: member(optional(boolean), 'Whether it is short enough to stand beside others.', { always: true }),
  title: member(templateText, 'The title. A template.', { always: true }),
  value: member(templateText, 'The value. A template.', { always: true }),
})

const unused = 'Read, and not used: only plain buttons are sent.'

const action = object('an action', {
  type: member(text, unused, { always: true }),
  text: member(templateText, 'What the button says. A template.', { always: true }),
  url: member(templateText, 'Where the button leads. A template.', { always: true }),
  imageurl: member(text, unused, { always: true }),
  iswebview: member(boolean, unused, { always: true }),
  webviewheightratio: member(text, unused, { always: true }),
  msg: member(templateText, 'What the button says into the chat. A template.', { always: true }),
  msginchatwindow: member(boolean, unused, { always: true }),
  msgprocessingtype: member(text, unused, { always: true }),
})

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  api_url: member(httpUrl, 'The Rocket.Chat server; `global.rocketchat_api_url` unless set.'),
  token_id: member(optional(pointedSecret), 'The id of the user; `global.rocketchat_token_id` unless set.'),
  token_id_file: member(plainPath, 'A file with that id, read at every notification; counts before `token_id`.'),
  token: member(optional(pointedSecret), "The user's access token; `global.rocketchat_token` unless set."),
  token_file: member(plainPath, 'A file with that token, read at every notification; counts before `token`.'),
  channel: member(templateText, 'The channel (`#alerts`) or the user (`@name`). A template.'),
  color: member(templateText, 'The color of the bar beside the message. A template.', {
    initial: '{{ if eq .Status "firing" }}red{{ else }}green{{ end }}',
  }),
  title: member(templateText, 'The title; cut at 1024 characters. A template.', {
    initial: '{{ template "rocketchat.default.title" . }}',
  }),
  title_link: member(templateText, 'Where the title leads. A template.', {
    initial: '{{ template "rocketchat.default.titlelink" . }}',
  }),
  text: member(templateText, 'The text. A template.', { initial: '{{ template "rocketchat.default.text" . }}' }),
  fields: member(listOfEntries(field), 'Titles and values that are shown as a table.'),
  short_fields: member(boolean, 'Whether fields are short that do not say so themselves.', { always: true }),
  emoji: member(templateText, "The sender's picture, as an emoji: `:bell:`. A template.", {
    initial: '{{ template "rocketchat.default.emoji" . }}',
  }),
  icon_url: member(templateText, "The sender's picture, as a URL. A template.", {
    initial: '{{ template "rocketchat.default.iconurl" . }}',
  }),
  image_url: member(templateText, 'A picture inside the message. A template.'),
  thumb_url: member(templateText, 'A small picture beside the message. A template.'),
  link_names: member(boolean, 'Read, and not used: Rocket.Chat has nothing of the kind.', { always: true }),
  actions: member(listOfEntries(action), 'Buttons.'),
} as const

/** What the `global` section may fill in is '' or undefined here. */
export const rocketchatConfig = object('a rocketchat integration', members, { finish })

export type RocketchatConfig = Infer<typeof rocketchatConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  if (value.token !== undefined && value.tokenFile !== '')
    complain('token_file', 'only one of token and token_file can be set', 'Remove one of the two.')
  if (value.tokenId !== undefined && value.tokenIdFile !== '')
    complain('token_id_file', 'only one of token_id and token_id_file can be set', 'Remove one of the two.')
  return value
}
