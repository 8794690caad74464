// Silences told as timelines: from a minute to a month.

import { describe, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import { alert, config, expire, post, resolved, restart, silence, usualTimings } from '../support/timeline-words.ts'

const usual = config({ route: usualTimings })
const lasting = { startsAt: 'now', endsAt: '+60d' }

describe('a silence', () => {
  test('of 30 days holds for 30 days', async () => {
    await timeline(usual)
      .at('0s', silence('s', 'alertname="A"', { until: '+30d' }), post(alert('A', lasting)))
      .until('30d10m')
      .sends('30d30s /a first notification: A')
  })

  test('of 30 days holds across restarts', async () => {
    await timeline(usual)
      .at('0s', silence('s', 'alertname="A"', { until: '+30d' }), post(alert('A', lasting)))
      .at('10d', restart())
      .at('10d1m', post(alert('A', lasting)))
      .at('20d', restart())
      .at('20d2m', post(alert('A', lasting)))
      .until('30d10m')
      .sends('30d30s /a first notification: A')
  })

  test('that is pushed on again and again lasts until its last end', async () => {
    await timeline(usual)
      .every('5m', { to: '3h' }, silence('s', 'alertname="A"', { from: '+0s', until: 'now+10m' }))
      .at('1s', post(alert('A', lasting)))
      .until('4h')
      // Last pushed at 2 h 55 min.
      .sends('3h5m31s /a first notification: A')
  })

  test('for a maintenance at night lets all through before it, and after it what is still wrong', async () => {
    await timeline(usual)
      .at('0s', silence('s', 'cluster="x"', { from: '+10h', until: '+14h' }))
      .at('8h', post(alert('Early', { labels: { cluster: 'x' }, ...lasting })))
      .at('11h', post(alert('During', { labels: { cluster: 'x' }, ...lasting })))
      .at('12h', post(resolved(alert('Early', { labels: { cluster: 'x' } }))))
      .until('15h')
      .sends('8h30s /a first notification: Early', '14h30s /a new alerts added: During')
  })

  test('ends between two ticks, and the next one tells', async () => {
    await timeline(usual)
      .at('0s', silence('s', 'alertname="A"', { until: '+7m' }), post(alert('A', lasting)))
      .until('20m')
      .sends('10m30s /a first notification: A')
  })

  test('that ends within group_wait was never there', async () => {
    await timeline(usual)
      .at('0s', silence('s', 'alertname="A"', { until: '+20s' }), post(alert('A', lasting)))
      .until('20m')
      .sends('30s /a first notification: A')
  })

  test('hides an end for good: firing again later is only a repeat that was due', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('10m', silence('s', 'alertname="A"', { until: '+2h' }))
      .at('1h', post(resolved('A')))
      .at('3h', post(alert('A', { ...lasting, startsAt: '+3h' })))
      .until('5h')
      .sends('30s /a first notification: A', '4h5m30s /a repeat interval elapsed: A')
  })

  test('hides an end; firing again long after is news, since the log has forgotten', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('10m', silence('s', 'alertname="A"', { until: '+2h' }))
      .at('1h', post(resolved('A')))
      .at('1d', post(alert('A', { ...lasting, startsAt: '+1d' })))
      .until('1d1h')
      .sends('30s /a first notification: A', '1d30s /a first notification: A')
  })

  test('of some alerts of a group lets the others speak', async () => {
    await timeline(usual)
      .at('0s', silence('s', 'instance=~"db.*"'), post(...['web1', 'db1', 'db2'].map(down)))
      .at('10m', post(down('web2')))
      .at('20m', expire('s'))
      .until('25m')
      .sends(
        '30s /a first notification: Down@web1',
        '10m30s /a new alerts added: Down@web1 Down@web2',
        '20m30s /a new alerts added: Down@db1 Down@db2 Down@web1 Down@web2',
      )
  })

  test('of all of a told group but one that resolves makes the group look resolved', async () => {
    await timeline(usual)
      .at('0s', post(...['web1', 'web2'].map(down)))
      .at('10m', silence('s', 'instance="web2"'))
      .at('20m', post(resolved(down('web1'))))
      .at('30m', expire('s'))
      .until('35m')
      .sends(
        '30s /a first notification: Down@web1 Down@web2',
        '20m30s /a all alerts resolved: -Down@web1',
        '30m30s /a first notification: Down@web2',
      )
  })

  test('updated to match something else frees what it covered', async () => {
    await timeline(config({ route: { ...usualTimings, group_by: ['alertname'] } }))
      .at('0s', silence('s', 'alertname="A"'), post(alert('A', lasting), alert('B', lasting)))
      .at('10m', silence('s', 'alertname="B"'))
      .until('5h')
      .sends(
        '30s /a first notification: B',
        '10m30s /a first notification: A',
        '4h5m30s /a repeat interval elapsed: B',
        '4h15m30s /a repeat interval elapsed: A',
      )
  })
})

function down(instance: string) {
  return alert('Down', { labels: { instance }, startsAt: 'now', endsAt: '+1d' })
}
