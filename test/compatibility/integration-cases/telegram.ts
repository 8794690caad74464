// What Telegram is told.

import { tooLongNotice } from '../../../src/integrations/telegram/telegram.ts'
import {
  answerCases,
  firing,
  type IntegrationCase,
  odd,
  plain,
  several,
  usualCases,
  type VendorCases,
  type WireRecord,
} from './integration-case.ts'
import { withShortRuns } from './shortened.ts'

const entry = '{api_url: "http://HOST", bot_token: "12:to", chat_id: -100}'
const everything = [
  'api_url: "http://HOST/base/"',
  'bot_token_file: FILE/token',
  'chat_id_file: FILE/chat',
  'message_thread_id: 99',
  'message: "m {{ .Status }} {{ range .Alerts }}{{ .Labels }}{{ end }}"',
  'disable_notifications: true',
  'parse_mode: MarkdownV2',
]
const files = { token: ' 34:ken\n', chat: ' -10042 \n' }
const long = { ...plain, annotations: { summary: `ä${'😀'.repeat(5000)}` } }
const markup =
  '<b>{{ .CommonAnnotations.html }}</b>{{ .CommonAnnotations.plus }}<a href=\\"{{ (index .Alerts 0).GeneratorURL }}\\">x</a>'

function inMode(mode: string): readonly IntegrationCase[] {
  const rest = `api_url: "http://HOST", bot_token: t, chat_id: 1, parse_mode: "${mode}"`
  return [
    { name: `markup in the mode "${mode}"`, config: `{${rest}, message: "${markup}"}`, steps: [firing(odd)] },
    {
      name: `a message as long as it may be in the mode "${mode}"`,
      config: `{${rest}, message: ${'x'.repeat(4096)}}`,
    },
    {
      name: `a long message in the mode "${mode}"`,
      config: `{${rest}, message: "{{ .CommonAnnotations.summary }}"}`,
      steps: [firing(long)],
      ...(mode === 'HTML' ? { ours: { why: 'the notice has our words', requests: withOurNotice } } : {}),
    },
  ]
}

function withOurNotice(recorded: readonly WireRecord[]): readonly WireRecord[] {
  return recorded.map((request) => ({ ...request, json: { ...(request.json as object), text: tooLongNotice } }))
}

export const telegramCases: VendorCases = {
  vendor: 'telegram',
  kept: withShortRuns,
  answer: () => ({ body: '{"ok":true,"result":{"message_id":1,"chat":{"id":1}}}' }),
  cases: [
    ...usualCases(entry),
    { name: 'everything', config: `{${everything.join(', ')}}`, files, steps: [firing(...several)] },
    ...['HTML', 'Markdown', ''].flatMap(inMode),
    { name: 'an empty message', config: '{api_url: "http://HOST", bot_token: t, chat_id: 1, message: ""}' },
    {
      name: 'a large chat_id',
      config: '{api_url: "http://HOST", bot_token: t, chat_id: -1001234567890}',
    },
    {
      name: 'a token that is not there',
      config: '{api_url: "http://HOST", bot_token_file: FILE/nowhere, chat_id: 1}',
      silent: true,
    },
    {
      name: 'a chat that is no number',
      config: '{api_url: "http://HOST", bot_token: t, chat_id_file: FILE/chat}',
      files: { chat: 'group' },
      silent: true,
    },
    {
      name: 'a template that fails',
      config: '{api_url: "http://HOST", bot_token: t, chat_id: 1, message: "{{ .Nothing }}"}',
      silent: true,
    },
    {
      name: 'all from global',
      config: '{chat_id: 1}',
      global: 'telegram_api_url: http://HOST\ntelegram_bot_token: glob',
    },
    {
      name: 'a token beside that of global',
      config: '{chat_id: 1, bot_token: own}',
      global: 'telegram_api_url: http://HOST\ntelegram_bot_token: glob',
    },
    ...answerCases(entry),
    ...answerCases(entry, [
      { status: 400, body: '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}' },
      { status: 401, body: '{"ok":false,"error_code":401,"description":"Unauthorized"}' },
      {
        status: 429,
        body: '{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}',
      },
      { status: 500, body: '{"ok":true,"result":{"message_id":1,"chat":{"id":1}}}' },
      { status: 200, body: '{"ok":false}' },
      { status: 200, body: '{}' },
      { status: 200, body: '' },
      { status: 200, body: '[]' },
    ]),
  ],
}
