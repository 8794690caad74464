// Repetition told as timelines: when a receiver hears again of what it knows.

import { describe, expect, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import { alert, config, post, resolved, usualTimings } from '../support/timeline-words.ts'

const usual = config({ route: usualTimings })
const lasting = { startsAt: 'now', endsAt: '+60d' }

describe('repeat_interval', () => {
  test('of 4 h repeats at the first tick after it: every 4 h and 5 min', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .until('1d')
      .sends(
        '30s /a first notification: A',
        '4h5m30s /a repeat interval elapsed: A',
        '8h10m30s /a repeat interval elapsed: A',
        '12h15m30s /a repeat interval elapsed: A',
        '16h20m30s /a repeat interval elapsed: A',
        '20h25m30s /a repeat interval elapsed: A',
      )
  })

  test('that is no multiple of group_interval repeats at the next tick', async () => {
    await timeline(config({ route: { ...usualTimings, group_interval: '7m', repeat_interval: '12h' } }))
      .at('0s', post(alert('A', lasting)))
      .until('1d1h')
      .sends(
        '30s /a first notification: A',
        '12h1m30s /a repeat interval elapsed: A',
        '1d2m30s /a repeat interval elapsed: A',
      )
  })

  test('shorter than group_interval repeats at every tick', async () => {
    await timeline(config({ route: { ...usualTimings, repeat_interval: '1m' } }))
      .at('0s', post(alert('A', lasting)))
      .until('14m')
      .sends(
        '30s /a first notification: A',
        '5m30s /a repeat interval elapsed: A',
        '10m30s /a repeat interval elapsed: A',
      )
  })

  test('counts from the last notification, whatever its reason', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting), alert('B', lasting)))
      .at('3h', post(alert('C', lasting)))
      .at('6h', post(resolved(alert('B'))))
      .until('11h')
      .sends(
        '30s /a first notification: A B',
        '3h30s /a new alerts added: A B C',
        '6h30s /a some alerts resolved: A -B C',
        '10h5m30s /a repeat interval elapsed: A C',
      )
  })

  test('is not touched by new annotations; the repeat brings them', async () => {
    const requests = await timeline(usual)
      .every('4m', { to: '2h' }, post(alert('A', { annotations: { value: 'old' } })))
      .every('4m', { from: '2h', to: '5h' }, post(alert('A', { annotations: { value: 'new' } })))
      .until('5h')
      .play()

    expect(requests.map(({ at, payload }) => [at, payload.alerts[0]?.annotations.value])).toEqual([
      [30, 'old'],
      [4 * 3600 + 330, 'new'],
    ])
  })

  test('of a week is kept for a week', async () => {
    await timeline(config({ route: { ...usualTimings, repeat_interval: '7d' } }), { flags: ['--data.retention=400h'] })
      .at('0s', post(alert('A', lasting)))
      .until('15d')
      .sends(
        '30s /a first notification: A',
        '7d5m30s /a repeat interval elapsed: A',
        '14d10m30s /a repeat interval elapsed: A',
      )
  })

  test('longer than --data.retention: the log forgets, and says first notification again', async () => {
    const requests = await timeline(config({ route: { ...usualTimings, repeat_interval: '7d' } }), {
      flags: ['--data.retention=24h'],
    })
      .at('0s', post(alert('A', lasting)))
      .until('2d')
      .play()

    expect(requests.map(({ payload }) => payload.notification_reason)).toEqual([
      'first notification',
      'first notification',
    ])
    // The log is looked through every 15 minutes.
    expect(requests[1]?.at).toBe(86_400 + 15 * 60 + 30)
  })

  test('is kept in the log twice its length: a repeat that could not come by then is a first notification', async () => {
    // Muted from 13:00 on; the log entry of 12:00:30 is gone at 20:15.
    const mutedUntil = (end: string): string =>
      config({
        route: {
          ...usualTimings,
          routes: [{ receiver: 'b', matchers: ['alertname="A"'], mute_time_intervals: ['then'] }],
        },
        time_intervals: [{ name: 'then', time_intervals: [{ times: [{ start_time: '13:00', end_time: end }] }] }],
      })
    const story = (end: string) =>
      timeline(mutedUntil(end))
        .at('0s', post(alert('A', lasting)))
        .until('8h45m')

    await story('20:00').sends('30s /b first notification: A', '8h30s /b repeat interval elapsed: A')
    await story('20:30').sends('30s /b first notification: A', '8h30m30s /b first notification: A')
  })

  test('of two routes to one receiver run side by side', async () => {
    const text = config({
      route: {
        ...usualTimings,
        routes: [
          { matchers: ['severity="page"'], repeat_interval: '1h' },
          { matchers: ['severity="ticket"'], repeat_interval: '3h' },
        ],
      },
    })
    await timeline(text)
      .at(
        '0s',
        post(
          alert('P', { labels: { severity: 'page' }, ...lasting }),
          alert('T', { labels: { severity: 'ticket' }, ...lasting }),
        ),
      )
      .until('3h10m')
      .sends(
        '30s /a first notification: P',
        '30s /a first notification: T',
        '1h5m30s /a repeat interval elapsed: P',
        '2h10m30s /a repeat interval elapsed: P',
        '3h5m30s /a repeat interval elapsed: T',
      )
  })
})
