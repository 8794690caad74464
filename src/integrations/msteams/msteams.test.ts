import { expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../../test/support/delivery.ts'
import { complaintsAbout, fakedVendor } from '../../../test/support/vendor-fixture.ts'

// More requests, and which answers are followed by another attempt, are recorded: test/compatibility/msteams.json.

const vendor = 'msteams'

test.each([
  ['firing', {}, '8C1A1A'],
  ['resolved', { endsAt: resolvedAt }, '2DC72D'],
])('an alert that is %s', async (status, more, themeColor) => {
  const entry = '{webhook_url: "http://t.example/x", title: "t {{ .Status }}", summary: s, text: x}'
  const teams = fakedVendor({ vendor, entry })
  expect(await teams.send(deliveryOf([deliveredAlert({ alertname: 'Disk' }, more)]))).toEqual({ sent: true })
  expect(JSON.parse(String(teams.requests[0]?.body))).toEqual({
    '@context': 'http://schema.org/extensions',
    type: 'MessageCard',
    title: `t ${status}`,
    summary: 's',
    text: 'x',
    themeColor,
  })
})

test.each([
  ['{}', ['this integration has no URL']],
  ['{webhook_url: "http://a", webhook_url_file: f}', ['only one of webhook_url and webhook_url_file can be set']],
])('%s is refused', (entry, messages) => {
  expect(complaintsAbout({ vendor, entry })).toEqual(messages)
})
