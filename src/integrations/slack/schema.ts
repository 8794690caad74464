// One entry of slack_configs. As Alertmanager's config/notifiers.go SlackConfig.

import { list } from '../../schema/collection-fields.ts'
import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { listOfEntries } from '../../schema/list-of-entries.ts'
import { boolean, goDuration } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { filePath, plainPath, secret, text } from '../../schema/text-fields.ts'
import { httpUrl, secretHttpUrl } from '../../schema/url-fields.ts'
import { attachmentField } from '../attachment-field.ts'

/** Where messages are posted with the token of a bot; only there they can be changed later. */
export const postMessageUrl = 'https://slack.com/api/chat.postMessage'

const confirm = object(
  'confirm',
  {
    text: member(templateText, 'What is asked. A template.'),
    title: member(templateText, 'The title of the question. A template.'),
    ok_text: member(templateText, 'The button that says yes. A template.'),
    dismiss_text: member(templateText, 'The button that says no. A template.'),
  },
  {
    finish(value, complain) {
      if (value.text === '') complain('text', 'this confirmation has no text', 'Add text.')
      return value
    },
  },
)

const actionMembers = {
  type: member(templateText, '`button`. A template.'),
  text: member(templateText, 'What the button says. A template.'),
  url: member(templateText, 'Where the button leads; name, value and confirm have no meaning then. A template.'),
  style: member(templateText, '`default`, `primary` or `danger`. A template.'),
  name: member(templateText, 'The name that is sent to the app behind the button. A template.'),
  value: member(templateText, 'The value that is sent to it. A template.'),
  confirm: member(optional(confirm), 'A question that is asked first.'),
} as const

const action = object('an action', actionMembers, {
  finish(value, complain) {
    if (value.type === '') complain('type', 'this action has no type', 'Add type: button.')
    if (value.text === '') complain('text', 'this action has no text', 'Add text.')
    if (value.url === '' && value.name === '')
      complain('name', 'this action has neither url nor name', 'Add one of them.')
    return value.url === '' ? value : { ...value, name: '', value: '', confirm: undefined }
  },
})

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  api_url: member(
    secretHttpUrl,
    'The URL of an incoming webhook; `global.slack_api_url` unless set. It counts before an app token of `global`.',
  ),
  api_url_file: member(
    plainPath,
    'A file with that URL, read at every notification. A relative path starts at the working directory.',
  ),
  app_token: member(
    secret,
    'The token of a Slack app, which is sent to `app_url`; `global.slack_app_token` unless set.',
  ),
  app_token_file: member(filePath, 'A file with that token, read at every notification.'),
  app_url: member(httpUrl, 'Where notifications are posted with an app token; `global.slack_app_url` unless set.'),
  channel: member(templateText, 'The channel (`#alerts`) or the user (`@name`). A template.'),
  username: member(templateText, 'The name of the sender. A template.', {
    initial: '{{ template "slack.default.username" . }}',
  }),
  color: member(
    templateText,
    'The color of the bar beside the message: good, warning, danger or #rrggbb. A template.',
    {
      initial: '{{ template "slack.default.color" . }}',
    },
  ),
  title: member(templateText, 'The title; cut at 1024 characters. A template.', {
    initial: '{{ template "slack.default.title" . }}',
  }),
  title_link: member(templateText, 'Where the title leads. A template.', {
    initial: '{{ template "slack.default.titlelink" . }}',
  }),
  pretext: member(templateText, 'What stands above the title. A template.', {
    initial: '{{ template "slack.default.pretext" . }}',
  }),
  text: member(templateText, 'The text of the attachment. A template.', {
    initial: '{{ template "slack.default.text" . }}',
  }),
  message_text: member(templateText, 'The text of the message itself, outside of its attachment. A template.'),
  fields: member(listOfEntries(attachmentField), 'Titles and values that are shown as a table.'),
  short_fields: member(boolean, 'Whether fields are short that do not say so themselves.', { always: true }),
  footer: member(templateText, 'What stands below the attachment. A template.', {
    initial: '{{ template "slack.default.footer" . }}',
  }),
  fallback: member(templateText, 'What is shown where attachments cannot be, as in notices. A template.', {
    initial: '{{ template "slack.default.fallback" . }}',
  }),
  callback_id: member(templateText, 'By what the app behind the buttons knows the message. A template.', {
    initial: '{{ template "slack.default.callbackid" . }}',
  }),
  icon_emoji: member(templateText, "The sender's picture, as an emoji: `:bell:`. A template.", {
    initial: '{{ template "slack.default.iconemoji" . }}',
  }),
  icon_url: member(templateText, "The sender's picture, as a URL. A template.", {
    initial: '{{ template "slack.default.iconurl" . }}',
  }),
  image_url: member(templateText, 'A picture inside the attachment. A template.'),
  thumb_url: member(templateText, 'A small picture beside the attachment. A template.'),
  link_names: member(boolean, 'Whether names in the text become mentions.', { always: true }),
  mrkdwn_in: member(list(text), 'Which parts of the attachment are in markup; fallback, pretext and text unless set.'),
  actions: member(listOfEntries(action), 'Buttons.'),
  update_message: member(
    boolean,
    `Whether a message is changed when there is news of its group, instead of another one being sent. Takes the token of a bot in \`http_config\` and \`api_url: ${postMessageUrl}\`.`,
    { always: true },
  ),
  timeout: member(goDuration, 'How long one attempt may take; 0: until the next notification is due.', {
    always: true,
  }),
} as const

/** What the `global` section may fill in (inheritSlack) is '' or undefined here. */
export const slackConfig = object('a slack integration', members, { finish })

export type SlackConfig = Infer<typeof slackConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  const { apiUrl, apiUrlFile, appToken, appTokenFile, updateMessage } = value
  const hasWebhook = apiUrl !== undefined || apiUrlFile !== ''
  const hasApp = appToken !== undefined || appTokenFile !== ''
  if (apiUrl !== undefined && apiUrlFile !== '')
    complain('api_url_file', 'only one of api_url and api_url_file can be set', 'Remove one of the two.')
  if (appToken !== undefined && appTokenFile !== '')
    complain('app_token_file', 'only one of app_token and app_token_file can be set', 'Remove one of the two.')
  if (hasWebhook && hasApp)
    complain(
      appToken === undefined ? 'app_token_file' : 'app_token',
      'the URL of a webhook and the token of an app exclude each other',
      'Remove api_url, or app_token.',
    )
  if (updateMessage && apiUrl?.reveal() !== postMessageUrl)
    complain(
      'update_message',
      'messages can only be changed with the token of a bot',
      `Set api_url: ${postMessageUrl}, and the token as http_config.authorization.credentials.`,
    )
  return value
}
