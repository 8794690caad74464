// Telegram: a message of a bot to a chat. As Alertmanager's notify/telegram.

import { type Attempt, defineIntegration, IntegrationError } from '../contract.ts'
import type { WireRequest } from '../network.ts'
import { overHttp } from '../over-http.ts'
import { postJson } from '../post-json.ts'
import { templateFiller } from '../template-filler.ts'
import { truncateRunes } from '../truncate.ts'
import { judgeTelegram } from './answer.ts'
import { telegramGlobals } from './globals.ts'
import { type TelegramConfig, telegramConfig } from './schema.ts'

/** Telegram's limit for messages. */
const longestMessage = 4096

/** What is sent instead of HTML that is too long: no cut is sure to leave its tags whole. */
export const tooLongNotice =
  'This notification is longer than a message can be in Telegram (4096 characters).\nShorten the template of the message.'

export const telegram = defineIntegration({
  name: 'telegram',
  key: 'telegram_configs',
  config: telegramConfig,
  globals: telegramGlobals,
  inherit(config, globals, complain) {
    const apiUrl = config.apiUrl ?? globals.telegramApiUrl
    if (config.botToken !== undefined || config.botTokenFile !== '') return { ...config, apiUrl }
    const { telegramBotToken: botToken, telegramBotTokenFile: botTokenFile } = globals
    if (botToken === undefined && botTokenFile === '')
      complain(
        'bot_token',
        'this telegram integration has no token',
        'Add bot_token here, or telegram_bot_token to global.',
      )
    return { ...config, apiUrl, botToken, botTokenFile }
  },
  send: overHttp({ name: 'telegram', request: telegramRequest, judge: judgeTelegram }),
})

/** What the request is made of. */
export type TelegramAttempt = Pick<
  Attempt<TelegramConfig>,
  'delivery' | 'config' | 'externalURL' | 'render' | 'renderHtml' | 'readFile'
>

/** The request for one notification. Every value in it is a text. Reads the files, each time anew. */
export async function telegramRequest(attempt: TelegramAttempt): Promise<WireRequest> {
  const { config } = attempt
  const text = messageOf(attempt)
  const token = await tokenOf(attempt)
  const chat = await chatOf(attempt)
  const message = {
    chat_id: chat,
    text,
    disable_web_page_preview: 'true',
    ...(config.disableNotifications ? { disable_notification: 'true' } : {}),
    ...(config.parseMode === '' ? {} : { parse_mode: config.parseMode }),
    ...(config.messageThreadId === 0 ? {} : { message_thread_id: String(config.messageThreadId) }),
  }
  return { ...postJson(`${config.apiUrl}/bot${token}/sendMessage`, message), secrets: [token] }
}

function messageOf(attempt: TelegramAttempt): string {
  const { config, renderHtml } = attempt
  if (config.parseMode !== 'HTML')
    return truncateRunes(templateFiller(attempt)('message', config.message), longestMessage)
  const message = templateFiller({ ...attempt, render: renderHtml })('message', config.message)
  return truncateRunes(message, longestMessage) === message ? message : tooLongNotice
}

async function tokenOf({ config, readFile }: TelegramAttempt): Promise<string> {
  if (config.botTokenFile === '') return config.botToken?.reveal() ?? ''
  return triedAgain(readFile('bot_token_file', config.botTokenFile))
}

async function chatOf({ config, readFile }: TelegramAttempt): Promise<string> {
  if (config.chatIdFile === '') return String(BigInt(config.chatId))
  const text = await triedAgain(readFile('chat_id_file', config.chatIdFile))
  if (!/^[-+]?\d+$/.test(text))
    throw new IntegrationError(`there is no number in chat_id_file ${config.chatIdFile}`, { retry: true })
  return String(BigInt(text.replace(/^\+/, '')))
}

/** As Alertmanager does: a file that cannot be read here may be there a second later. */
async function triedAgain<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw new IntegrationError((error as Error).message, { retry: true })
  }
}
