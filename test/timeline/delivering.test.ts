// Delivery told as timelines: receivers that fail for hours, and what they hear when they are back.

import { describe, expect, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import {
  alert,
  config,
  post,
  receiver,
  reload,
  resolved,
  silence,
  usualTimings,
  webhook,
} from '../support/timeline-words.ts'

const usual = config({ route: usualTimings })
const two = config({ route: usualTimings, receivers: [webhook('a', { path: '/one' }, { path: '/two' })] })
const lasting = { startsAt: 'now', endsAt: '+60d' }

describe('a receiver that answers 503', () => {
  test('for two hours hears, once it is back, what is true by then', async () => {
    await timeline(usual)
      .at('0s', receiver('/a', { answers: 503 }), post(alert('A', lasting)))
      .at('1h', post(alert('B', lasting)))
      .at('2h', receiver('/a', { answers: 200 }))
      .until('2h10m')
      .sends(
        '30s /a first notification: A (503, again and again)',
        '1h38.7s /a first notification: A B (503, again and again)',
        '2h38.7s /a first notification: A B',
      )
  })

  test('is tried within a minute or so, however long it has been down', async () => {
    const requests = await timeline(usual)
      .at('0s', receiver('/a', { answers: 503 }), post(alert('A', lasting)))
      .at('4h2m', receiver('/a', { answers: 200 }))
      .until('5h')
      .play()

    const told = requests.find(({ answer }) => answer === 200)
    expect(told?.at).toBeGreaterThanOrEqual(4 * 3600 + 120)
    expect(told?.at).toBeLessThanOrEqual(4 * 3600 + 120 + 90)
  })

  test('until the alert is over never hears of it', async () => {
    await timeline(usual)
      .at('0s', receiver('/a', { answers: 503 }), post(alert('A', lasting)))
      .at('58m', post(resolved('A')))
      .at('1h10m', receiver('/a', { answers: 200 }))
      .until('3h')
      .sends('30s /a first notification: A (503, again and again)')
  })

  test('when the end comes hears of the end once it is back', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('10m', receiver('/a', { answers: 503, times: 3 }), post(resolved('A')))
      .until('1h')
      .sends(
        '30s /a first notification: A',
        '10m30s /a all alerts resolved: -A (503, again and again)',
        '10m32.4s /a all alerts resolved: -A',
      )
  })
})

describe('a receiver that refuses', () => {
  test('is tried at every tick, not in between', async () => {
    const requests = await timeline(usual)
      .at('0s', receiver('/a', { answers: 400 }), post(alert('A', lasting)))
      .at('1h', receiver('/a', { answers: 200 }))
      .until('2h')
      .play()

    expect(requests.map(({ at, answer }) => [at, answer])).toEqual(
      Array.from({ length: 13 }, (_, i) => [30 + 300 * i, i < 12 ? 400 : 200]),
    )
  })

  test('does not touch the other webhook of its receiver', async () => {
    await timeline(two)
      .at('0s', receiver('/two', { answers: 404 }), post(alert('A', lasting)))
      .at('9m', post(alert('B', lasting)))
      .at('12m', receiver('/two', { answers: 200 }))
      .until('20m')
      .sends(
        '30s /one first notification: A',
        '30s /two first notification: A (404)',
        '5m30s /two first notification: A (404)',
        '10m30s /one new alerts added: A B',
        '10m30s /two first notification: A B (404)',
        '15m30s /two first notification: A B',
      )
  })

  test('repeats has its own log: the other one repeats on its own', async () => {
    await timeline(two)
      .at('0s', post(alert('A', lasting)))
      .at('4h', receiver('/two', { answers: 400, times: 1 }))
      .until('8h16m')
      .sends(
        '30s /one first notification: A',
        '30s /two first notification: A',
        '4h5m30s /one repeat interval elapsed: A',
        '4h5m30s /two repeat interval elapsed: A (400)',
        '4h10m30s /two repeat interval elapsed: A',
        '8h10m30s /one repeat interval elapsed: A',
        '8h15m30s /two repeat interval elapsed: A',
      )
  })
})

