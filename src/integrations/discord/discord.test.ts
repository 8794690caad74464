import { expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../../test/support/delivery.ts'
import { complaintsAbout, fakedVendor } from '../../../test/support/vendor-fixture.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/discord.json.

const vendor = 'discord'

function bodyOf(request: { readonly body?: string | Uint8Array } | undefined): unknown {
  return JSON.parse(String(request?.body))
}

test.each([
  ['firing', {}, 0x992d22],
  ['resolved', { endsAt: resolvedAt }, 0x2ecc71],
])('an alert that is %s', async (status, more, color) => {
  const discord = fakedVendor({
    vendor,
    entry: '{webhook_url: "http://d.example/x", title: "{{ .Status }}", message: m}',
  })
  expect(await discord.send(deliveryOf([deliveredAlert({ alertname: 'Disk' }, more)]))).toEqual({ sent: true })
  expect(discord.requests).toMatchObject([{ method: 'POST', url: 'http://d.example/x' }])
  expect(bodyOf(discord.requests[0])).toEqual({ content: '', embeds: [{ title: status, description: 'm', color }] })
})

test.each([
  ['http://a.example/{{ .Status }}', 'http://a.example/{{ .Status }}'],
  ['http://a example/%zz', undefined],
  ['', undefined],
])('avatar_url %j', async (avatar, expected) => {
  const entry = JSON.stringify({ webhook_url: 'http://d.example/x', username: '{{ .Status }}', avatar_url: avatar })
  const discord = fakedVendor({ vendor, entry })
  await discord.send()
  expect(bodyOf(discord.requests[0])).toMatchObject({ username: '{{ .Status }}' })
  expect((bodyOf(discord.requests[0]) as { avatar_url?: string }).avatar_url).toBe(expected)
})

test.each([
  ['{}', ['this integration has no URL']],
  ['{webhook_url: "http://a", webhook_url_file: f}', ['only one of webhook_url and webhook_url_file can be set']],
])('%s is refused', (entry, messages) => {
  expect(complaintsAbout({ vendor, entry })).toEqual(messages)
})

test('a file that cannot be read is not tried again', async () => {
  const { send } = fakedVendor({ vendor, entry: '{webhook_url_file: /nowhere/url}' })
  expect(await send()).toMatchObject({
    sent: false,
    retry: false,
    error: expect.stringContaining('read webhook_url_file'),
  })
})
