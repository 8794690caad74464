import { expect, test } from 'vitest'
import { complaintsAbout, fakedVendor } from '../../../test/support/vendor-fixture.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/webex.json.

const vendor = 'webex'
const http = 'http_config: {authorization: {credentials: tok}}'

test.each([
  ['m {{ .Status }}', 'm firing'],
  ['', ''],
  ['x'.repeat(7440), `${'x'.repeat(7436)}…`],
  // Alertmanager ends on this one: fewer characters than its limit, but more bytes.
  ['ä'.repeat(4000), `${'ä'.repeat(3718)}…`],
])('a message %.20s', async (message, markdown) => {
  const webex = fakedVendor({ vendor, entry: `{room_id: r, message: ${JSON.stringify(message)}, ${http}}` })
  expect(await webex.send()).toEqual({ sent: true })
  expect(webex.requests).toMatchObject([{ url: 'https://webexapis.com/v1/messages' }])
  expect(JSON.parse(String(webex.requests[0]?.body))).toEqual({ markdown, roomId: 'r' })
})

test('a room whose template fails: nothing is sent', async () => {
  const webex = fakedVendor({ vendor, entry: `{room_id: "{{ .Nothing }}", ${http}}` })
  expect(await webex.send()).toMatchObject({
    sent: false,
    retry: false,
    error: expect.stringMatching(/^the template of room_id failed/),
  })
  expect(webex.requests).toEqual([])
})

test.each([
  [`{${http}}`, '{}', ['this webex integration has no room']],
  ['{room_id: r}', '{http_config: {authorization: {credentials: c}}}', ['this webex integration has no token']],
  [`{room_id: r, ${http}}`, '{webex_api_url: }', ['this webex integration has no URL']],
])('%s with %s is refused', (entry, global, messages) => {
  expect(complaintsAbout({ vendor, entry, global })).toEqual(messages)
})
