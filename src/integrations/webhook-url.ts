// Where chats are told that know no more of us than a secret URL: `webhook_url`, or a file with it.

import { member } from '../schema/field.ts'
import type { Secret } from '../schema/secret.ts'
import { plainPath } from '../schema/text-fields.ts'
import { secretHttpUrl } from '../schema/url-fields.ts'
import type { Attempt } from './contract.ts'

/** The two keys, as members of an integration's schema. */
export const webhookUrlMembers = {
  webhook_url: member(secretHttpUrl, 'The URL of the webhook, which is as good as a password.'),
  webhook_url_file: member(
    plainPath,
    'A file with that URL, read at every notification. A relative path starts at the working directory.',
  ),
} as const

/** What the keys hold: at most one of them is set. */
export interface WebhookUrl {
  readonly webhookUrl: Secret | undefined
  readonly webhookUrlFile: string
}

/** Complains unless exactly one of the two is set. */
export function checkWebhookUrl(
  { webhookUrl, webhookUrlFile }: WebhookUrl,
  complain: (key: 'webhook_url_file' | undefined, message: string, hint: string) => void,
): void {
  if (webhookUrl === undefined && webhookUrlFile === '')
    complain(undefined, 'this integration has no URL', 'Add webhook_url or webhook_url_file.')
  checkOneWebhookUrl({ webhookUrl, webhookUrlFile }, complain)
}

/** Complains when both are set. */
export function checkOneWebhookUrl(
  { webhookUrl, webhookUrlFile }: WebhookUrl,
  complain: (key: 'webhook_url_file', message: string, hint: string) => void,
): void {
  if (webhookUrl !== undefined && webhookUrlFile !== '')
    complain('webhook_url_file', 'only one of webhook_url and webhook_url_file can be set', 'Remove one of the two.')
}

/** The URL. Reads the file, each time anew. */
export async function revealWebhookUrl({
  config,
  readFile,
}: Pick<Attempt<WebhookUrl>, 'config' | 'readFile'>): Promise<string> {
  return config.webhookUrl === undefined
    ? readFile('webhook_url_file', config.webhookUrlFile)
    : config.webhookUrl.reveal()
}
