// One entry of incidentio_configs. As Alertmanager's notify/incidentio/config.go.

import { member, optional } from '../../schema/field.ts'
import { type HttpClientConfig, httpClient } from '../../schema/http-client.ts'
import { boolean, goDuration, integer } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  url: member(httpUrl, 'The URL of an alert source of incident.io.', { always: true }),
  url_file: member(plainPath, 'A file with that URL, read at every notification.', { always: true }),
  alert_source_token: member(
    secret,
    'The token of the alert source. It takes the place of any authorization of `global.http_config`.',
  ),
  alert_source_token_file: member(plainPath, 'A file with that token, read at every request.'),
  max_alerts: member(integer({ minimum: 0 }), 'At most so many alerts are sent in one notification; 0: all of them.', {
    always: true,
  }),
  timeout: member(goDuration, 'How long one attempt may take; 0: until the next notification is due.', {
    always: true,
  }),
} as const

type DecodedIncidentio = Decoded<typeof members>

/** Exactly one of `url` and `urlFile` is set ('' when not). The token is in `httpConfig` once it has been inherited. */
export interface IncidentioConfig extends DecodedIncidentio {
  /** Without the token, for printing. */
  readonly writtenHttpConfig?: HttpClientConfig | undefined
}

export const incidentioConfig = object<typeof members, IncidentioConfig>('an incidentio integration', members, {
  finish,
  restore: (value) => ({ ...value, httpConfig: value.writtenHttpConfig ?? value.httpConfig }),
})

/** The entry with its token as the authorization of its requests. */
export function authorized(config: IncidentioConfig): IncidentioConfig {
  const { httpConfig, alertSourceToken, alertSourceTokenFile } = config
  if (httpConfig === undefined || !hasToken(config)) return config
  const authorization = {
    type: 'Bearer',
    credentials: alertSourceToken,
    credentialsFile: alertSourceTokenFile,
    credentialsRef: '',
  }
  return { ...config, httpConfig: { ...httpConfig, authorization }, writtenHttpConfig: httpConfig }
}

function finish(value: DecodedIncidentio, complain: Complain<typeof members>): IncidentioConfig {
  const { url, urlFile, httpConfig, alertSourceToken, alertSourceTokenFile } = value
  if (url === undefined && urlFile === '')
    complain(undefined, 'this incidentio integration has no url', 'Add url or url_file.')
  if (url !== undefined && urlFile !== '')
    complain('url_file', 'only one of url and url_file can be set', 'Remove one of the two.')
  if (alertSourceToken !== undefined && alertSourceTokenFile !== '') {
    complain(
      'alert_source_token_file',
      'only one of alert_source_token and alert_source_token_file can be set',
      'Remove one of the two.',
    )
  }
  if (httpConfig === undefined) return value
  if (httpConfig.authorization !== undefined && hasToken(value)) {
    complain(
      'http_config',
      'a token and an authorization in http_config exclude each other',
      'Remove authorization from http_config.',
    )
  }
  if (httpConfig.authorization === undefined && !hasToken(value)) {
    complain('http_config', 'this incidentio integration has no token', 'Add alert_source_token.')
  }
  return value
}

function hasToken({ alertSourceToken, alertSourceTokenFile }: DecodedIncidentio): boolean {
  return alertSourceToken !== undefined || alertSourceTokenFile !== ''
}
