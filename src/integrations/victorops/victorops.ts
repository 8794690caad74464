// VictorOps, now Splunk On-Call: one event for each notification. As Alertmanager's notify/victorops/victorops.go.

import { goJson, type JsonValue } from '../../model/go-json.ts'
import { type Attempt, defineIntegration } from '../contract.ts'
import { groupHash } from '../group-hash.ts'
import type { WireRequest } from '../network.ts'
import { overHttp } from '../over-http.ts'
import type { Payload } from '../payload.ts'
import { belowUrl, slashed } from '../request-url.ts'
import { payloadFor, type TemplateFiller, templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import { victoropsGlobals } from './globals.ts'
import { type VictoropsConfig, victoropsConfig } from './schema.ts'

export const victorops = defineIntegration({
  name: 'victorops',
  key: 'victorops_configs',
  config: victoropsConfig,
  globals: victoropsGlobals,
  baseUrlKey: 'victorops_api_url',
  inherit(config, globals, complain) {
    const apiUrl = config.apiUrl ?? globals.victoropsApiUrl
    const apiKey = config.apiKey ?? globals.victoropsApiKey
    const apiKeyFile = config.apiKeyFile || globals.victoropsApiKeyFile
    if (apiUrl === undefined)
      complain('api_url', 'this victorops integration has no url', 'Add api_url here, or victorops_api_url to global.')
    if (apiKey === undefined && apiKeyFile === '')
      complain('api_key', 'this victorops integration has no key', 'Add api_key here, or victorops_api_key to global.')
    return { ...config, apiUrl: apiUrl && slashed(apiUrl), apiKey, apiKeyFile }
  },
  send: overHttp({ name: 'victorops', request: victoropsRequest }),
})

/** VictorOps's limit for messages. */
const longestMessage = 20_480

const messageTypes: ReadonlySet<string> = new Set(['INFO', 'WARNING', 'CRITICAL'])

/** The request for one notification. Reads the key's file, each time anew. */
export async function victoropsRequest(
  attempt: Pick<Attempt<VictoropsConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>,
): Promise<WireRequest> {
  const { config, readFile } = attempt
  const key = config.apiKey?.reveal() ?? (await readFile('api_key_file', config.apiKeyFile))
  const payload = payloadFor(attempt)
  const fill = templateFiller(attempt, payload)
  return {
    method: 'POST',
    url: belowUrl(config.apiUrl ?? '', `${key}/${fill('routing_key', config.routingKey)}`),
    headers: { 'Content-Type': 'application/json' },
    body: `${goJson(event(config, payload, fill))}\n`,
    secrets: [key],
  }
}

function event(config: VictoropsConfig, payload: Payload, fill: TemplateFiller): JsonValue {
  // Without a prototype: custom fields may have any name.
  const fields: Record<string, JsonValue> = Object.assign(Object.create(null), {
    message_type: payload.status === 'resolved' ? 'RECOVERY' : messageType(fill('message_type', config.messageType)),
    entity_id: groupHash(payload.groupKey),
    entity_display_name: fill('entity_display_name', config.entityDisplayName),
    state_message: truncateRunes(fill('state_message', config.stateMessage), longestMessage),
    monitoring_tool: fill('monitoring_tool', config.monitoringTool),
  })
  for (const [name, template] of config.customFields) fields[name] = fill(`custom_fields.${name}`, template)
  return fields
}

function messageType(text: string): string {
  return messageTypes.has(text) ? text : 'CRITICAL'
}
