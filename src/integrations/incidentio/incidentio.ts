// incident.io: the notification as JSON, as a webhook has it. As Alertmanager's notify/incidentio/incidentio.go.

import { type Attempt, defineIntegration } from '../contract.ts'
import { judgeByStatus } from '../judge.ts'
import type { WireReply, WireRequest } from '../network.ts'
import { overHttp } from '../over-http.ts'
import { type Payload, payloadJson, payloadOf } from '../payload.ts'
import { replyObject } from '../reply-object.ts'
import { authorized, type IncidentioConfig, incidentioConfig } from './schema.ts'

export const incidentio = defineIntegration({
  name: 'incidentio',
  key: 'incidentio_configs',
  config: incidentioConfig,
  inherit: authorized,
  send: overHttp({
    name: 'incident.io',
    request: incidentioRequest,
    judge: judgeByStatus({ retryStatuses: [429], detail: errorDetail }),
  }),
})

/** incident.io's limit for a body, in bytes. */
const largestBody = 512 * 1024

/** The request for one notification. Reads the URL's file, each time anew. */
export async function incidentioRequest(
  attempt: Pick<Attempt<IncidentioConfig>, 'delivery' | 'config' | 'externalURL' | 'readFile'>,
): Promise<WireRequest> {
  const { config } = attempt
  const payload = payloadOf(attempt.delivery, { externalURL: attempt.externalURL, maxAlerts: config.maxAlerts })
  return {
    method: 'POST',
    url: config.url ?? (await attempt.readFile('url_file', config.urlFile)),
    headers: { 'Content-Type': 'application/json' },
    body: fitting(payload),
  }
}

/**
 * As Alertmanager does: of what is too large only the first alert is left, while everything else still counts all of
 * them; and if that is too large as well, it is sent all the same.
 */
function fitting(payload: Payload): string {
  const body = payloadJson(payload, '1')
  if (Buffer.byteLength(body) <= largestBody) return body
  return payloadJson({ ...payload, alerts: payload.alerts.slice(0, 1) }, '1')
}

function errorDetail({ body }: WireReply): string {
  const { message, error, errors } = replyObject(body) ?? {}
  const all = Array.isArray(errors) ? errors.filter((each) => typeof each === 'string').join(', ') : ''
  return [message, error, all].filter((part) => typeof part === 'string' && part !== '').join(': ')
}
