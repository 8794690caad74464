import { describe, expect, test } from 'vitest'
import { deliveredAlert, deliveryOf } from '../../test/support/delivery.ts'
import { ManualClock, settle } from '../../test/support/manual-clock.ts'
import { initialValues } from '../schema/object.ts'
import { Secret } from '../schema/secret.ts'
import type { Network, WireFailure, WireOptions, WireReply, WireRequest } from './network.ts'
import { buildIntegration, integrations } from './registry.ts'
import { webhookConfig } from './webhook/schema.ts'

const delivery = deliveryOf([deliveredAlert({ alertname: 'A' })])
const url = 'http://hook.test/secret-path'
const clock = new ManualClock()

function build(
  answer: (request: WireRequest, options: WireOptions) => Promise<WireReply | WireFailure>,
  given: object = {},
) {
  const seen: WireOptions[] = []
  const released: object[] = []
  const network: Network = {
    request: (request, options) => {
      seen.push(options)
      return answer(request, options)
    },
    release: async (holder) => {
      released.push(holder)
    },
  }
  const written = initialValues(webhookConfig.members)
  const config = { ...written, written, payload: undefined, url: new Secret(url), ...given }
  const integration = buildIntegration(
    { name: 'webhook', index: 3, sendResolved: false, config },
    { receiver: 'team', externalURL: 'http://am', clock, network },
  )
  return { integration, seen, released }
}

const forever = new AbortController().signal

describe('a send', () => {
  test.each([
    ['an answer', { status: 200, headers: {}, body: '' }, { sent: true }],
    [
      'a refusal',
      { status: 400, headers: {}, body: `no ${url}, no hunter2`, secrets: ['hunter2'] },
      {
        sent: false,
        retry: false,
        reason: 'clientError',
        error: 'unexpected status code 400: no <redacted>, no <redacted>',
      },
    ],
    [
      'a server error',
      { status: 503, headers: {}, body: '' },
      { sent: false, retry: true, reason: 'serverError', error: 'unexpected status code 503' },
    ],
    [
      'no answer',
      { error: 'Post "<redacted>": gone' },
      { sent: false, retry: true, reason: 'other', error: 'Post "<redacted>": gone' },
    ],
  ])('with %s', async (_, outcome, result) => {
    const { integration } = build(async () => outcome)
    expect(await integration.send(delivery, forever)).toEqual(result)
  })

  test.each([
    ['a deadline', new DOMException('over', 'TimeoutError'), 'contextDeadlineExceeded'],
    ['somebody', new Error('stop'), 'contextCanceled'],
    ['somebody without a reason', undefined, 'contextCanceled'],
  ])('that is aborted by %s', async (_, cause, reason) => {
    const { integration } = build(async () => ({ error: 'aborted' }))
    expect(await integration.send(delivery, AbortSignal.abort(cause))).toMatchObject({
      sent: false,
      retry: true,
      reason,
    })
  })

  test('that takes longer than its timeout', async () => {
    const { integration, seen } = build(
      (_, { signal }) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve({ error: 'Post "<redacted>": late' }))),
      { timeout: 1500 },
    )
    const result = integration.send(delivery, forever)
    await settle()
    await clock.advance(1499)
    expect(seen[0]?.signal.aborted).toBe(false)
    await clock.advance(1)
    expect(await result).toEqual({
      sent: false,
      retry: true,
      reason: 'other',
      error: 'Post "<redacted>": late: configured webhook timeout reached (1.5s)',
    })
  })

  test('within its timeout leaves no timer behind', async () => {
    const { integration } = build(async () => ({ status: 200, headers: {}, body: '' }), { timeout: 1500 })
    await integration.send(delivery, forever)
    expect(clock.pending).toBe(0)
  })

  test('that cannot be made: an answer, not an exception', async () => {
    const { integration, seen } = build(async () => ({ error: '' }), { url: undefined, urlFile: '/nowhere/url' })
    expect(await integration.send(delivery, forever)).toEqual({
      sent: false,
      retry: false,
      reason: 'other',
      error: expect.stringMatching(/^read url_file: ENOENT.*\/nowhere\/url/),
    })
    expect(seen).toEqual([])
  })

  test('over a network that throws: an answer, not an exception', async () => {
    const { integration } = build(() => Promise.reject(new Error('a bug')))
    expect(await integration.send(delivery, forever)).toEqual({
      sent: false,
      retry: false,
      reason: 'other',
      error: 'a bug',
    })
  })
})

describe('an integration', () => {
  test('is known by its entry, and has connections of its own', async () => {
    const { integration, seen, released } = build(async () => ({ status: 200, headers: {}, body: '' }))
    expect(integration).toMatchObject({ name: 'webhook', index: 3, sendResolved: false })
    await integration.send(delivery, forever)
    await integration.send(delivery, forever)
    expect(seen[0]?.holder).toBe(seen[1]?.holder)
    await integration.close()
    expect(released).toEqual([seen[0]?.holder])
  })

  test('that does not exist cannot be built', () => {
    const context = { receiver: 'team', externalURL: '', clock, network: { request: async () => ({ error: '' }) } }
    expect(() => buildIntegration({ name: 'pigeon', index: 0, sendResolved: true, config: {} }, context)).toThrow(
      'there is no integration pigeon',
    )
  })

  test('whose certificates cannot be used cannot be built', () => {
    const network: Network = {
      request: async () => ({ error: '' }),
      check: () => {
        throw new Error('unable to read CA cert')
      },
    }
    const context = { receiver: 'team', externalURL: '', clock, network }
    expect(() => buildIntegration({ name: 'webhook', index: 0, sendResolved: true, config: {} }, context)).toThrow(
      'unable to read CA cert',
    )
  })
})

test('names and keys are unique', () => {
  expect(new Set(integrations.map(({ name }) => name)).size).toBe(integrations.length)
  expect(new Set(integrations.map(({ key }) => key)).size).toBe(integrations.length)
})
