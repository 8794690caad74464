// Discord: a message with one embed, by a webhook. As Alertmanager's notify/discord.

import { parseGoUrl } from '../../schema/go-url.ts'
import { type Attempt, defineIntegration } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import { overHttp } from '../over-http.ts'
import { postJson } from '../post-json.ts'
import { payloadFor, templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import { revealWebhookUrl } from '../webhook-url.ts'
import { type DiscordConfig, discordConfig } from './schema.ts'

/** Discord's limits. */
const longest = { title: 256, message: 4096, content: 2000 } as const

const colors = { firing: 0x99_2d_22, resolved: 0x2e_cc_71 } as const

export const discord = defineIntegration({
  name: 'discord',
  key: 'discord_configs',
  config: discordConfig,
  send: overHttp({ name: 'discord', request: discordRequest }),
})

/** The request for one notification. */
export async function discordRequest(
  attempt: Pick<Attempt<DiscordConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>,
): Promise<WireRequest> {
  const { config } = attempt
  const payload = payloadFor(attempt)
  const fill = templateFiller(attempt, payload)
  const title = truncateRunes(fill('title', config.title), longest.title)
  const description = truncateRunes(fill('message', config.message), longest.message)
  const content = truncateRunes(fill('content', config.content), longest.content)
  return postJson(await revealWebhookUrl(attempt), {
    content,
    embeds: [{ title, description, color: colors[payload.status] }],
    ...omitEmpty({ username: config.username, avatar_url: isUrl(config.avatarUrl) ? config.avatarUrl : '' }),
  })
}

function isUrl(text: string): boolean {
  try {
    parseGoUrl(text)
    return true
  } catch {
    return false
  }
}
