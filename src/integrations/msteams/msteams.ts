// Microsoft Teams by an Office 365 connector: a message card. As Alertmanager's notify/msteams. Its successor is msteamsv2.

import { type Attempt, defineIntegration } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { overHttp } from '../over-http.ts'
import { postJson } from '../post-json.ts'
import { payloadFor, templateFiller } from '../template-filler.ts'
import { revealWebhookUrl } from '../webhook-url.ts'
import { type MsteamsConfig, msteamsConfig } from './schema.ts'

const colors = { firing: '8C1A1A', resolved: '2DC72D' } as const

export const msteams = defineIntegration({
  name: 'msteams',
  key: 'msteams_configs',
  config: msteamsConfig,
  send: overHttp({ name: 'msteams', request: msteamsRequest }),
})

/** The request for one notification: a legacy actionable message card. */
export async function msteamsRequest(
  attempt: Pick<Attempt<MsteamsConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>,
): Promise<WireRequest> {
  const { config } = attempt
  const payload = payloadFor(attempt)
  const fill = templateFiller(attempt, payload)
  const card = {
    '@context': 'http://schema.org/extensions',
    type: 'MessageCard',
    title: fill('title', config.title),
    text: fill('text', config.text),
    summary: fill('summary', config.summary),
    themeColor: colors[payload.status],
  }
  return postJson(await revealWebhookUrl(attempt), card)
}
