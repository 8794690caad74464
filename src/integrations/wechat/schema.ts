// One entry of wechat_configs. As Alertmanager's config/notifiers.go WechatConfig.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { plainPath, secret, text } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { always: true }),
  http_config: member(optional(httpClient), 'How requests are sent; `global.http_config` unless set.'),
  api_secret: member(secret, 'The secret of the application; `global.wechat_api_secret` unless set. A template.'),
  api_secret_file: member(
    plainPath,
    'A file with that secret, read whenever a token is fetched. A relative path starts at the working directory.',
  ),
  corp_id: member(templateText, 'The id of the corporation; `global.wechat_api_corp_id` unless set. A template.'),
  message: member(templateText, 'The message. A template.', { initial: '{{ template "wechat.default.message" . }}' }),
  api_url: member(httpUrl, 'The WeCom API; `global.wechat_api_url` unless set.'),
  to_user: member(templateText, 'Who is told: users with | between them, or @all. A template.', {
    initial: '{{ template "wechat.default.to_user" . }}',
  }),
  to_party: member(templateText, 'Which departments are told, with | between them. A template.', {
    initial: '{{ template "wechat.default.to_party" . }}',
  }),
  to_tag: member(templateText, 'Which tags are told, with | between them. A template.', {
    initial: '{{ template "wechat.default.to_tag" . }}',
  }),
  agent_id: member(templateText, 'The number of the application. A template.', {
    initial: '{{ template "wechat.default.agent_id" . }}',
  }),
  message_type: member(text, 'What the message is written in: text, or markdown.'),
} as const

/** `messageType` is text or markdown. What the `global` section may fill in is '' or undefined here. */
export const wechatConfig = object('a wechat integration', members, {
  finish(value, complain) {
    const messageType = value.messageType || 'text'
    if (messageType !== 'text' && messageType !== 'markdown')
      complain('message_type', `${JSON.stringify(messageType)} is no type of message`, 'Use text or markdown.')
    if (value.apiSecret !== undefined && value.apiSecretFile !== '')
      complain('api_secret_file', 'only one of api_secret and api_secret_file can be set', 'Remove one of the two.')
    return { ...value, messageType }
  },
})

export type WechatConfig = Infer<typeof wechatConfig>
