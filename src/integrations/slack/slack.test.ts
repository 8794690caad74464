import { describe, expect, test } from 'vitest'
import {
  type CannedReply,
  complaintsAbout,
  configuredEntry,
  fakedVendor,
  someDelivery,
} from '../../../test/support/vendor-fixture.ts'
import type { HttpClientConfig } from '../../schema/http-client.ts'
import type { SlackConfig } from './schema.ts'

// The requests themselves, and which answers are followed by another attempt, are recorded: test/compatibility/slack.json.

const vendor = 'slack'
const entry = '{api_url: "https://hooks.example/T1/secret", channel: "#a"}'
const bot = '{api_url: "https://slack.com/api/chat.postMessage", update_message: true, channel: "#a"}'
const json = { 'content-type': 'application/json' }

describe('an answer', () => {
  test.each<[string, CannedReply, object]>([
    ['ok', { body: 'ok' }, { sent: true }],
    ['ok in JSON', { headers: json, body: '{"ok":true,"ts":"1","channel":"C"}' }, { sent: true }],
    [
      'that is another text',
      { body: 'no_service' },
      {
        sent: false,
        retry: false,
        reason: 'clientError',
        error: 'channel "#a": received an error response from Slack: no_service',
      },
    ],
    [
      'that is an error in JSON',
      { headers: json, body: '{"ok":false,"error":"not_in_channel"}' },
      {
        sent: false,
        retry: false,
        reason: 'clientError',
        error: 'channel "#a": error response from Slack: not_in_channel',
      },
    ],
    ['that is broken JSON', { headers: json, body: '{"ok":' }, { sent: false, retry: true, reason: 'clientError' }],
    ['that is other JSON', { headers: json, body: '{"ok":1}' }, { sent: false, retry: true, reason: 'clientError' }],
    [
      'that repeats the URL',
      { status: 404, body: 'no https://hooks.example/T1/secret' },
      {
        sent: false,
        retry: false,
        reason: 'clientError',
        error: 'channel "#a": unexpected status code 404: no <redacted>',
      },
    ],
    ['that says to slow down', { status: 429 }, { sent: false, retry: true, reason: 'rateLimited' }],
    [
      'that does not come',
      { error: 'Post "<redacted>": gone' },
      { sent: false, retry: true, error: 'Post "<redacted>": gone' },
    ],
  ])('%s', async (_, reply, expected) => {
    expect(await fakedVendor({ vendor, entry }, [reply]).send()).toMatchObject(expected)
  })
})

describe('a message that is changed', () => {
  const posted = { headers: json, body: '{"ok":true,"ts":"17.5","channel":"C1"}' }

  test('is remembered', async () => {
    const data = { threadTs: '17.5', channelId: 'C1' }
    expect(await fakedVendor({ vendor, entry: bot }, [posted]).send()).toEqual({ sent: true, data })
  })

  test('is not where that is not wanted', async () => {
    expect(await fakedVendor({ vendor, entry }, [posted]).send()).toEqual({ sent: true })
  })

  test.each([
    [{ threadTs: '17.5', channelId: 'C1' }, 'https://slack.com/api/chat.update', { ts: '17.5', channel: 'C1' }],
    [{ threadTs: '17.5' }, 'https://slack.com/api/chat.postMessage', { channel: '#a' }],
    [{ threadTs: 17, channelId: 'C1' }, 'https://slack.com/api/chat.postMessage', { channel: '#a' }],
    [{ threadTs: '', channelId: '' }, 'https://slack.com/api/chat.postMessage', { channel: '#a' }],
  ])('after %j', async (previous, url, body) => {
    const slack = fakedVendor({ vendor, entry: bot }, [posted])
    await slack.send({ ...someDelivery, previous })
    expect(slack.requests).toMatchObject([{ url }])
    expect(JSON.parse(String(slack.requests[0]?.body))).toMatchObject(body)
  })
})

describe('who is told', () => {
  const bearer = { type: 'Bearer', credentialsFile: '' }

  function configOf(setting: { readonly entry: string; readonly global?: string }) {
    const { apiUrl, apiUrlFile, httpConfig } = configuredEntry({ vendor, ...setting }).config as SlackConfig
    const { authorization } = httpConfig as HttpClientConfig
    return {
      url: apiUrl?.reveal() ?? `file ${apiUrlFile}`,
      authorization: authorization && { ...authorization, credentials: authorization.credentials?.reveal() },
    }
  }

  test.each([
    ['{}', '{slack_api_url: "https://g.example"}', 'https://g.example', undefined],
    ['{}', '{slack_api_url_file: f}', 'file f', undefined],
    ['{api_url_file: e}', '{slack_api_url: "https://g.example"}', 'file e', undefined],
    ['{}', '{slack_app_token: t}', 'https://slack.com/api/chat.postMessage', { ...bearer, credentials: 't' }],
    ['{app_url: "https://a.example"}', '{slack_app_token: t}', 'https://a.example', { ...bearer, credentials: 't' }],
    ['{api_url: "https://e.example"}', '{slack_app_token: t}', 'https://e.example', undefined],
    [
      '{app_token: e}',
      '{slack_api_url: "https://g.example"}',
      'https://slack.com/api/chat.postMessage',
      { ...bearer, credentials: 'e' },
    ],
    ['{}', '{slack_app_token_file: f}', 'https://slack.com/api/chat.postMessage', { ...bearer, credentialsFile: 'f' }],
  ])('%s with %s', (own, global, url, authorization) => {
    expect(configOf({ entry: own, global })).toMatchObject({ url, ...(authorization && { authorization }) })
    if (authorization === undefined) expect(configOf({ entry: own, global }).authorization).toBeUndefined()
  })

  test.each([
    ['{}', '{}', 'this slack integration has neither a URL nor a token'],
    ['{app_token: t}', '{slack_app_url: }', 'this slack integration has no URL for its app'],
    [
      '{app_token: t, http_config: {authorization: {credentials: c}}}',
      '{}',
      'http_config cannot have an authorization beside the token of a Slack app',
    ],
    [
      '{}',
      '{slack_api_url: "https://g.example", slack_app_token: t}',
      'slack_app_token and slack_api_url exclude each other',
    ],
    ['{api_url: "https://e.example", fields: [~]}', '{}', 'there is an empty entry in this list'],
    [
      '{api_url: "https://e.example", update_message: true}',
      '{}',
      'messages can only be changed with the token of a bot',
    ],
  ])('%s with %s is refused', (own, global, message) => {
    expect(complaintsAbout({ vendor, entry: own, global })).toEqual([message])
  })
})
