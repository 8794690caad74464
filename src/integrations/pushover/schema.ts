// One entry of pushover_configs. As Alertmanager's notify/pushover/config.go.

import { hour, minute } from '../../model/instant.ts'
import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { goDurationText, plainPath, secret } from '../../schema/text-fields.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  user_key: member(secret, 'Who is told: the key of a user or of a group. A template.'),
  user_key_file: member(
    plainPath,
    'A file with that key, read at every notification, with every blank and line break in it.',
  ),
  token: member(secret, 'The token of an application. A template.'),
  token_file: member(
    plainPath,
    'A file with that token, read at every notification, with every blank and line break in it.',
  ),
  title: member(templateText, 'The title; cut at 250 characters. A template.', {
    initial: '{{ template "pushover.default.title" . }}',
  }),
  message: member(templateText, 'The message; cut at 1024 characters. A template.', {
    initial: '{{ template "pushover.default.message" . }}',
  }),
  url: member(templateText, 'A link below the message; cut at 512 characters. A template.', {
    initial: '{{ template "pushover.default.url" . }}',
  }),
  url_title: member(templateText, 'What the link says. A template.'),
  device: member(templateText, 'The device that is told; all of the user’s unless set. A template.'),
  sound: member(templateText, 'The sound that it makes; the user’s own choice unless set. A template.'),
  priority: member(templateText, 'From -2 (no notification) to 2 (emergency). A template.', {
    initial: '{{ if eq .Status "firing" }}2{{ else }}0{{ end }}',
  }),
  retry: member(goDurationText, 'How often an emergency is told again until somebody has seen it.', {
    initial: minute,
  }),
  expire: member(goDurationText, 'How long an emergency is told again.', { initial: hour }),
  ttl: member(goDurationText, 'How long the message is kept; until it is deleted unless set.'),
  html: member(boolean, 'Whether the message is HTML. What its template fills in is escaped then.'),
  monospace: member(boolean, 'Whether the message is shown in a font of fixed width.'),
} as const

/** Absent texts and files are '', absent secrets undefined. */
export const pushoverConfig = object('a pushover integration', members, { finish })

export type PushoverConfig = Infer<typeof pushoverConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  if (value.userKey === undefined && value.userKeyFile === '')
    complain('user_key', 'this pushover integration has no user', 'Add user_key or user_key_file.')
  if (value.userKey !== undefined && value.userKeyFile !== '')
    complain('user_key_file', 'only one of user_key and user_key_file can be set', 'Remove one of the two.')
  if (value.token === undefined && value.tokenFile === '')
    complain('token', 'this pushover integration has no token', 'Add token or token_file.')
  if (value.token !== undefined && value.tokenFile !== '')
    complain('token_file', 'only one of token and token_file can be set', 'Remove one of the two.')
  if (value.html && value.monospace)
    complain('monospace', 'only one of html and monospace can be set', 'Remove one of the two.')
  return value
}
