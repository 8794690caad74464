// The `global` section: what receivers fall back to. Its keys are our own, and those that each integration brings.

import { integrations } from '../integrations/registry.ts'
import { minute } from '../model/instant.ts'
import { type Field, type Members, member, optional } from '../schema/field.ts'
import { httpClient } from '../schema/http-client.ts'
import { type Complain, camelCase, type Decoded, initialValues, object } from '../schema/object.ts'
import { duration } from '../schema/text-fields.ts'

const ownMembers = {
  resolve_timeout: member(duration, 'After how long an alert that names no end is over when it is not told again.', {
    initial: 5 * minute,
    always: true,
  }),
  http_config: member(optional(httpClient), 'How receivers send requests that have no http_config of their own.', {
    initial: initialValues(httpClient.members),
  }),
} as const

/** The order in which Alertmanager prints the keys. What is not in it comes last. */
const printedOrder: readonly string[] = [
  ...Object.keys(ownMembers),
  'jira_api_url',
  'smtp_from',
  'smtp_hello',
  'smtp_smarthost',
  'smtp_auth_username',
  'smtp_auth_password',
  'smtp_auth_password_file',
  'smtp_auth_secret',
  'smtp_auth_secret_file',
  'smtp_auth_identity',
  'smtp_require_tls',
  'smtp_tls_config',
  'smtp_force_implicit_tls',
  'slack_api_url',
  'slack_api_url_file',
  'slack_app_token',
  'slack_app_token_file',
  'slack_app_url',
  'pagerduty_url',
  'opsgenie_api_url',
  'opsgenie_api_key',
  'opsgenie_api_key_file',
  'wechat_api_url',
  'wechat_api_secret',
  'wechat_api_secret_file',
  'wechat_api_corp_id',
  'victorops_api_url',
  'victorops_api_key',
  'victorops_api_key_file',
  'telegram_api_url',
  'telegram_bot_token',
  'telegram_bot_token_file',
  'webex_api_url',
  'rocketchat_api_url',
  'rocketchat_token',
  'rocketchat_token_file',
  'rocketchat_token_id',
  'rocketchat_token_id_file',
  'mattermost_webhook_url',
  'mattermost_webhook_url_file',
]

const members: Members = inPrintedOrder({
  ...ownMembers,
  ...Object.assign({}, ...integrations.map(({ globals }) => globals)),
})

/** The section. What belongs to an integration is read by that integration, which knows its types. */
export interface GlobalConfig extends Decoded<typeof ownMembers> {
  readonly [vendorKey: string]: unknown
}

export const globalConfig: Field<GlobalConfig> = object<Members, GlobalConfig>('global', members, { finish })

/** What counts when the file has no `global`, or an empty one. */
export const defaultGlobalConfig: GlobalConfig = checked(initialValues(members))

function finish(value: Decoded<Members>, complain: Complain<Members>): GlobalConfig {
  const isSet = (key: string): boolean => ![undefined, ''].includes(value[camelCase(key)] as string | undefined)
  for (const key of Object.keys(members)) {
    const file = `${key}_file`
    if (members[file] === undefined || !isSet(key) || !isSet(file)) continue
    complain(file, `only one of ${key} and ${file} can be set`, 'Remove one of the two.')
  }
  for (const definition of integrations) {
    definition.checkGlobals?.(value, (key, message, hint = '') => complain(key, message, hint))
  }
  return checked(value)
}

/** The members are ours and the integrations', whatever their order: see `members`. */
function checked(value: Decoded<Members>): GlobalConfig {
  return value as unknown as GlobalConfig
}

function inPrintedOrder(all: Members): Members {
  const place = (key: string): number => (printedOrder.includes(key) ? printedOrder.indexOf(key) : printedOrder.length)
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => place(a) - place(b)))
}
