import { describe, expect, test } from 'vitest'
import { scratchDirectory } from '../../../test/support/scratch-directory.ts'
import { type CannedReply, complaintsAbout, fakedVendor } from '../../../test/support/vendor-fixture.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/rocketchat.json.

const vendor = 'rocketchat'
const entry = '{token: token-1, token_id: user-1, channel: "#a"}'

test('files are read at each notification', async () => {
  await using files = await scratchDirectory()
  const path = await files.write('token', ' old \n')
  const rocketchat = fakedVendor({ vendor, entry: `{token_file: ${path}, token_id: i}` })
  await rocketchat.send()
  await files.write('token', 'new')
  await rocketchat.send()
  expect(rocketchat.requests.map(({ headers }) => headers['X-Auth-Token'])).toEqual(['old', 'new'])
})

test.each([
  ['https://r.example', 'https://r.example/api/v1/chat.postMessage'],
  ['https://r.example/', 'https://r.example/api/v1/chat.postMessage'],
  ['https://r.example/a/b', 'https://r.example/a/b/api/v1/chat.postMessage'],
])('api_url %s', async (apiUrl, url) => {
  const rocketchat = fakedVendor({ vendor, entry: entry.replace('{', `{api_url: "${apiUrl}", `) })
  await rocketchat.send()
  expect(rocketchat.requests).toMatchObject([{ url, headers: { 'X-Auth-Token': 'token-1', 'X-User-Id': 'user-1' } }])
})

describe('an answer', () => {
  test.each<[string, CannedReply, object]>([
    ['of success', { body: '{"success":true}' }, { sent: true }],
    [
      'of failure',
      { body: '{"success":false,"error":"no token-1"}' },
      {
        sent: false,
        retry: false,
        reason: 'clientError',
        error: 'channel "#a": error response from Rocketchat: no <redacted>',
      },
    ],
    ['that says nothing', { body: 'null' }, { sent: false, retry: false, reason: 'clientError' }],
    ['that is no JSON', { body: 'ok' }, { sent: false, retry: true, reason: 'clientError' }],
    ['of another kind', { body: '{"success":1}' }, { sent: false, retry: true, reason: 'clientError' }],
    ['401', { status: 401 }, { sent: false, retry: false, reason: 'authError' }],
    ['503', { status: 503 }, { sent: false, retry: true, reason: 'serverError' }],
  ])('%s', async (_, reply, expected) => {
    expect(await fakedVendor({ vendor, entry }, [reply]).send()).toMatchObject(expected)
  })
})

test.each([
  ['{token: t}', '{}', ['this rocketchat integration has no user']],
  ['{token_id: i}', '{}', ['this rocketchat integration has no token']],
  ['{token: t, token_file: f, token_id: i}', '{}', ['only one of token and token_file can be set']],
  ['{token: t, token_id: i, token_id_file: f}', '{}', ['only one of token_id and token_id_file can be set']],
  [entry, '{rocketchat_api_url: }', ['this rocketchat integration has no server']],
  ['{}', '{rocketchat_token: t, rocketchat_token_id_file: f}', []],
])('%s with %s: %j', (own, global, messages) => {
  expect(complaintsAbout({ vendor, entry: own, global })).toEqual(messages)
})
