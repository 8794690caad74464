// One entry of victorops_configs. As Alertmanager's config/notifiers.go VictorOpsConfig.

import { mapOf } from '../../schema/collection-fields.ts'
import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

/** What no custom field can be called. */
const reservedFields: readonly string[] = [
  'routing_key',
  'message_type',
  'state_message',
  'entity_display_name',
  'monitoring_tool',
  'entity_id',
  'entity_state',
]

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  api_key: member(
    secret,
    'The key of the REST endpoint; `global.victorops_api_key` unless set. Counts before any file.',
  ),
  api_key_file: member(
    plainPath,
    'A file with that key, read at every notification; `global.victorops_api_key_file` unless set.',
  ),
  api_url: member(httpUrl, 'The REST endpoint; `global.victorops_api_url` unless set.', { always: true }),
  routing_key: member(templateText, 'The team that is told. A template.', { always: true }),
  message_type: member(
    templateText,
    'INFO, WARNING or CRITICAL, which anything else becomes; resolved alerts are a RECOVERY. A template.',
    { initial: 'CRITICAL', always: true },
  ),
  state_message: member(templateText, 'What has happened; cut at 20480 characters. A template.', {
    initial: '{{ template "victorops.default.state_message" . }}',
    always: true,
  }),
  entity_display_name: member(templateText, 'What the incident is called. A template.', {
    initial: '{{ template "victorops.default.entity_display_name" . }}',
    always: true,
  }),
  monitoring_tool: member(templateText, 'What tells of it. A template.', {
    initial: '{{ template "victorops.default.monitoring_tool" . }}',
    always: true,
  }),
  custom_fields: member(mapOf(templateText), 'More fields by their names. Values are templates.'),
} as const

/** Absent texts and files are ''. The URL and the key may come from `global`. */
export const victoropsConfig = object('a victorops integration', members, { finish })

export type VictoropsConfig = Infer<typeof victoropsConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  if (value.routingKey === '')
    complain('routing_key', 'this victorops integration has no routing key', 'Add routing_key.')
  if (value.apiKey !== undefined && value.apiKeyFile !== '')
    complain('api_key_file', 'only one of api_key and api_key_file can be set', 'Remove one of the two.')
  for (const name of reservedFields) {
    if (!value.customFields.has(name)) continue
    complain('custom_fields', `a custom field cannot be called ${name}: that is a field already`, 'Use another name.')
  }
  return value
}
