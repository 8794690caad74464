// The message that Slack gets for one notification. As Alertmanager's notify/slack/slack.go.

import type { JsonValue } from '../../model/go-json.ts'
import type { DeliveryData } from '../../model/notification.ts'
import type { Attempt } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import { postJson } from '../post-json.ts'
import { type TemplateFiller, templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'

import type { SlackConfig } from './schema.ts'

/** Slack's limit for the title of an attachment. */
const longestTitle = 1024

/** Where a message is changed that was posted before. */
const updateUrl = 'https://slack.com/api/chat.update'

/** What the message is made of. */
export type SlackAttempt = Pick<Attempt<SlackConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>

/** A request, and the channel to which it goes, for errors. */
export interface SlackMessage {
  readonly request: WireRequest
  readonly channel: string
}

/** The message for one notification. Reads `api_url_file`, each time anew. */
export async function slackMessage(attempt: SlackAttempt): Promise<SlackMessage> {
  const { config, delivery } = attempt
  const fill = untilItFails(templateFiller(attempt))
  const attachment = attachmentOf(config, fill)
  const message = {
    channel: fill('channel', config.channel),
    username: fill('username', config.username),
    icon_emoji: fill('icon_emoji', config.iconEmoji),
    icon_url: fill('icon_url', config.iconUrl),
    link_names: config.linkNames || undefined,
    text: fill('message_text', config.messageText),
  }
  const posted = config.updateMessage ? postedMessage(delivery.previous) : undefined
  const url = posted === undefined ? await webhookUrl(attempt) : updateUrl
  const document = { ...omitEmpty({ ...message, ...posted }), attachments: [attachment] }
  return { request: postJson(url, document), channel: posted?.channel ?? message.channel }
}

async function webhookUrl({ config, readFile }: SlackAttempt): Promise<string> {
  return config.apiUrl === undefined ? readFile('api_url_file', config.apiUrlFile) : config.apiUrl.reveal()
}

/** The message that is to be changed, as rememberedMessage kept it. */
function postedMessage(previous: DeliveryData | undefined): { ts: string; channel: string } | undefined {
  const { threadTs, channelId } = previous ?? {}
  if (typeof threadTs !== 'string' || typeof channelId !== 'string' || threadTs === '' || channelId === '')
    return undefined
  return { ts: threadTs, channel: channelId }
}

/** What to remember of a message that was posted: the names are those of Alertmanager's notification log. */
export function rememberedMessage(ts: string, channel: string): DeliveryData {
  return { threadTs: ts, channelId: channel }
}

/**
 * As Alertmanager does: what was filled in before a template failed is sent, and everything after it is empty
 * (notify/slack/slack.go never looks at the error).
 */
function untilItFails(fill: TemplateFiller): TemplateFiller {
  let failed = false
  return (option, template) => {
    if (failed) return ''
    try {
      return fill(option, template)
    } catch {
      failed = true
      return ''
    }
  }
}

/** The order is that in which the options are filled in. */
function attachmentOf(config: SlackConfig, fill: TemplateFiller): JsonValue {
  const title = truncateRunes(fill('title', config.title), longestTitle)
  const titleLink = fill('title_link', config.titleLink)
  const pretext = fill('pretext', config.pretext)
  const text = fill('text', config.text)
  const fallback = fill('fallback', config.fallback)
  const callbackId = fill('callback_id', config.callbackId)
  const imageUrl = fill('image_url', config.imageUrl)
  const thumbUrl = fill('thumb_url', config.thumbUrl)
  const footer = fill('footer', config.footer)
  const color = fill('color', config.color)
  const fields = config.fields.map((field) => ({
    ...omitEmpty({ title: fill('fields.title', field.title), value: fill('fields.value', field.value) }),
    short: field.short ?? config.shortFields,
  }))
  const actions = config.actions.map((action) => actionOf(action, fill))
  const marked = config.mrkdwnIn?.length ? config.mrkdwnIn : ['fallback', 'pretext', 'text']
  return {
    ...omitEmpty({
      title,
      title_link: titleLink,
      pretext,
      image_url: imageUrl,
      thumb_url: thumbUrl,
      color,
      fields,
      actions,
      mrkdwn_in: marked,
    }),
    text,
    fallback,
    callback_id: callbackId,
    footer,
  }
}

function actionOf(action: SlackConfig['actions'][number], fill: TemplateFiller): JsonValue {
  const { confirm } = action
  const filled = {
    type: fill('actions.type', action.type),
    text: fill('actions.text', action.text),
    url: fill('actions.url', action.url),
    style: fill('actions.style', action.style),
    name: fill('actions.name', action.name),
    value: fill('actions.value', action.value),
  }
  if (confirm === undefined) return omitEmpty(filled)
  // A pointer in Alertmanager's struct: there even when everything in it is empty.
  return {
    ...omitEmpty(filled),
    confirm: omitEmpty({
      title: fill('actions.confirm.title', confirm.title),
      text: fill('actions.confirm.text', confirm.text),
      ok_text: fill('actions.confirm.ok_text', confirm.okText),
      dismiss_text: fill('actions.confirm.dismiss_text', confirm.dismissText),
    }),
  }
}
