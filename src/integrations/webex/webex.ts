// Webex: a message in Markdown to a room. As Alertmanager's notify/webex.

import { member } from '../../schema/field.ts'
import { httpUrl } from '../../schema/url-fields.ts'
import { type Attempt, defineIntegration } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import { overHttp } from '../over-http.ts'
import { postJson } from '../post-json.ts'
import { templateFiller } from '../template-filler.ts'
import { truncateBytes } from '../truncate.ts'
import { type WebexConfig, webexConfig } from './schema.ts'

/** Webex's limit for messages, in bytes. */
const longestMessage = 7439

const globals = {
  webex_api_url: member(httpUrl, 'The Webex API.', { initial: 'https://webexapis.com/v1/messages' }),
} as const

export const webex = defineIntegration({
  name: 'webex',
  key: 'webex_configs',
  config: webexConfig,
  globals,
  inherit(config, { webexApiUrl }, complain) {
    const apiUrl = config.apiUrl ?? webexApiUrl
    if (apiUrl === undefined)
      complain('api_url', 'this webex integration has no URL', 'Add api_url here, or webex_api_url to global.')
    return { ...config, apiUrl }
  },
  send: overHttp({ name: 'webex', request: webexRequest }),
})

/** The request for one notification. */
export function webexRequest(
  attempt: Pick<Attempt<WebexConfig>, 'delivery' | 'config' | 'externalURL' | 'render'>,
): WireRequest {
  const { config } = attempt
  const fill = templateFiller(attempt)
  const markdown = truncateBytes(fill('message', config.message), longestMessage)
  return postJson(config.apiUrl ?? '', { markdown, ...omitEmpty({ roomId: fill('room_id', config.roomId) }) })
}
