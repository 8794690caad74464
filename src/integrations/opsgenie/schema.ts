// One entry of opsgenie_configs. As Alertmanager's notify/opsgenie/config.go.

import { listOrEmpty, mapOf } from '../../schema/collection-fields.ts'
import type { DecodeContext } from '../../schema/decode-context.ts'
import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'
import { syntaxProblem } from '../../template/check-syntax.ts'

const responderTypes: readonly string[] = ['team', 'teams', 'user', 'escalation', 'schedule']

const responder = object('a responder', {
  id: member(templateText, 'The id. A template.'),
  name: member(templateText, 'The name; names with commas between them for the type teams. A template.'),
  username: member(templateText, 'The name of a user. A template.'),
  type: member(templateText, 'team, teams, user, escalation or schedule. A template.'),
})

const members = {
  send_resolved: member(boolean, 'Whether alerts of Opsgenie are closed when everything has resolved.', {
    initial: true,
    always: true,
  }),
  http_config: member(optional(httpClient), 'How requests are sent; `global.http_config` unless set.'),
  api_key: member(
    secret,
    'The key of an API integration; `global.opsgenie_api_key` unless set. Counts before any file. A template.',
  ),
  api_key_file: member(
    plainPath,
    'A file with that key, read at every notification; `global.opsgenie_api_key_file` unless set.',
  ),
  api_url: member(httpUrl, 'The Opsgenie API; `global.opsgenie_api_url` unless set.'),
  message: member(templateText, 'What the alert is called; cut at 130 characters. A template.', {
    initial: '{{ template "opsgenie.default.message" . }}',
  }),
  description: member(templateText, 'More about the alert. A template.', {
    initial: '{{ template "opsgenie.default.description" . }}',
  }),
  source: member(templateText, 'Where the alert comes from. A template.', {
    initial: '{{ template "opsgenie.default.source" . }}',
  }),
  details: member(
    mapOf(templateText),
    'Names and values besides the labels that all alerts share. Values are templates.',
  ),
  entity: member(templateText, 'What the alert is about. A template.'),
  responders: member(listOrEmpty(responder), 'Who is to act. One that is empty after templating is left out.'),
  actions: member(templateText, 'Actions that are offered, with commas between them. A template.'),
  tags: member(templateText, 'Tags, with commas between them. A template.'),
  note: member(templateText, 'A note. A template.'),
  priority: member(templateText, 'P1 to P5. A template.'),
  update_alerts: member(boolean, 'Whether message and description of an alert that is there already are replaced.'),
} as const

/** Absent texts and files are ''. The URL and the key may come from `global`. */
export const opsgenieConfig = object('an opsgenie integration', members, { finish })

export type OpsgenieConfig = Infer<typeof opsgenieConfig>

function finish(
  value: Decoded<typeof members>,
  complain: Complain<typeof members>,
  context: DecodeContext,
): Decoded<typeof members> {
  if (value.apiKey !== undefined && value.apiKeyFile !== '')
    complain('api_key_file', 'only one of api_key and api_key_file can be set', 'Remove one of the two.')
  for (const [index, { id, name, username, type }] of value.responders.entries()) {
    const place = context.itemOf(value, 'responders', index)
    if (id === '' && name === '' && username === '')
      context.report(place, 'this responder is nobody', 'Add id, name or username.')
    const fault = typeFault(type)
    if (fault !== undefined) context.report(place, fault, `Use one of: ${responderTypes.join(', ')}.`)
  }
  return value
}

/** A template may use Go's own functions alone: Alertmanager looks at it with a parser that knows no others. */
function typeFault(type: string): string | undefined {
  if (!type.includes('{{'))
    return responderTypes.includes(type.toLowerCase()) ? undefined : `${JSON.stringify(type)} is no type of a responder`
  const problem = syntaxProblem(type, 'go')
  return problem && `invalid template syntax in the type of a responder: ${problem.message}`
}
