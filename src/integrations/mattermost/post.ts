// The post that Mattermost gets for one notification. As Alertmanager's notify/mattermost/mattermost.go.

import type { JsonValue } from '../../model/go-json.ts'
import type { Attempt } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { omitEmpty } from '../omit-empty.ts'
import { postJson } from '../post-json.ts'
import { type TemplateFiller, templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import { revealWebhookUrl } from '../webhook-url.ts'
import type { MattermostAttachment, MattermostConfig, MattermostPriority } from './schema.ts'

/** Mattermost's limit for the text of a post. */
const longestText = 16_383

/** A request, and the channel to which it goes, for errors. */
export interface MattermostPost {
  readonly request: WireRequest
  readonly channel: string
}

/** The post for one notification. Reads `webhook_url_file`, each time anew. */
export async function mattermostPost(
  attempt: Pick<Attempt<MattermostConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'readFile'>,
): Promise<MattermostPost> {
  const { config } = attempt
  const fill = templateFiller(attempt)
  const url = await revealWebhookUrl(attempt)
  const hasOwnText = config.attachments.length > 0
  const channel = fill('channel', config.channel)
  const texts = {
    text: hasOwnText ? truncateRunes(fill('text', config.text), longestText) : '',
    channel,
    username: fill('username', config.username),
    icon_url: fill('icon_url', config.iconUrl),
    icon_emoji: fill('icon_emoji', config.iconEmoji),
    type: fill('type', config.type),
  }
  const attachments = (hasOwnText ? config.attachments : [config]).map((one) => attachmentOf(one, fill))
  const { props, priority } = config
  const document: JsonValue = {
    ...omitEmpty(texts),
    attachments,
    ...(props === undefined || props.card === '' ? {} : { props: omitEmpty({ card: fill('props.card', props.card) }) }),
    ...(priority === undefined || priority.priority === '' ? {} : { priority: priorityOf(priority, fill) }),
  }
  return { request: postJson(url, document), channel }
}

/** A whole entry has the keys of an attachment, too. */
function attachmentOf(config: MattermostAttachment, fill: TemplateFiller): JsonValue {
  return omitEmpty({
    fallback: fill('fallback', config.fallback),
    color: fill('color', config.color),
    pretext: fill('pretext', config.pretext),
    text: fill('text', config.text),
    author_name: fill('author_name', config.authorName),
    author_link: fill('author_link', config.authorLink),
    author_icon: fill('author_icon', config.authorIcon),
    title: fill('title', config.title),
    title_link: fill('title_link', config.titleLink),
    thumb_url: fill('thumb_url', config.thumbUrl),
    footer: fill('footer', config.footer),
    footer_icon: fill('footer_icon', config.footerIcon),
    image_url: fill('image_url', config.imageUrl),
    fields: config.fields.map(({ title, value, short }) => ({
      ...omitEmpty({ title: fill('fields.title', title), value: fill('fields.value', value) }),
      ...(short === undefined ? {} : { short }),
    })),
  })
}

/** Mattermost refuses what does not fit together, so that it is left out. */
function priorityOf(config: MattermostPriority, fill: TemplateFiller): JsonValue {
  const wanted = fill('priority.priority', config.priority).toLowerCase()
  const priority = ['urgent', 'important'].includes(wanted) ? wanted : 'standard'
  return {
    priority,
    ...(config.requestedAck && priority !== 'standard' ? { requested_ack: true } : {}),
    ...(config.persistentNotifications && priority === 'urgent' ? { persistent_notifications: true } : {}),
  }
}
