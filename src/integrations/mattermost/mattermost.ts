// Mattermost: a post by an incoming webhook. As Alertmanager's notify/mattermost.

import { member } from '../../schema/field.ts'
import { plainPath } from '../../schema/text-fields.ts'
import { secretHttpUrl } from '../../schema/url-fields.ts'
import { type Attempt, defineIntegration, type SendResult } from '../contract.ts'
import { askInChannel } from '../in-channel.ts'
import { mattermostPost } from './post.ts'
import { type MattermostConfig, mattermostConfig } from './schema.ts'

const globals = {
  mattermost_webhook_url: member(secretHttpUrl, 'The URL of an incoming webhook of Mattermost.'),
  mattermost_webhook_url_file: member(plainPath, 'A file with that URL, read at every notification.'),
} as const

export const mattermost = defineIntegration({
  name: 'mattermost',
  key: 'mattermost_configs',
  config: mattermostConfig,
  globals,
  inherit(config, { mattermostWebhookUrl, mattermostWebhookUrlFile }, complain) {
    if (config.webhookUrl !== undefined || config.webhookUrlFile !== '') return config
    if (mattermostWebhookUrl === undefined && mattermostWebhookUrlFile === '') {
      complain(
        'webhook_url',
        'this mattermost integration has no URL',
        'Add webhook_url here, or mattermost_webhook_url to global.',
      )
    }
    return { ...config, webhookUrl: mattermostWebhookUrl, webhookUrlFile: mattermostWebhookUrlFile }
  },
  send,
})

async function send(attempt: Attempt<MattermostConfig>): Promise<SendResult> {
  const { request, channel } = await mattermostPost(attempt)
  return askInChannel(attempt, request, { name: 'mattermost', channel })
}
