// The generic webhook: the notification as JSON, posted to a URL. As Alertmanager's notify/webhook/webhook.go.

import { goJson } from '../../model/go-json.ts'
import { type Attempt, defineIntegration, IntegrationError } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { overHttp } from '../over-http.ts'
import { type Payload, payloadJson, payloadOf } from '../payload.ts'
import { renderTree } from '../render-tree.ts'
import { type WebhookConfig, webhookConfig } from './schema.ts'

export const webhook = defineIntegration({
  name: 'webhook',
  key: 'webhook_configs',
  config: webhookConfig,
  send: overHttp({ name: 'webhook', request: webhookRequest }),
})

/** The request for one notification. Reads `url_file`, each time anew. */
export function webhookRequest(attempt: WebhookAttempt): WireRequest | Promise<WireRequest> {
  const { config } = attempt
  // What most have is there at once.
  if (config.url !== undefined) return requestTo(config.url.reveal(), attempt)
  return attempt.readFile('url_file', config.urlFile ?? '').then((source) => requestTo(source, attempt))
}

type WebhookAttempt = Pick<Attempt<WebhookConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>

function requestTo(source: string, attempt: WebhookAttempt): WireRequest {
  const { delivery, config, externalURL, render } = attempt
  const payload = payloadOf(delivery, { externalURL, maxAlerts: config.maxAlerts })
  const body = config.payload == null ? payloadJson(payload) : customBody(attempt, payload)
  const url = render(source, payload)
  if (url === '') throw new IntegrationError('webhook URL is empty after templating')
  return { method: 'POST', url, headers: { 'Content-Type': 'application/json' }, body }
}

function customBody({ config, render }: Pick<Attempt<WebhookConfig>, 'config' | 'render'>, payload: Payload): string {
  try {
    return `${goJson(renderTree(config.payload ?? null, (text) => render(text, payload)))}\n`
  } catch (error) {
    throw new IntegrationError(`failed to render custom payload: ${(error as Error).message}`)
  }
}
