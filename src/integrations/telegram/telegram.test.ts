import { describe, expect, test } from 'vitest'
import { scratchDirectory } from '../../../test/support/scratch-directory.ts'
import { type CannedReply, complaintsAbout, fakedVendor } from '../../../test/support/vendor-fixture.ts'
import { tooLongNotice } from './telegram.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/telegram.json.

const vendor = 'telegram'

async function sent(entry: string): Promise<{ readonly url: string | undefined; readonly body: unknown }> {
  const telegram = fakedVendor({ vendor, entry }, [{ body: '{"ok":true}' }])
  expect(await telegram.send()).toEqual({ sent: true })
  const [request] = telegram.requests
  return { url: request?.url, body: JSON.parse(String(request?.body)) }
}

test('every value is a text', async () => {
  const entry =
    '{bot_token: "1:a", chat_id: -10042, message_thread_id: 9, disable_notifications: true, parse_mode: Markdown, message: m}'
  expect(await sent(entry)).toEqual({
    url: 'https://api.telegram.org/bot1:a/sendMessage',
    body: {
      chat_id: '-10042',
      text: 'm',
      disable_web_page_preview: 'true',
      disable_notification: 'true',
      parse_mode: 'Markdown',
      message_thread_id: '9',
    },
  })
})

test.each([
  ['HTML', '<b>{{ .ExternalURL }}+</b>', '<b>http://am+</b>'],
  ['HTML', '{{ "<a+b>" }}', '&lt;a&#43;b&gt;'],
  ['Markdown', '{{ "<a+b>" }}', '<a+b>'],
  ['""', 'x'.repeat(4097), `${'x'.repeat(4095)}…`],
  ['HTML', '😀'.repeat(4096), '😀'.repeat(4096)],
  ['HTML', 'x'.repeat(4097), tooLongNotice],
])('a message in the mode %s: %.30s', async (mode, message, text) => {
  const entry = `{bot_token: t, chat_id: 1, parse_mode: ${mode}, message: ${JSON.stringify(message)}}`
  expect((await sent(entry)).body).toMatchObject({ text })
})

describe('files', () => {
  test.each([
    [' 1:a\n', ' +42 \n', 'https://api.telegram.org/bot1:a/sendMessage', '42'],
    ['t', '-1001234567890', 'https://api.telegram.org/bott/sendMessage', '-1001234567890'],
  ])('%j and %j', async (token, chat, url, chat_id) => {
    await using files = await scratchDirectory()
    const paths = [await files.write('token', token), await files.write('chat', chat)]
    expect(await sent(`{bot_token_file: ${paths[0]}, chat_id_file: ${paths[1]}}`)).toMatchObject({
      url,
      body: { chat_id },
    })
  })

  test.each([
    ['{bot_token_file: /nowhere/token, chat_id: 1}', 'read bot_token_file'],
    ['{bot_token: t, chat_id_file: /nowhere/chat}', 'read chat_id_file'],
    ['{bot_token: t, chat_id_file: /proc/version}', 'there is no number in chat_id_file /proc/version'],
  ])('%s: tried again', async (entry, error) => {
    const telegram = fakedVendor({ vendor, entry })
    expect(await telegram.send()).toMatchObject({ sent: false, retry: true, error: expect.stringContaining(error) })
    expect(telegram.requests).toEqual([])
  })
})

describe('an answer', () => {
  test.each<[string, CannedReply, object]>([
    [
      'of an error',
      { status: 400, body: '{"ok":false,"error_code":400,"description":"no bott"}' },
      { reason: 'clientError', error: 'telegram: no bott (400)' },
    ],
    ['to wait', { status: 429, body: '{"ok":false,"error_code":429}' }, { reason: 'rateLimited' }],
    [
      'how long to wait',
      { status: 429, body: '{"ok":false,"error_code":429,"parameters":{"retry_after":35}}' },
      { reason: 'rateLimited', after: 35_000 },
    ],
    [
      'how long to wait, in the header',
      { status: 429, body: '{"ok":false,"error_code":429}', headers: { 'retry-after': '7' } },
      { after: 7000 },
    ],
    ['of nobody', { status: 401, body: '{"ok":false,"error_code":401}' }, { reason: 'authError' }],
    ['that is no object', { body: '[1]' }, { reason: 'other' }],
    ['that is nothing', {}, { reason: 'other' }],
    [
      'with the token',
      { body: '1:secret is wrong' },
      { error: 'status code 200 with a body that is no answer of Telegram: "<redacted> is wrong"' },
    ],
  ])('%s', async (_, reply, expected) => {
    const { send } = fakedVendor({ vendor, entry: '{bot_token: "1:secret", chat_id: 1}' }, [reply])
    expect(await send()).toMatchObject({ sent: false, retry: true, ...expected })
  })
})

test.each([
  ['{chat_id: 1}', ['this telegram integration has no token']],
  ['{bot_token: t}', ['this telegram integration has no chat']],
  ['{bot_token: t, chat_id: 1, chat_id_file: f}', ['only one of chat_id and chat_id_file can be set']],
  ['{bot_token: t, bot_token_file: f, chat_id: 1}', ['only one of bot_token and bot_token_file can be set']],
  ['{bot_token: t, chat_id: 1, parse_mode: html}', ['"html" is no parse mode of Telegram']],
])('%s is refused', (entry, messages) => {
  expect(complaintsAbout({ vendor, entry })).toEqual(messages)
})
