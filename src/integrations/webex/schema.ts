// One entry of webex_configs. As Alertmanager's config/notifiers.go WebexConfig.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean } from '../../schema/number-fields.ts'
import { object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(
    optional(httpClient),
    'How the request is sent. It has to have the token of a bot as authorization, so that `global.http_config` cannot stand in for it.',
  ),
  api_url: member(httpUrl, 'The Webex API; `global.webex_api_url` unless set.'),
  message: member(templateText, 'The message, in Markdown; cut at 7439 bytes. A template.', {
    initial: '{{ template "webex.default.message" . }}',
  }),
  room_id: member(templateText, 'The room that is told. A template.', { always: true }),
} as const

/** What the `global` section may fill in (inherit) is undefined here. */
export const webexConfig = object('a webex integration', members, {
  finish(value, complain) {
    if (value.roomId === '') complain('room_id', 'this webex integration has no room', 'Add room_id.')
    if (value.httpConfig?.authorization === undefined) {
      complain(
        'http_config',
        'this webex integration has no token',
        'Add the token of the bot as http_config: {authorization: {credentials: …}}.',
      )
    }
    return value
  },
})

export type WebexConfig = Infer<typeof webexConfig>
