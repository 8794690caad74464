import { describe, expect, test } from 'vitest'
import { attemptWith, readEntry } from '../../../test/support/vendor-entry.ts'
import { Secret } from '../../schema/secret.ts'
import { opsgenie } from './opsgenie.ts'
import { opsgenieRequests } from './requests.ts'

test.each([
  ['{}', ['api_key: this opsgenie integration has no key']],
  ['{api_key: a, api_key_file: b}', ['28: only one of api_key and api_key_file can be set']],
  ['{api_key: a, responders: [{type: team}]}', ['27: this responder is nobody']],
  ['{api_key: a, responders: [{id: i, type: x}]}', ['27: "x" is no type of a responder']],
  [
    "{api_key: a, responders: [{id: i, type: '{{ toUpper .x }}'}]}",
    ['27: invalid template syntax in the type of a responder: template: :1: function "toUpper" not defined'],
  ],
  ["{api_key: a, responders: [{id: i, type: '{{ .x }}'}, {name: n, type: TEAM}]}", []],
])('problems of %s', (yaml, problems) => {
  expect(readEntry(opsgenie, yaml).problems).toEqual(problems)
})

describe('inheritance', () => {
  const globals = { opsgenieApiKey: new Secret('global'), opsgenieApiUrl: 'http://h/x' }

  test('the URL gets a slash at its end', () => {
    expect(readEntry(opsgenie, '{}', globals).config.apiUrl).toBe('http://h/x/')
    expect(readEntry(opsgenie, '{api_url: "http://own"}', globals).config.apiUrl).toBe('http://own/')
  })

  // A quirk of Alertmanager's: notify/opsgenie/opsgenie.go asks for the key first.
  test('a global key counts before a file of the entry', async () => {
    const { config } = readEntry(opsgenie, '{api_key_file: f}', globals)
    const [request] = await opsgenieRequests(attemptWith(config))
    expect(request?.headers.Authorization).toBe('GenieKey global')
  })
})

test('updates are requests of their own, by the alias', async () => {
  const { config } = readEntry(opsgenie, '{api_key: k, update_alerts: true, message: m, description: ""}')
  const requests = await opsgenieRequests(attemptWith(config))
  expect(requests.map(({ method, url, body }) => [method, url.replace(/[0-9a-f]{64}/, 'HASH'), body])).toEqual([
    ['POST', 'https://api.opsgenie.com/v2/alerts', expect.stringContaining('"message":"m"')],
    ['PUT', 'https://api.opsgenie.com/v2/alerts/HASH/message?identifierType=alias', '{"message":"m"}\n'],
    ['PUT', 'https://api.opsgenie.com/v2/alerts/HASH/description?identifierType=alias', '{}\n'],
  ])
})

test('labels may have any name', async () => {
  const { config } = readEntry(opsgenie, '{api_key: k, details: {__proto__: mine, constructor: "{{ .Status }}"}}')
  const [request] = await opsgenieRequests(attemptWith(config))
  expect(String(request?.body)).toContain(
    '"details":{"__proto__":"mine","alertname":"A","constructor":"firing","severity":"warning"}',
  )
})
