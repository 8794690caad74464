import { expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../../test/support/delivery.ts'
import { complaintsAbout, configuredEntry, fakedVendor } from '../../../test/support/vendor-fixture.ts'
import type { Msteamsv2Config } from './schema.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/msteamsv2.json.

const vendor = 'msteamsv2'

test.each([
  ['firing', {}, 'Attention'],
  ['resolved', { endsAt: resolvedAt }, 'Good'],
])('an alert that is %s', async (status, more, color) => {
  const entry = '{webhook_url: "http://t.example/x", title: "t {{ .Status }}", text: x}'
  const teams = fakedVendor({ vendor, entry })
  expect(await teams.send(deliveryOf([deliveredAlert({ alertname: 'Disk' }, more)]))).toEqual({ sent: true })
  expect(JSON.parse(String(teams.requests[0]?.body))).toMatchObject({
    type: 'message',
    attachments: [{ contentUrl: null, content: { body: [{ text: `t ${status}`, color }, { text: 'x' }] } }],
  })
})

test.each([
  ['{}', 'http://global.example'],
  ['{follow_redirects: false}', 'http://global.example'],
  ['{proxy_url: "http://own.example"}', 'http://own.example'],
  ['{proxy_url: ""}', ''],
])('http_config %s has a proxy', (http, proxy) => {
  const { config } = configuredEntry({
    vendor,
    entry: `{webhook_url: "http://t.example", http_config: ${http}}`,
    global: '{http_config: {proxy_url: "http://global.example"}}',
  })
  expect((config as Msteamsv2Config).httpConfig?.proxyUrl?.reveal()).toBe(proxy)
})

test.each([
  ['{}', ['this integration has no URL']],
  ['{webhook_url: "http://a", webhook_url_file: f}', ['only one of webhook_url and webhook_url_file can be set']],
])('%s is refused', (entry, messages) => {
  expect(complaintsAbout({ vendor, entry })).toEqual(messages)
})
