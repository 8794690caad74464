import { describe, expect, test } from 'vitest'
import { deliveredAlert, deliveryOf, resolvedAt } from '../../../test/support/delivery.ts'
import { attemptWith, readEntry } from '../../../test/support/vendor-entry.ts'
import { pagerdutyRequest } from './event.ts'
import { pagerduty } from './pagerduty.ts'

async function event(yaml: string, more: Parameters<typeof attemptWith>[1] = {}) {
  const { config, problems } = readEntry(pagerduty, yaml)
  expect(problems).toEqual([])
  const { body, ...rest } = await pagerdutyRequest(attemptWith(config, more as object))
  return { ...rest, event: JSON.parse(String(body)) }
}

test.each([
  ['{}', ['1: this pagerduty integration has no key']],
  ['{routing_key: a, routing_key_file: b}', ['36: only one of routing_key and routing_key_file can be set']],
  ['{service_key: a, service_key_file: b}', ['36: only one of service_key and service_key_file can be set']],
  ['{routing_key: a, url: nonsense}', ['23: this URL cannot be used: it does not begin with http:// or https://']],
  ['{routing_key: a}', []],
  ['{service_key_file: a}', []],
])('problems of %s', (yaml, problems) => {
  expect(readEntry(pagerduty, yaml).problems).toEqual(problems)
})

test('without a url anywhere', () => {
  expect(readEntry(pagerduty, '{routing_key: a}', { pagerdutyUrl: undefined }).problems).toEqual([
    'url: this pagerduty integration has no url',
  ])
})

describe('an event', () => {
  test('of the API v2 goes to the global url', async () => {
    expect(await event('{routing_key: k, details: {num_firing: 5, more: "{{ .Status }}"}}')).toMatchObject({
      url: 'https://events.pagerduty.com/v2/enqueue',
      secrets: ['k'],
      event: {
        routing_key: 'k',
        event_action: 'trigger',
        payload: { severity: 'error', custom_details: { num_firing: 5, more: 'firing' } },
      },
    })
  })

  test('of the API v1 goes to its one address, whatever else is set', async () => {
    const { url, event: sent } = await event('{service_key_file: f, routing_key: k, url: "http://x.example"}')
    expect(url).toBe('https://events.pagerduty.com/generic/2010-04-15/create_event.json')
    expect(sent).toMatchObject({
      service_key: 'service_key_file f',
      event_type: 'trigger',
      event_action: '',
      payload: null,
    })
  })

  test('that resolves says so, and in v1 not who tells it', async () => {
    const delivery = deliveryOf([deliveredAlert({ alertname: 'A' }, { endsAt: resolvedAt })])
    expect(await event('{routing_key: k}', { delivery })).toMatchObject({ event: { event_action: 'resolve' } })
    const { event: sent } = await event('{service_key: k}', { delivery })
    expect(sent).toMatchObject({ event_type: 'resolve' })
    expect(Object.keys(sent)).not.toContain('client')
  })

  test('is not sent with a key that is empty after templating', async () => {
    const render = (text: string) => (text === 'k' ? '' : text)
    await expect(event('{routing_key: k}', { render })).rejects.toMatchObject({
      retry: false,
      message: 'the routing key is empty after templating',
    })
  })

  test('is not sent when a template fails, and says which', async () => {
    const render = (text: string) => {
      if (text === 'bad') throw new Error('no')
      return text
    }
    await expect(event('{routing_key: k, details: {a: {b: [bad]}}}', { render })).rejects.toMatchObject({
      message: 'the template of details.a failed: no',
    })
  })
})
