// Delivery told as timelines: receivers that fail for hours, and what they hear when they are back.

import { describe, expect, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import { alert, config, post, receiver, resolved, usualTimings, webhook } from '../support/timeline-words.ts'

const usual = config({ route: usualTimings })
const two = config({ route: usualTimings, receivers: [webhook('a', { path: '/one' }, { path: '/two' })] })
const lasting = { startsAt: 'now', endsAt: '+60d' }

describe('a receiver that answers 503', () => {
  test('for two hours hears, once it is back, what is true at that flush', async () => {
    await timeline(usual)
      .at('0s', receiver('/a', { answers: 503 }), post(alert('A', lasting)))
      .at('1h', post(alert('B', lasting)))
      .at('2h', receiver('/a', { answers: 200 }))
      .until('2h10m')
      .sends(
        '30s /a first notification: A (503, again and again)',
        '1h30s /a first notification: A B (503, again and again)',
        '2h30s /a first notification: A B',
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

describe('a receiver that hangs', () => {
  test('is given up at the next tick, and tried again at once', async () => {
    const requests = await timeline(usual)
      .at('0s', receiver('/a', { hangs: true, times: 2 }), post(alert('A', lasting)))
      .until('1h')
      .play()

    expect(requests.map(({ at, gaveUpAt, answer }) => [at, gaveUpAt, answer])).toEqual([
      [30, 330, 'hung'],
      [330, 630, 'hung'],
      [630, undefined, 200],
    ])
  })

  test('holds up nobody else, other groups of its own neither', async () => {
    const byName = config({ route: { ...usualTimings, group_by: ['alertname'] } })
    await timeline(byName)
      .at('0s', receiver('/a', { hangs: true, times: 1 }), post(alert('A', lasting)))
      .at('1m', post(alert('B', lasting)))
      .until('5m')
      .sends('30s /a first notification: A (hung)', '1m30s /a first notification: B')
  })
})