describe('a receiver that answers 429', () => {
  test('is left alone for as long as it asks, and then hears what is true by then', async () => {
    await timeline(usual)
      .at('0s', receiver('/a', { answers: 429, retryAfter: 500, times: 1 }), post(alert('A', lasting)))
      .at('4m', post(alert('B', lasting)))
      .until('1h')
      .sends('30s /a first notification: A (429)', '8m50s /a first notification: A B')
  })

  test('for an hour without saying how long to wait hears the final state, once', async () => {
    const requests = await timeline(usual)
      .at('0s', receiver('/a', { answers: 429 }), post(alert('A', lasting)))
      .every('7m', { from: '7m', to: '56m' }, post(alert('B', { ...lasting, startsAt: '+0s' })))
      .at('1h', receiver('/a', { answers: 200 }))
      .until('2h')
      .play()

    const heard = requests.filter(({ answer }) => answer === 200)
    expect(heard.map(({ payload }) => payload.notification_reason)).toEqual(['first notification'])
    expect(heard[0]?.at).toBeLessThanOrEqual(3600 + 90)
  })
})

describe('an outage', () => {
  test('during which everything is silenced ends without a word', async () => {
    await timeline(usual)
      .at('0s', receiver('/a', { answers: 503 }), post(alert('A', lasting)))
      .at('10m', silence('s', 'alertname="A"', { until: '+5h' }))
      .at('1h', receiver('/a', { answers: 200 }))
      .until('4h')
      .sends('30s /a first notification: A (503, again and again)')
  })

  test('is not ended by reloads: the retries go on, and arrive once', async () => {
    const requests = await timeline(usual)
      .at('0s', receiver('/a', { answers: 503 }), post(alert('A', lasting)))
      .every('10s', { from: '5m', to: '20m' }, reload(usual))
      .at('20m', receiver('/a', { answers: 200 }))
      .until('1h')
      .play()

    expect(requests.filter(({ answer }) => answer === 200)).toHaveLength(1)
  })
})

describe('a receiver that hangs', () => {
  test('is given up after ten seconds, and tried again soon', async () => {
    const requests = await timeline(usual)
      .at('0s', receiver('/a', { hangs: true, times: 2 }), post(alert('A', lasting)))
      .until('1h')
      .play()

    expect(requests.map(({ at, gaveUpAt, answer }) => [at, gaveUpAt, answer])).toEqual([
      [30, 40, 'hung'],
      [40.5, 50.5, 'hung'],
      [51.3, undefined, 200],
    ])
  })

  test('holds up nobody else, other groups of its own neither', async () => {
    const byName = config({ route: { ...usualTimings, group_by: ['alertname'] } })
    await timeline(byName)
      .at('0s', receiver('/a', { hangs: true, times: 1 }), post(alert('A', lasting)))
      .at('5s', post(alert('B', lasting)))
      .until('5m')
      .sends('30s /a first notification: A (hung)', '35s /a first notification: B', '40.5s /a first notification: A')
  })

  test('holds up no other webhook of its receiver, whose ends are forgotten when both have heard of them', async () => {
    const requests = await timeline(two)
      .at('0s', receiver('/two', { hangs: true }), post(alert('A', lasting), alert('B', lasting)))
      .at('3m', post(resolved('A')))
      .at('12m', receiver('/two', { answers: 200 }))
      .until('30m')
      .play()

    const heard = requests.filter(({ answer }) => answer === 200)
    expect(heard.map(({ at, to, payload }) => [at, to, payload.notification_reason, payload.alerts.length])).toEqual([
      [30, '/one', 'first notification', 2],
      [330, '/one', 'some alerts resolved', 2],
      [768.7, '/two', 'first notification', 2],
    ])
  })
})
