// Pushover: one message for each notification. As Alertmanager's notify/pushover/pushover.go.

import { type Duration, second } from '../../model/instant.ts'
import { type Attempt, defineIntegration } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { overHttp } from '../over-http.ts'
import { encodeQuery } from '../request-url.ts'
import { templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import { type PushoverConfig, pushoverConfig } from './schema.ts'

export const pushover = defineIntegration({
  name: 'pushover',
  key: 'pushover_configs',
  config: pushoverConfig,
  send: overHttp({ name: 'pushover', request: pushoverRequest }),
})

/** The one address of the API. */
const apiURL = 'https://api.pushover.net/1/messages.json'

/** Pushover's limits, in characters. */
const longestTitle = 250
const longestMessage = 1024
const longestURL = 512

/** The request for one notification: everything is in its query. Reads the keys' files, each time anew. */
export async function pushoverRequest(
  attempt: Pick<Attempt<PushoverConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'renderHtml' | 'readFile'>,
): Promise<WireRequest> {
  const { config } = attempt
  const fill = templateFiller(attempt)
  const fillMessage = config.html ? templateFiller({ ...attempt, render: attempt.renderHtml }) : fill
  const readWhole = (option: string, path: string) => attempt.readFile(option, path, { untrimmed: true })
  // As Alertmanager does: what the files hold is not trimmed.
  const token = fill('token', config.token?.reveal() ?? (await readWhole('token_file', config.tokenFile)))
  const user = fill('user_key', config.userKey?.reveal() ?? (await readWhole('user_key_file', config.userKeyFile)))
  const message = truncateRunes(fillMessage('message', config.message), longestMessage)
  const parameters: [string, string][] = [
    ['token', token],
    ['user', user],
    ['title', truncateRunes(fill('title', config.title), longestTitle)],
    // Pushover refuses empty messages.
    ['message', message.trim() || '(no details)'],
    ['url', truncateRunes(fill('url', config.url), longestURL)],
    ['url_title', fill('url_title', config.urlTitle)],
    ['priority', fill('priority', config.priority)],
    ['retry', wholeSeconds(config.retry)],
    ['expire', wholeSeconds(config.expire)],
    ['device', fill('device', config.device)],
    ['sound', fill('sound', config.sound)],
  ]
  if (config.html) parameters.push(['html', '1'])
  if (config.monospace) parameters.push(['monospace', '1'])
  if (config.ttl >= second) parameters.push(['ttl', wholeSeconds(config.ttl)])
  return {
    method: 'POST',
    url: `${apiURL}?${encodeQuery(parameters)}`,
    headers: { 'Content-Type': 'text/plain' },
    secrets: [token, user],
  }
}

function wholeSeconds(duration: Duration): string {
  return String(Math.trunc(duration / second))
}
