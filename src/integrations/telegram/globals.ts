// What Telegram takes from the `global` section.

import { member } from '../../schema/field.ts'
import { plainPath, secret } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

export const telegramGlobals = {
  telegram_api_url: member(httpUrl, 'The Telegram bot API.', { initial: 'https://api.telegram.org' }),
  telegram_bot_token: member(secret, 'The token of a Telegram bot.'),
  telegram_bot_token_file: member(plainPath, 'A file with that token, read at every notification.'),
} as const
