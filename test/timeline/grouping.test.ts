// Grouping told as timelines: when a group speaks, and what it says.

import { describe, expect, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import { alert, config, post, resolved, usualTimings } from '../support/timeline-words.ts'

const oneGroup = config({ route: usualTimings })
const byName = config({ route: { ...usualTimings, group_by: ['alertname'] } })
const day = { startsAt: 'now', endsAt: '+1d' }

describe('a group', () => {
  test('waits 30 s, and tells what joins it at its next 5-minute tick', async () => {
    await timeline(oneGroup)
      .at('0s', post('A'))
      .at('10s', post('B'))
      .at('31s', post('C'))
      .at('3m', post('D'))
      .until('8m')
      .sends('30s /a first notification: A B', '5m30s /a new alerts added: -A -B C D')
  })

  test('tells a storm in two notifications: what came within group_wait, and the rest', async () => {
    const requests = await timeline(oneGroup)
      .at('0s', ...storm({ from: 0, count: 500 }))
      .at('29s', ...storm({ from: 500, count: 500 }))
      .at('1m', ...storm({ from: 1000, count: 500 }))
      .until('6m')
      .play()

    expect(requests.map(({ at, payload }) => [at, payload.alerts.length])).toEqual([
      [30, 1000],
      [330, 1500],
    ])
  })

  test('keeps the rhythm of its ticks for a week', async () => {
    const requests = await timeline(oneGroup)
      .at('0s', post(alert('A', { startsAt: 'now', endsAt: '+30d' })))
      .at('7d', post(alert('B', { startsAt: 'now', endsAt: '+30d' })))
      .until('7d1m')
      .play()

    expect(requests.at(-1)?.at).toBe(7 * 86_400 + 30)
  })

  test('ticks by itself, whatever the other groups do', async () => {
    await timeline(byName)
      .at('0s', post(alert('A', day)))
      .at('2m', post(alert('B', day)))
      .at('3h', post(alert('A', { labels: { n: '2' }, ...day }), alert('B', { labels: { n: '2' }, ...day })))
      .until('3h4m')
      .sends(
        '30s /a first notification: A',
        '2m30s /a first notification: B',
        '3h30s /a new alerts added: A A',
        '3h2m30s /a new alerts added: B B',
      )
  })

  test('speaks at once when its first alert is older than group_wait, as after a restart of everything', async () => {
    await timeline(oneGroup)
      .at('0s', post(alert('A', { ...day, startsAt: '-2h' })))
      .at('1s', post(alert('B', { ...day, startsAt: '-3h' })))
      .until('6m')
      .sends('0s /a first notification: A', '5m /a new alerts added: A B')
  })

  test('speaks at once only when it is new: an old alert does not hurry a group that waits', async () => {
    await timeline(oneGroup)
      .at('0s', post('A'))
      .at('5s', post(alert('B', { startsAt: '-2h' })))
      .until('1m')
      .sends('30s /a first notification: A B')
  })

  test('ends with its last alert; the next one opens a new group with ticks of its own', async () => {
    await timeline(oneGroup)
      .at('0s', post('A'))
      .at('4m', post(resolved('A')))
      .at('7m', post('A'))
      .at('8m', post('B'))
      .until('13m')
      .sends(
        '30s /a first notification: A',
        '5m30s /a all alerts resolved: -A',
        '7m30s /a first notification: A',
        '12m30s /a new alerts added: -A B',
      )
  })

  test('loses an alert whose labels changed by its time-out, and the other group gains it', async () => {
    await timeline(byName)
      .every('1m', { to: '10m' }, post(alert('A', { labels: { severity: 'ticket' } })))
      .every('1m', { from: '10m', to: '20m' }, post(alert('A', { labels: { severity: 'page' } })))
      .until('20m')
      .sends('30s /a first notification: A', '10m30s /a new alerts added: A A', '15m30s /a some alerts resolved: A -A')
  })

  test('hears of an alert that came twice in one request only what came last', async () => {
    const requests = await timeline(oneGroup)
      .at('0s', post(alert('A', { annotations: { v: '1' } }), alert('A', { annotations: { v: '2' } })))
      .until('1m')
      .play()

    expect(requests.map(({ payload }) => payload.alerts.map(({ annotations }) => annotations))).toEqual([[{ v: '2' }]])
  })
})

describe('routes', () => {
  test('may differ in all timings', async () => {
    const text = config({
      route: {
        ...usualTimings,
        routes: [
          {
            receiver: 'pager',
            matchers: ['severity="page"'],
            group_wait: '0s',
            group_interval: '1m',
            repeat_interval: '30m',
          },
          { receiver: 'mail', matchers: ['severity="ticket"'], group_wait: '10m', repeat_interval: '1d' },
        ],
      },
    })
    await timeline(text)
      .at(
        '0s',
        post(
          alert('P', { labels: { severity: 'page' }, ...day }),
          alert('T', { labels: { severity: 'ticket' }, ...day }),
        ),
      )
      .at('5s', post(alert('P2', { labels: { severity: 'page' }, ...day })))
      .until('40m')
      .sends(
        '0s /pager first notification: P',
        '1m /pager new alerts added: P P2',
        '10m /mail first notification: T',
        '32m /pager repeat interval elapsed: P P2',
      )
  })

  test('that continue tell each receiver on its own timings', async () => {
    const text = config({
      route: {
        ...usualTimings,
        routes: [
          { receiver: 'log', matchers: ['alertname=~".+"'], group_wait: '0s', continue: true },
          { receiver: 'team', matchers: ['team="db"'] },
        ],
      },
    })
    await timeline(text)
      .at('0s', post(alert('A', { labels: { team: 'db' } }), 'B'))
      .until('1m')
      .sends('0s /log first notification: B A', '30s /team first notification: A')
  })
})

function storm({ from, count }: { readonly from: number; readonly count: number }) {
  return [post(...Array.from({ length: count }, (_, i) => alert('Storm', { labels: { n: String(from + i) }, ...day })))]
}
