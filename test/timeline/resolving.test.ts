// Resolving told as timelines: how alerts end, and firing again.

import { describe, expect, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import { alert, config, post, resolved, usualTimings, webhook } from '../support/timeline-words.ts'

const usual = config({ route: usualTimings })
const quiet = config({ route: usualTimings, receivers: [webhook('a', { send_resolved: false })] })

describe('an alert', () => {
  test('that is posted every minute resolves 5 min after the last time', async () => {
    await timeline(usual)
      .every('1m', { to: '1h' }, post('A'))
      .until('1h15m')
      // The last one at 59 min, the end at 1 h 4 min, the tick half a minute later than a full 5 minutes.
      .sends('30s /a first notification: A', '1h5m30s /a all alerts resolved: -A')
  })

  test('lives as long as resolve_timeout says', async () => {
    await timeline(config({ global: { resolve_timeout: '1h' }, route: usualTimings }))
      .at('0s', post('A'))
      .until('2h')
      .sends('30s /a first notification: A', '1h30s /a all alerts resolved: -A')
  })

  test('with an end that is pushed on at every post, as Prometheus does, resolves at the last one', async () => {
    await timeline(config({ global: { resolve_timeout: '1h' }, route: usualTimings }))
      .every('1m', { to: '1h' }, post(alert('A', { startsAt: '+0s', endsAt: 'now+4m' })))
      .until('1h15m')
      .sends('30s /a first notification: A', '1h5m30s /a all alerts resolved: -A')
  })

  test('is told as resolved once, though Prometheus says so for a quarter of an hour', async () => {
    await timeline(usual)
      .every('1m', { to: '20m' }, post(alert('A', { startsAt: '+0s' })))
      .every('1m', { from: '20m', to: '35m' }, post(alert('A', { startsAt: '+0s', endsAt: '+20m' })))
      .until('1h')
      .sends('30s /a first notification: A', '20m30s /a all alerts resolved: -A')
  })

  test('that comes and goes within group_wait is never told', async () => {
    await timeline(usual)
      .at('0s', post('A'))
      .at('29s', post(resolved('A')))
      .until('1h')
      .sends()
  })

  test('that flaps between two ticks is told by what it is at the ticks', async () => {
    await timeline(usual)
      .at('0s', post('A'))
      .at('1m', post(resolved('A')))
      .at('2m', post('A'))
      .at('3m', post(resolved('A')))
      .at('4m', post('A'))
      .at('6m', post(resolved('A')))
      .at('7m', post('A'))
      .at('8m', post(resolved('A')))
      .until('20m')
      .sends('30s /a first notification: A', '10m30s /a all alerts resolved: -A')
  })

  test('that fires again after its end was told is a first notification with a new start', async () => {
    const requests = await timeline(usual)
      .at('0s', post('A'))
      .at('4m', post(resolved('A')))
      .at('2h', post('A'))
      .until('2h1m')
      .play()

    expect(requests.map(({ payload }) => [payload.notification_reason, payload.alerts[0]?.startsAt])).toEqual([
      ['first notification', 0],
      ['all alerts resolved', 0],
      ['first notification', 7200],
    ])
  })

  test('that fires again before its end was told keeps its first start', async () => {
    const requests = await timeline(usual)
      .at('0s', post('A'))
      .at('1m', post(alert('A', { startsAt: '+0s', endsAt: '+1m' })))
      .at('2m', post(alert('A', { startsAt: '+50s', endsAt: '+1d' })))
      .at('3m', post('B'))
      .until('6m')
      .play()

    expect(requests.at(-1)?.payload.alerts.map(({ startsAt }) => startsAt)).toEqual([0, 180])
  })

  test('of many is told as resolved among them, once', async () => {
    const many = Array.from({ length: 20 }, (_, i) => alert('A', { labels: { n: String(i) }, endsAt: '+1d' }))
    const requests = await timeline(usual)
      .at('0s', post(...many))
      .at('1h', post(resolved(many[7] ?? 'none')))
      .at('2h', post(resolved(many[3] ?? 'none')))
      .until('3h')
      .play()

    const told = requests.map(({ at, payload }) => ({
      at,
      firing: payload.alerts.filter(({ status }) => status === 'firing').length,
      resolved: payload.alerts.filter(({ status }) => status === 'resolved').map(({ labels }) => labels.n),
    }))
    expect(told).toEqual([
      { at: 30, firing: 20, resolved: [] },
      { at: 3630, firing: 19, resolved: ['7'] },
      { at: 7230, firing: 18, resolved: ['3'] },
    ])
  })
})

describe('without send_resolved', () => {
  test('each episode of an alert is a first notification, and its end is not told', async () => {
    await timeline(quiet)
      .at('0s', post('A'))
      .at('1h', post('A'))
      .until('2h')
      .sends('30s /a first notification: A', '1h30s /a first notification: A')
  })

  test('a repeat has only what fires', async () => {
    await timeline(quiet)
      .at('0s', post(alert('A', { endsAt: '+1d' }), alert('B', { endsAt: '+1d' })))
      .at('1h', post(resolved('B')))
      .until('4h10m')
      .sends('30s /a first notification: A B', '4h5m30s /a repeat interval elapsed: A')
  })
})
