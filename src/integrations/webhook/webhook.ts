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
export async function webhookRequest(
  attempt: Pick<Attempt<WebhookConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>,
): Promise<WireRequest> {
  const { config, render } = attempt
  const payload = payloadOf(attempt.delivery, { externalURL: attempt.externalURL, maxAlerts: config.maxAlerts })
  const body = config.payload == null ? payloadJson(payload) : customBody(attempt, payload)
  const source =
    config.url === undefined ? await attempt.readFile('url_file', config.urlFile ?? '') : config.url.reveal()
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
