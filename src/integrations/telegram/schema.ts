// One entry of telegram_configs. As Alertmanager's notify/telegram/config.go.

import { type Infer, member, optional } from '../../schema/field.ts'
import { httpClient } from '../../schema/http-client.ts'
import { boolean, integer } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { templateText } from '../../schema/template-fields.ts'
import { plainPath, secret, text } from '../../schema/text-fields.ts'
import { httpUrl } from '../../schema/url-fields.ts'

const parseModes: readonly string[] = ['', 'Markdown', 'MarkdownV2', 'HTML']

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { initial: true, always: true }),
  http_config: member(optional(httpClient), 'How the request is sent; `global.http_config` unless set.'),
  api_url: member(httpUrl, 'The Telegram bot API; `global.telegram_api_url` unless set.', { always: true }),
  bot_token: member(secret, 'The token of the bot; `global.telegram_bot_token` unless set.'),
  bot_token_file: member(
    plainPath,
    'A file with that token, read at every notification. A relative path starts at the working directory.',
  ),
  chat_id: member(integer(), 'The number of the chat that is told; that of a group is negative.'),
  chat_id_file: member(plainPath, 'A file with that number, read at every notification.'),
  message_thread_id: member(integer(), 'The topic inside the chat.'),
  message: member(
    templateText,
    'The message; cut at 4096 characters, but in HTML, of which a longer one is replaced by a notice. A template.',
    { initial: '{{ template "telegram.default.message" . }}' },
  ),
  disable_notifications: member(boolean, 'Whether it comes without a sound.'),
  parse_mode: member(
    text,
    'What the message is written in: HTML, Markdown, MarkdownV2, or plain text when empty. In HTML, what a template fills in is escaped.',
    { initial: 'HTML' },
  ),
} as const

/** Exactly one of `chatId` (0 when not) and `chatIdFile` is set. What `global` may fill in is '' or undefined here. */
export const telegramConfig = object('a telegram integration', members, { finish })

export type TelegramConfig = Infer<typeof telegramConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  if (value.botToken !== undefined && value.botTokenFile !== '')
    complain('bot_token_file', 'only one of bot_token and bot_token_file can be set', 'Remove one of the two.')
  if (value.chatId === 0 && value.chatIdFile === '')
    complain('chat_id', 'this telegram integration has no chat', 'Add chat_id or chat_id_file.')
  if (value.chatId !== 0 && value.chatIdFile !== '')
    complain('chat_id_file', 'only one of chat_id and chat_id_file can be set', 'Remove one of the two.')
  if (!parseModes.includes(value.parseMode)) {
    complain(
      'parse_mode',
      `${JSON.stringify(value.parseMode)} is no parse mode of Telegram`,
      'Use HTML, Markdown, MarkdownV2, or "" for plain text.',
    )
  }
  return value
}
