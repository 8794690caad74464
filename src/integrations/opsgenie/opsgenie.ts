// Opsgenie: an alert that is created, kept up to date if that is wanted, and closed. As Alertmanager's notify/opsgenie.

import { type Attempt, defineIntegration, type SendResult } from '../contract.ts'
import { judgeByStatus } from '../judge.ts'
import { askOnce } from '../over-http.ts'
import { slashed } from '../request-url.ts'
import { opsgenieGlobals } from './globals.ts'
import { opsgenieRequests } from './requests.ts'
import { type OpsgenieConfig, opsgenieConfig } from './schema.ts'

export const opsgenie = defineIntegration({
  name: 'opsgenie',
  key: 'opsgenie_configs',
  config: opsgenieConfig,
  globals: opsgenieGlobals,
  baseUrlKey: 'opsgenie_api_url',
  inherit(config, globals, complain) {
    const apiUrl = config.apiUrl ?? globals.opsgenieApiUrl
    const apiKey = config.apiKey ?? globals.opsgenieApiKey
    const apiKeyFile = config.apiKeyFile || globals.opsgenieApiKeyFile
    if (apiUrl === undefined)
      complain('api_url', 'this opsgenie integration has no url', 'Add api_url here, or opsgenie_api_url to global.')
    if (apiKey === undefined && apiKeyFile === '')
      complain('api_key', 'this opsgenie integration has no key', 'Add api_key here, or opsgenie_api_key to global.')
    return { ...config, apiUrl: apiUrl && slashed(apiUrl), apiKey, apiKeyFile }
  },
  send,
})

const judge = judgeByStatus({ retryStatuses: [429] })

async function send(attempt: Attempt<OpsgenieConfig>): Promise<SendResult> {
  for (const request of await opsgenieRequests(attempt)) {
    const { result } = await askOnce(attempt, request, { name: 'opsgenie', judge })
    if (!result.sent) return result
  }
  return { sent: true }
}
