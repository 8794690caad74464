// The message that Rocket.Chat gets for one notification. As Alertmanager's notify/rocketchat/rocketchat.go.

import type { Secret } from '../../schema/secret.ts'
import type { Attempt } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import { postJson } from '../post-json.ts'
import { belowUrl, slashed } from '../request-url.ts'
import { templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import type { RocketchatConfig } from './schema.ts'

/** Where Alertmanager cuts titles. */
const longestTitle = 1024

/** What the message is made of. */
export type RocketchatAttempt = Pick<
  Attempt<RocketchatConfig>,
  'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'
>

/** A request, and the channel to which it goes, for errors. */
export interface RocketchatMessage {
  readonly request: WireRequest
  readonly channel: string
}

/** The message for one notification. Reads the files of token and id, each time anew. */
export async function rocketchatMessage(attempt: RocketchatAttempt): Promise<RocketchatMessage> {
  const { config, readFile } = attempt
  const fill = templateFiller(attempt)
  const attachment = omitEmpty({
    title: truncateRunes(fill('title', config.title), longestTitle),
    title_link: fill('title_link', config.titleLink),
    text: fill('text', config.text),
    image_url: fill('image_url', config.imageUrl),
    thumb_url: fill('thumb_url', config.thumbUrl),
    color: fill('color', config.color),
    fields: config.fields.map(({ title, value, short }) => ({
      short: short ?? config.shortFields,
      ...omitEmpty({ title: fill('fields.title', title), value: fill('fields.value', value) }),
    })),
    actions: config.actions.map(({ text, url, msg }) => ({
      type: 'button',
      ...omitEmpty({ text: fill('actions.text', text), url: fill('actions.url', url), msg: fill('actions.msg', msg) }),
      is_webview: false,
      msg_in_chat_window: false,
    })),
  })
  const channel = fill('channel', config.channel)
  const texts = { channel, emoji: fill('emoji', config.emoji), avatar: fill('icon_url', config.iconUrl) }
  const token = await held(config.token, { option: 'token_file', path: config.tokenFile, readFile })
  const user = await held(config.tokenId, { option: 'token_id_file', path: config.tokenIdFile, readFile })
  const url = belowUrl(slashed(config.apiUrl ?? ''), 'api/v1/chat.postMessage')
  const headers = { 'X-Auth-Token': token, 'X-User-Id': user }
  const document = { ...omitEmpty(texts), attachments: [attachment] }
  return { request: { ...postJson(url, document, headers), secrets: [token, user] }, channel }
}

async function held(
  secret: Secret | undefined,
  file: { readonly option: string; readonly path: string } & Pick<RocketchatAttempt, 'readFile'>,
): Promise<string> {
  return file.path === '' ? (secret?.reveal() ?? '') : file.readFile(file.option, file.path)
}
