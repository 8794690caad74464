// The `global` section: what receivers fall back to. Every vendor's keys are here, since existing files have them.

import { minute } from '../model/instant.ts'
import { type Infer, type Member, member, optional } from '../schema/field.ts'
import { httpClient } from '../schema/http-client.ts'
import { boolean } from '../schema/number-fields.ts'
import { type Complain, type Decoded, initialValues, object } from '../schema/object.ts'
import type { Secret } from '../schema/secret.ts'
import { duration, plainPath, pointedSecret, secret, text } from '../schema/text-fields.ts'
import { plainTlsConfig } from '../schema/tls.ts'
import { httpUrl, secretHttpUrl } from '../schema/url-fields.ts'
import { hostPort } from './host-port.ts'

function url(documentation: string, initial?: string): Member<string | undefined> {
  return member(httpUrl, documentation, { initial })
}

const members = {
  resolve_timeout: member(duration, 'After how long an alert that names no end is over when it is not told again.', {
    initial: 5 * minute,
    always: true,
  }),
  http_config: member(optional(httpClient), 'How receivers send requests that have no http_config of their own.', {
    initial: initialValues(httpClient.members),
  }),
  jira_api_url: url('The Jira server.'),
  smtp_from: member(text, 'The sender of mails.'),
  smtp_hello: member(text, 'The name by which the mail server is greeted.', { initial: 'localhost' }),
  smtp_smarthost: member(hostPort, 'The mail server, host:port.'),
  smtp_auth_username: member(text, 'The user at the mail server.'),
  smtp_auth_password: member(secret, 'The password there, for LOGIN and PLAIN.'),
  smtp_auth_password_file: member(plainPath, 'A file with that password.'),
  smtp_auth_secret: member(secret, 'The secret there, for CRAM-MD5.'),
  smtp_auth_secret_file: member(plainPath, 'A file with that secret.'),
  smtp_auth_identity: member(text, 'The identity there, for PLAIN.'),
  smtp_require_tls: member(boolean, 'Whether mails are only sent over TLS.', { initial: true, always: true }),
  smtp_tls_config: member(optional(plainTlsConfig), 'TLS for the mail server.', {
    initial: initialValues(plainTlsConfig.members),
  }),
  smtp_force_implicit_tls: member(
    optional(boolean),
    'Whether TLS is spoken from the first byte on; decided by the port unless set.',
  ),
  slack_api_url: member(secretHttpUrl, 'The Slack webhook.'),
  slack_api_url_file: member(plainPath, 'A file with that URL.'),
  slack_app_token: member(secret, 'The token of a Slack app.'),
  slack_app_token_file: member(plainPath, 'A file with that token.'),
  slack_app_url: url('Where a Slack app posts.', 'https://slack.com/api/chat.postMessage'),
  pagerduty_url: url('The PagerDuty API.', 'https://events.pagerduty.com/v2/enqueue'),
  opsgenie_api_url: url('The Opsgenie API.', 'https://api.opsgenie.com/'),
  opsgenie_api_key: member(secret, 'The key for it.'),
  opsgenie_api_key_file: member(plainPath, 'A file with that key.'),
  wechat_api_url: url('The WeChat API.', 'https://qyapi.weixin.qq.com/cgi-bin/'),
  wechat_api_secret: member(secret, 'The secret for it.'),
  wechat_api_secret_file: member(plainPath, 'A file with that secret.'),
  wechat_api_corp_id: member(text, 'The corporation there.'),
  victorops_api_url: url('The VictorOps API.', 'https://alert.victorops.com/integrations/generic/20131114/alert/'),
  victorops_api_key: member(secret, 'The key for it.'),
  victorops_api_key_file: member(plainPath, 'A file with that key.'),
  telegram_api_url: url('The Telegram API.', 'https://api.telegram.org'),
  telegram_bot_token: member(secret, 'The token of a Telegram bot.'),
  telegram_bot_token_file: member(plainPath, 'A file with that token.'),
  webex_api_url: url('The Webex API.', 'https://webexapis.com/v1/messages'),
  rocketchat_api_url: url('The Rocket.Chat server.', 'https://open.rocket.chat/'),
  rocketchat_token: member(optional(pointedSecret), 'The token for it.'),
  rocketchat_token_file: member(plainPath, 'A file with that token.'),
  rocketchat_token_id: member(optional(pointedSecret), 'The id of that token.'),
  rocketchat_token_id_file: member(plainPath, 'A file with that id.'),
  mattermost_webhook_url: member(secretHttpUrl, 'The Mattermost webhook.'),
  mattermost_webhook_url_file: member(plainPath, 'A file with that URL.'),
} as const

/** Keys of which only one can be set: the value and the file with it. */
const valueOrFile = [
  'slack_app_token',
  'slack_api_url',
  'opsgenie_api_key',
  'victorops_api_key',
  'telegram_bot_token',
  'smtp_auth_password',
  'rocketchat_token',
  'rocketchat_token_id',
  'smtp_auth_secret',
  'wechat_api_secret',
  'mattermost_webhook_url',
] as const satisfies readonly (keyof typeof members)[]

const field = object('global', members, { finish })

export const globalConfig = field

export type GlobalConfig = Infer<typeof field>

/** What counts when the file has no `global`, or an empty one. */
export const defaultGlobalConfig: GlobalConfig = initialValues(members)

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  const byKey = (key: (typeof valueOrFile)[number]): boolean =>
    textOrSecret(value, key) !== undefined && textOrSecret(value, `${key}_file`) !== ''
  for (const key of valueOrFile) {
    if (byKey(key)) complain(`${key}_file`, `only one of ${key} and ${key}_file can be set`, 'Remove one of the two.')
  }
  const token = value.slackAppToken !== undefined || value.slackAppTokenFile !== ''
  const webhook = value.slackApiUrl !== undefined || value.slackApiUrlFile !== ''
  // The same URL twice is how files looked before there was slack_app_token.
  if (token && webhook && value.slackApiUrl?.reveal() !== value.slackAppUrl) {
    complain('slack_app_token', 'slack_app_token and slack_api_url exclude each other', 'Remove one of the two.')
  }
  return value
}

function textOrSecret(value: Decoded<typeof members>, key: string): string | Secret | undefined {
  const name = key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
  // All keys of `valueOrFile`, and those with _file behind them, are texts or secrets.
  return (value as unknown as Readonly<Record<string, string | Secret | undefined>>)[name]
}
