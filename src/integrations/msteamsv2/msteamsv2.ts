// Microsoft Teams by a workflow of Power Automate: an adaptive card. As Alertmanager's notify/msteamsv2.

import type { HttpClientConfig } from '../../schema/http-client.ts'
import { type Attempt, defineIntegration } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { overHttp } from '../over-http.ts'
import { postJson } from '../post-json.ts'
import { payloadFor, templateFiller } from '../template-filler.ts'
import { revealWebhookUrl } from '../webhook-url.ts'
import { type Msteamsv2Config, msteamsv2Config } from './schema.ts'

const colors = { firing: 'Attention', resolved: 'Good' } as const

export const msteamsv2 = defineIntegration({
  name: 'msteamsv2',
  key: 'msteamsv2_configs',
  config: msteamsv2Config,
  inherit: inheritProxy,
  send: overHttp({ name: 'msteamsv2', request: msteamsv2Request }),
})

/** Alone among the integrations, it takes the proxy of `global` into an http_config of its own (config/config.go). */
export function inheritProxy(
  config: Msteamsv2Config,
  globals: { readonly httpConfig?: HttpClientConfig },
): Msteamsv2Config {
  const { httpConfig } = config
  const proxyUrl = globals.httpConfig?.proxyUrl
  if (httpConfig === undefined || httpConfig.proxyUrl !== undefined || proxyUrl === undefined) return config
  return { ...config, httpConfig: { ...httpConfig, proxyUrl } }
}

/** The request for one notification. */
export async function msteamsv2Request(
  attempt: Pick<Attempt<Msteamsv2Config>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>,
): Promise<WireRequest> {
  const { config } = attempt
  const payload = payloadFor(attempt)
  const fill = templateFiller(attempt, payload)
  const title = fill('title', config.title)
  const text = fill('text', config.text)
  const heading = { weight: 'Bolder', size: 'Medium', wrap: true, style: 'heading', color: colors[payload.status] }
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.2',
    body: [
      { type: 'TextBlock', text: title, ...heading },
      { type: 'TextBlock', text, wrap: true },
    ],
    msteams: { width: 'full' },
  }
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }
  return postJson(await revealWebhookUrl(attempt), { type: 'message', attachments: [attachment] })
}
