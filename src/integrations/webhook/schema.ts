// One entry of webhook_configs. As Alertmanager's notify/webhook/config.go.

import type { JsonValue } from '../../model/go-json.ts'
import { anyValue } from '../../schema/any-value.ts'
import { member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean, goDuration, integer } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateUrl, withTemplates } from '../../schema/template-fields.ts'
import { plainPath } from '../../schema/text-fields.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  url: member(templateUrl, 'Where the notification is posted.'),
  url_file: member(
    plainPath,
    'A file with the URL, read at every notification. A relative path starts at the working directory.',
    { always: true },
  ),
  max_alerts: member(integer({ minimum: 0 }), 'At most so many alerts are sent in one notification; 0: all of them.', {
    always: true,
  }),
  timeout: member(goDuration, 'How long one attempt may take; 0: until the next notification is due.', {
    always: true,
  }),
  payload: member(withTemplates(optional(anyValue)), 'What is sent instead of the usual payload.'),
} as const

type DecodedWebhook = Decoded<typeof members>

/** A webhook. Exactly one of `url` and `urlFile` is set (`urlFile` is '' when not); `timeout` and `maxAlerts` 0 mean no limit. */
export interface WebhookConfig extends Omit<DecodedWebhook, 'payload'> {
  readonly payload: JsonValue | undefined
  /** As the file has it, for printing. */
  readonly written: DecodedWebhook
}

export const webhookConfig = object<typeof members, WebhookConfig>('a webhook', members, {
  finish,
  restore: (value) => ({ ...value.written, httpConfig: value.httpConfig }),
})

function finish(written: DecodedWebhook, complain: Complain<typeof members>): WebhookConfig {
  const { url, urlFile } = written
  if (url === undefined && urlFile === '') complain(undefined, 'this webhook has no url', 'Add url or url_file.')
  if (url !== undefined && urlFile !== '')
    complain('url_file', 'only one of url and url_file can be set', 'Remove one of the two.')
  return { ...written, payload: written.payload?.json, written }
}
