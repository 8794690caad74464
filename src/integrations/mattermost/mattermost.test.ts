import { expect, test } from 'vitest'
import { complaintsAbout, fakedVendor } from '../../../test/support/vendor-fixture.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/mattermost.json.

const vendor = 'mattermost'
const nothing = 'username: "", color: "", text: "", title: "", title_link: "", fallback: ""'

async function sent(options: string): Promise<unknown> {
  const mattermost = fakedVendor({ vendor, entry: `{webhook_url: "http://m.example/x", ${options}}` })
  expect(await mattermost.send()).toEqual({ sent: true })
  return JSON.parse(String(mattermost.requests[0]?.body))
}

test.each([
  [nothing, { attachments: [{}] }],
  ['text: only, username: u', { username: 'u', attachments: [{ text: 'only' }] }],
  ['text: top, attachments: [{text: below}, {}]', { text: 'top', attachments: [{ text: 'below' }, {}] }],
  ['props: {card: "{{ .Status }}"}', { props: { card: 'firing' } }],
])('%s', async (options, expected) => {
  expect(await sent(options)).toMatchObject(expected)
})

const both = 'requested_ack: true, persistent_notifications: true'

test.each([
  [`{priority: URGENT, ${both}}`, { priority: 'urgent', requested_ack: true, persistent_notifications: true }],
  [`{priority: important, ${both}}`, { priority: 'important', requested_ack: true }],
  [`{priority: "{{ .Status }}", ${both}}`, { priority: 'standard' }],
  [`{${both}}`, undefined],
])('priority: %s', async (priority, expected) => {
  expect(((await sent(`priority: ${priority}`)) as { priority?: object }).priority).toEqual(expected)
})

test('a refusal names the channel', async () => {
  const entry = '{webhook_url: "http://m.example/x", channel: "c {{ .Status }}"}'
  const { send } = fakedVendor({ vendor, entry }, [{ status: 404, body: 'no http://m.example/x' }])
  expect(await send()).toEqual({
    sent: false,
    retry: false,
    reason: 'clientError',
    error: 'channel "c firing": unexpected status code 404: no <redacted>',
  })
})

test.each([
  ['{}', ['this mattermost integration has no URL']],
  ['{webhook_url: "http://a", webhook_url_file: f}', ['only one of webhook_url and webhook_url_file can be set']],
  ['{webhook_url: "http://a", fields: [{title: a}]}', ['this field has no value']],
  ['{webhook_url: "http://a", attachments: [~]}', ['there is an empty entry in this list']],
])('%s is refused', (entry, messages) => {
  expect(complaintsAbout({ vendor, entry })).toEqual(messages)
})
