import { expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../../test/support/delivery.ts'
import { attemptWith, readEntry } from '../../../test/support/vendor-entry.ts'
import { victorops, victoropsRequest } from './victorops.ts'

test.each([
  ['{api_key: k}', ['1: this victorops integration has no routing key']],
  ['{routing_key: r}', ['api_key: this victorops integration has no key']],
  ['{api_key: k, api_key_file: f, routing_key: r}', ['28: only one of api_key and api_key_file can be set']],
  [
    '{api_key: k, routing_key: r, custom_fields: {entity_id: x}}',
    ['45: a custom field cannot be called entity_id: that is a field already'],
  ],
])('problems of %s', (yaml, problems) => {
  expect(readEntry(victorops, yaml).problems).toEqual(problems)
})

test.each([
  ['INFO', 'INFO'],
  ['info', 'CRITICAL'],
  ['{{ .Status }}', 'CRITICAL'],
])('a message of the type %s is %s', async (type, expected) => {
  const { config } = readEntry(victorops, `{api_key: k, routing_key: r, message_type: '${type}'}`)
  const { body } = await victoropsRequest(attemptWith(config))
  expect(JSON.parse(String(body))).toMatchObject({ message_type: expected })
})

test('what has resolved is a recovery', async () => {
  const { config } = readEntry(victorops, '{api_key: k, routing_key: r, message_type: INFO}')
  const delivery = deliveryOf([deliveredAlert({ alertname: 'A' }, { endsAt: resolvedAt })])
  const { body } = await victoropsRequest(attemptWith(config, { delivery }))
  expect(JSON.parse(String(body))).toMatchObject({ message_type: 'RECOVERY' })
})

test('the key and the team are in the path', async () => {
  const { config } = readEntry(victorops, '{api_key_file: f, routing_key: "a/b c?"}')
  expect(await victoropsRequest(attemptWith(config))).toMatchObject({
    url: 'https://alert.victorops.com/integrations/generic/20131114/alert/api_key_file%20f/a/b%20c%3F',
    secrets: ['api_key_file f'],
  })
})
