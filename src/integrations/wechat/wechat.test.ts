import { describe, expect, test } from 'vitest'
import { type CannedReply, complaintsAbout, fakedVendor } from '../../../test/support/vendor-fixture.ts'
import { hour } from '../../model/instant.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/wechat.json.

const vendor = 'wechat'
const entry = '{api_secret: hush-1, corp_id: c, message: m}'
const api = 'https://qyapi.weixin.qq.com/cgi-bin'
const token = (text: string): CannedReply => ({ body: JSON.stringify({ errcode: 0, access_token: text }) })
const taken: CannedReply = { body: '{"errcode":0,"errmsg":"ok"}' }
const expired: CannedReply = { body: '{"errcode":42001,"errmsg":"expired"}' }

describe('the token', () => {
  test('is fetched once, and again when it is old', async () => {
    const { clock, send, requests } = fakedVendor({ vendor, entry }, [token('a'), taken, taken, token('b'), taken])
    for (const wait of [2 * hour, 1, 0]) {
      expect(await send()).toEqual({ sent: true })
      await clock.advance(wait)
    }
    expect(requests.map(({ url }) => url.replace(api, ''))).toEqual([
      '/gettoken?corpid=c&corpsecret=hush-1',
      '/message/send?access_token=a',
      '/message/send?access_token=a',
      '/gettoken?corpid=c&corpsecret=hush-1',
      '/message/send?access_token=b',
    ])
  })

  test('is fetched again when WeChat takes it no more', async () => {
    const { send, requests } = fakedVendor({ vendor, entry }, [token('a'), expired, token('b'), taken])
    expect(await send()).toMatchObject({ sent: false, retry: true, error: 'error 42001 of WeChat: expired' })
    expect(await send()).toEqual({ sent: true })
    expect(requests).toHaveLength(4)
  })

  test('is not that of another integration', async () => {
    const first = fakedVendor({ vendor, entry }, [token('a'), taken])
    const second = fakedVendor({ vendor, entry }, [token('b'), taken])
    await first.send()
    await second.send()
    expect(second.requests).toHaveLength(2)
  })

  test.each<[string, CannedReply, object]>([
    [
      'to wait',
      { status: 429, body: 'slow down', headers: { 'retry-after': '9' } },
      { retry: true, reason: 'rateLimited', error: 'unexpected status code 429', after: 9000 },
    ],
    ['no JSON', { body: 'no' }, { retry: false, error: 'the answer to gettoken is no JSON object' }],
    [
      'an error',
      { status: 500, body: '{"errcode":40013,"errmsg":"no hush-1"}' },
      { retry: false, error: 'no token for this corporation and secret: no <redacted>' },
    ],
    ['nothing', { error: 'Get "<redacted>": gone' }, { retry: true, error: 'Get "<redacted>": gone' }],
  ])('does not come: %s', async (_, reply, expected) => {
    const { send, requests } = fakedVendor({ vendor, entry }, [reply])
    expect(await send()).toEqual({ sent: false, reason: 'other', ...expected })
    expect(requests).toHaveLength(1)
  })
})

test.each<[string, CannedReply, object]>([
  ['201', { status: 201 }, { retry: true, reason: 'other', error: 'unexpected status code 201' }],
  ['429', { status: 429, headers: { 'retry-after': '9' } }, { retry: true, reason: 'rateLimited', after: 9000 }],
  ['403', { status: 403 }, { retry: true, reason: 'authError' }],
  ['no JSON', { body: 'no' }, { retry: true, reason: 'other' }],
  ['a number that is a text', { body: '{"errcode":"0"}' }, { retry: true, reason: 'other' }],
  [
    'an error',
    { body: '{"errcode":40001,"errmsg":"bad tok-1"}' },
    { retry: false, error: 'error 40001 of WeChat: bad <redacted>' },
  ],
])('an answer that is %s', async (_, reply, expected) => {
  const { send } = fakedVendor({ vendor, entry }, [token('tok-1'), reply])
  expect(await send()).toMatchObject({ sent: false, ...expected })
})

test.each([
  ['{corp_id: c}', ['this wechat integration has no secret']],
  ['{api_secret: s}', ['this wechat integration has no corporation']],
  ['{api_secret: s, api_secret_file: f, corp_id: c}', ['only one of api_secret and api_secret_file can be set']],
  ['{api_secret: s, corp_id: c, message_type: image}', ['"image" is no type of message']],
])('%s is refused', (own, messages) => {
  expect(complaintsAbout({ vendor, entry: own })).toEqual(messages)
})
