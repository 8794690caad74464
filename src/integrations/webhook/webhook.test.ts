import { describe, expect, test } from 'vitest'
import { deliveredAlert, deliveryOf } from '../../../test/support/delivery.ts'
import type { JsonValue } from '../../model/go-json.ts'
import { initialValues } from '../../schema/object.ts'
import { Secret } from '../../schema/secret.ts'
import type { Attempt } from '../contract.ts'
import { type WebhookConfig, webhookConfig } from './schema.ts'
import { webhook, webhookRequest } from './webhook.ts'

const delivery = deliveryOf([deliveredAlert({ alertname: 'A' }), deliveredAlert({ alertname: 'A', n: '2' })])

async function request(given: Partial<WebhookConfig>, attempt: Partial<Attempt<WebhookConfig>> = {}) {
  const written = initialValues(webhookConfig.members)
  return webhookRequest({
    delivery,
    config: { ...written, written, payload: undefined, ...given },
    externalURL: 'http://am',
    render: (text) => text,
    readFile: async (option, path) => `http://from-${option}${path}`,
    ...attempt,
  })
}

const url = new Secret('http://hook/secret')

describe('the request', () => {
  test('is a POST of the payload', async () => {
    const { body, ...rest } = await request({ url })
    expect(rest).toEqual({ method: 'POST', url: 'http://hook/secret', headers: { 'Content-Type': 'application/json' } })
    expect(JSON.parse(String(body))).toMatchObject({
      version: '4',
      receiver: 'team',
      truncatedAlerts: 0,
      alerts: [{}, {}],
    })
  })

  test('goes to what url_file holds', async () => {
    expect(await request({ urlFile: '/file' })).toMatchObject({ url: 'http://from-url_file/file' })
  })

  test('has at most max_alerts alerts', async () => {
    expect(JSON.parse(String((await request({ url, maxAlerts: 1 })).body))).toMatchObject({
      truncatedAlerts: 1,
      alerts: [{}],
    })
  })

  test.each<[JsonValue, string]>([
    [{ b: 'x', a: ['42', '<'] }, '{"a":[42,"\\u003c"],"b":"x"}\n'],
    ['just text', '"just text"\n'],
    [false, 'false\n'],
  ])('has the payload %j', async (payload, body) => {
    expect((await request({ url, payload })).body).toBe(body)
  })

  test('is filled in by the renderer: its URL, and keys and values of its payload', async () => {
    const render: Attempt<WebhookConfig>['render'] = (text, { status }) => text.replace('{{ .Status }}', status)
    const given = { url: new Secret('http://hook/{{ .Status }}'), payload: { '{{ .Status }}': 'is {{ .Status }}' } }
    expect(await request(given, { render })).toMatchObject({
      url: 'http://hook/firing',
      body: '{"firing":"is firing"}\n',
    })
  })

  test.each([
    ['no URL', { urlFile: '/f' }, { readFile: async () => '' }, 'webhook URL is empty after templating'],
    [
      'an infinite number',
      { url, payload: ['.inf'] },
      {},
      'failed to render custom payload: json: unsupported value: +Inf',
    ],
    [
      'a template that fails',
      { url, payload: 'x' },
      {
        render: () => {
          throw new Error('no such field')
        },
      },
      'failed to render custom payload: no such field',
    ],
  ])('%s: is not made, and not tried again', async (_, given, attempt, message) => {
    await expect(request(given, attempt)).rejects.toMatchObject({ name: 'IntegrationError', retry: false, message })
  })
})

test('the definition', () => {
  expect(webhook).toMatchObject({ name: 'webhook', key: 'webhook_configs', sendResolved: true, config: webhookConfig })
})
