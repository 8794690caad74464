// Reloads and restarts told as timelines: what stays known, and what does not get lost.

import { describe, expect, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import { spanOf } from '../support/timeline-case.ts'
import { describeRequest } from '../support/timeline-comparison.ts'
import {
  alert,
  config,
  crash,
  post,
  receiver,
  reload,
  resolved,
  restart,
  setClock,
  silence,
  usualTimings,
} from '../support/timeline-words.ts'

const usual = config({ route: usualTimings })
const lasting = { startsAt: 'now', endsAt: '+60d' }

describe('reloads', () => {
  test('of the same file every ten minutes repeat nothing', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .every('10m', { from: '3m', to: '4h' }, reload(usual))
      .until('4h')
      .sends('30s /a first notification: A')
  })

  test('within a minute of each other keep no news from being told', async () => {
    const requests = await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .every('20s', { from: '10s', to: '10m' }, reload(usual))
      .until('10m')
      .play()

    expect(requests.map(({ payload }) => payload.notification_reason)).toEqual(['first notification'])
  })

  test('more often than a receiver needs to answer cut off no notification for good', async () => {
    const requests = await timeline(usual)
      .at('0s', receiver('/a', { answers: 200, after: 1.3 }), post(alert('A', lasting)))
      .every('500ms', { from: '250ms', to: '1m' }, reload(usual))
      .until('1m10s')
      .play()

    const heard = requests.filter(({ gaveUpAt, at }) => gaveUpAt === undefined && at < 50)
    expect(heard.map(({ payload }) => payload.notification_reason)).toEqual(['first notification'])
  })

  test('with a shorter repeat_interval repeat what is due by then', async () => {
    const requests = await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('2h58m', reload(config({ route: { ...usualTimings, repeat_interval: '1h' } })))
      .until('3h10m')
      .play()

    expect(requests.map(({ payload }) => payload.notification_reason)).toEqual([
      'first notification',
      'repeat interval elapsed',
    ])
    // With the reload, or at the next tick after it.
    expect(requests[1]?.at).toBeGreaterThanOrEqual(2 * 3600 + 58 * 60)
    expect(requests[1]?.at).toBeLessThanOrEqual(3 * 3600 + 30)
  })

  test('that rename a receiver tell it all at once', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('1h', reload(config({ route: { ...usualTimings, receiver: 'b' } })))
      .at('1h58m', post(resolved('A')))
      .until('2h10m')
      .sends('30s /a first notification: A', '1h /b first notification: A', '2h /b all alerts resolved: -A')
  })

  test('lose no end that is still to be told', async () => {
    await timeline(usual, { flags: ['--alerts.gc-interval=1m'] })
      .at('0s', post(alert('A', lasting)))
      .at('1m', post(resolved('A')))
      .at('4m', reload(usual))
      .until('10m')
      .sends('30s /a first notification: A', '5m30s /a all alerts resolved: -A')
  })

  test('of a file that is refused change nothing', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('2m', { reload: 'route: {', refused: true })
      .at('3m', post(alert('B', lasting)))
      .until('6m')
      .sends('30s /a first notification: A', '5m30s /a new alerts added: A B')
  })
})

describe('reloads that change a route', () => {
  const withRoute = (route: object): string =>
    config({ route: { ...usualTimings, routes: [{ receiver: 'b', matchers: ['team="b"'], ...route }] } })
  const mine = alert('A', { ...lasting, labels: { team: 'b' } })

  test('keep the timers of the groups of other routes', async () => {
    await timeline(withRoute({}))
      .at('0s', post(mine, alert('B', lasting)))
      .at('2m', post(alert('C', lasting)))
      .at('3m', reload(withRoute({ group_interval: '1h' })))
      .until('20m')
      .sends('30s /a first notification: B', '30s /b first notification: A', '5m30s /a new alerts added: B C')
  })

  test('that waits longer now let its groups flush when they were due, and wait longer from then on', async () => {
    await timeline(withRoute({}))
      .at('0s', post(mine))
      .at('2m', post(alert('B', { ...lasting, labels: { team: 'b' } })))
      .at('3m', reload(withRoute({ group_interval: '1h' })))
      .at('6m', post(resolved(mine)))
      .until('2h')
      .sends('30s /b first notification: A', '5m30s /b new alerts added: A B', '1h5m30s /b some alerts resolved: -A B')
  })

  test('that waits less now let its groups flush earlier', async () => {
    await timeline(withRoute({ group_interval: '1h' }))
      .at('0s', post(mine))
      .at('2m', post(alert('B', { ...lasting, labels: { team: 'b' } })))
      .at('3m', reload(withRoute({})))
      .until('2h')
      .sends('30s /b first notification: A', '8m /b new alerts added: A B')
  })

  test('leave a route that only moves to another place as it was', async () => {
    const other = { receiver: 'c', matchers: ['team="c"'] }
    const moved = { receiver: 'b', matchers: ['team="b"'] }
    await timeline(withRoute({}))
      .at('0s', post(mine))
      .at('2m', post(alert('B', { ...lasting, labels: { team: 'b' } })))
      .at('3m', reload(config({ route: { ...usualTimings, routes: [other, moved] } })))
      .until('10m')
      .sends('30s /b first notification: A', '5m30s /b new alerts added: A B')
  })

  test('take an alert out of the group that it no longer belongs to', async () => {
    await timeline(usual)
      .at('0s', post(mine, alert('B', lasting)))
      .at('1h', reload(withRoute({})))
      .at('1h1m', post(resolved(mine), alert('C', lasting)))
      .until('1h10m')
      .sends(
        '30s /a first notification: B A',
        '1h /b first notification: A',
        '1h5m /b all alerts resolved: -A',
        '1h5m30s /a new alerts added: B C',
      )
  })
})

describe('reloads that give a group another route with the same receiver', () => {
  const withMatcher = (matcher: string, name = 'b'): string =>
    config({ route: { ...usualTimings, routes: [{ receiver: name, matchers: [matcher] }] } })
  const files = [withMatcher('team=~"b|c"'), withMatcher('team="b"')]
  const inB = (name: string) => alert(name, { ...lasting, labels: { team: 'b' } })

  test('again and again change nothing, not even its key', async () => {
    const [wide, narrow] = files as [string, string]
    const requests = await timeline(narrow)
      .at('0s', post(inB('A')))
      .at('2m', post(inB('B')))
      .at('7m', post(resolved(inB('A'))))
      .every('10s', { from: '10s', to: '12m' }, reload(wide))
      .every('10s', { from: '11s', to: '12m' }, reload(narrow))
      .at('14m', post(resolved(inB('B'))))
      .until('30m')
      .play()

    expect(requests.map((request) => `${spanOf(request.at)} ${describeRequest(request)}`)).toEqual([
      '30s /b first notification: A',
      '5m30s /b new alerts added: A B',
      '10m30s /b some alerts resolved: -A B',
      '15m30s /b all alerts resolved: -B',
    ])
    expect(new Set(requests.map(({ payload }) => payload.groupKey))).toEqual(new Set(['{}/{team="b"}:{}']))
  })

  test('and a crash after that change nothing', async () => {
    await timeline(files[1] as string)
      .at('0s', post(inB('A')))
      .at('1m', reload(files[0] as string))
      .at('2m', post(inB('B')))
      .at('3m', crash())
      .until('30m')
      .sends('30s /b first notification: A', '5m30s /b new alerts added: A B')
  })

  test('leave its key to it alone when its old route gets a group again', async () => {
    const first = { receiver: 'b', matchers: ['team="b"', 'alertname="A"'] }
    const then = { receiver: 'b', matchers: ['team="b"'] }
    const requests = await timeline(config({ route: { ...usualTimings, routes: [then] } }))
      .at('0s', post(inB('A')))
      .at('1m', reload(config({ route: { ...usualTimings, routes: [first, then] } })))
      .at('2m', post(inB('B')))
      .until('2h')
      .play()

    expect(requests.map((request) => `${spanOf(request.at)} ${describeRequest(request)}`)).toEqual([
      '30s /b first notification: A',
      '2m30s /b first notification: B',
    ])
    expect(requests.map(({ payload }) => payload.groupKey)).toEqual(['{}/{team="b"}:{}', '{}/{team="b"}:{} (2)'])
  })

  test('bring no news forward, however slow the receiver is', async () => {
    await timeline(files[1] as string)
      .at('0s', receiver('/b', { answers: 200, after: 4 }), post(inB('A')))
      .at('31s', post(inB('B')))
      .at('32s', reload(files[0] as string))
      .at('33s', reload(files[0] as string))
      .until('30m')
      .sends('30s /b first notification: A', '5m30s /b new alerts added: A B')
  })
})

describe('a crash', () => {
  test('within group_wait changes nothing', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('20s', crash())
      .until('10m')
      .sends('30s /a first notification: A')
  })

  test('right after an alert was taken changes nothing', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)), crash())
      .until('10m')
      .sends('30s /a first notification: A')
  })

  test('between two flushes keeps the timer, the news and the end that is still to be told', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting), alert('B', lasting)))
      .at('2m', post(resolved(alert('A', lasting)), alert('C', lasting)))
      .at('4m', crash())
      .until('10m')
      .sends('30s /a first notification: A B', '5m30s /a new alerts added: -A B C')
  })

  test('brings no end back that an earlier group of the same labels had told', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('2m', post(resolved(alert('A', lasting))))
      .at('10m', post(alert('B', lasting)))
      .at('10m10s', crash())
      .until('20m')
      .sends('30s /a first notification: A', '5m30s /a all alerts resolved: -A', '10m30s /a first notification: B')
  })

  test('does not list again what was told as resolved', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting), alert('B', lasting)))
      .at('2m', post(resolved(alert('A', lasting))))
      .at('6m', crash())
      .at('7m', post(alert('C', lasting)))
      .until('12m')
      .sends('30s /a first notification: A B', '5m30s /a some alerts resolved: -A B', '10m30s /a new alerts added: B C')
  })

  test('keeps inhibition from the first flush on', async () => {
    const rule = { source_matchers: ['alertname="S"'], target_matchers: ['alertname="T"'] }
    await timeline(config({ route: { ...usualTimings, group_by: ['alertname'] }, inhibit_rules: [rule] }))
      .at('0s', post(alert('S', lasting), alert('T', lasting)))
      .at('20s', crash())
      .until('10m')
      .sends('30s /a first notification: S')
  })

  test('lets alerts end that nobody tells again', async () => {
    await timeline(usual)
      .at('0s', post('A'))
      .at('1m', crash())
      .until('20m')
      .sends('30s /a first notification: A', '5m30s /a all alerts resolved: -A')
  })

  test('tells at once what could not be told before, even if it was swept out of the store', async () => {
    await timeline(usual, { flags: ['--alerts.gc-interval=1m'] })
      .at('0s', post(alert('A', lasting)))
      .at('2m', receiver('/a', { answers: 400 }), post(resolved(alert('A', lasting))))
      .at('8m', crash())
      .at('9m', receiver('/a', { answers: 200 }))
      .until('30m')
      .sends(
        '30s /a first notification: A',
        '5m30s /a all alerts resolved: -A (400)',
        '8m /a all alerts resolved: -A (400)',
        '10m30s /a all alerts resolved: -A',
      )
  })

  test('in the midst of an outage tells what is true once the receiver is back', async () => {
    await timeline(usual)
      .at('0s', receiver('/a', { answers: 503 }), post(alert('A', lasting)))
      .at('2m', post(alert('B', lasting)))
      .at('3m', crash())
      .at('3m0.2s', receiver('/a', { answers: 200 }))
      .until('1h')
      .sends(
        '30s /a first notification: A (503, again and again)',
        '3m /a first notification: A B (503)',
        '3m0.5s /a first notification: A B',
      )
  })

  test('while a receiver takes its time repeats what may not have arrived, and nothing else', async () => {
    await timeline(usual)
      .at('0s', receiver('/a', { answers: 200, after: 5, times: 1 }), post(alert('A', lasting)))
      .at('32s', crash())
      .until('1h')
      .sends('30s /a first notification: A', '32s /a first notification: A')
  })

  test('every seven minutes changes nothing', async () => {
    await timeline(usual)
      .every('1m', { to: '9h' }, post(alert('A', { startsAt: '-1h' }), alert('B')))
      .every('7m', { from: '17s', to: '9h' }, crash())
      .until('9h')
      .sends(
        '0s /a first notification: A B',
        '4h5m /a repeat interval elapsed: A B',
        '8h10m /a repeat interval elapsed: A B',
      )
  })
})

describe('restarts', () => {
  test('do not repeat what was told, and the repeat comes when it is due', async () => {
    await timeline(usual)
      .every('1m', { to: '4h30m' }, post(alert('A', { startsAt: '-1h' })))
      .at('1h30s', restart())
      .at('2h30s', restart())
      .until('4h30m')
      .sends('0s /a first notification: A', '4h5m /a repeat interval elapsed: A')
  })

  test('do not lose an end that is posted afterwards', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('1h', restart())
      .at('1h10m', post(alert('A', { startsAt: '-1h', endsAt: 'now' })))
      .until('2h')
      .sends('30s /a first notification: A', '1h10m30s /a all alerts resolved: -A')
  })

  test('after a crash do not lose an end that was posted in the millisecond of a flush', async () => {
    await timeline(usual)
      .at('0s', post(alert('A', lasting)))
      .at('5m30s', post(alert('A', { startsAt: '-1h', endsAt: 'now' })))
      .at('6m', crash())
      .until('20m')
      .sends('30s /a first notification: A', '10m30s /a all alerts resolved: -A')
  })

  test('after a crash do not repeat an end that was told in its own millisecond', async () => {
    await timeline(config({ route: { ...usualTimings, group_wait: '0s' } }))
      .at('0s', post(alert('A', { startsAt: 'now', endsAt: 'now+5m' }), alert('B', lasting)))
      .at('6m', crash())
      .until('20m')
      .sends('0s /a first notification: A B', '5m /a some alerts resolved: -A B')
  })

  test('keep silences and their ends', async () => {
    await timeline(usual)
      .at('0s', silence('s', 'alertname="A"', { until: '+2h' }))
      .at('1h', restart())
      .at('1h1m', post(alert('A', lasting)))
      .until('2h10m')
      .sends('2h1m30s /a first notification: A')
  })

  test('within --dispatch.start-delay collect first, and then tell together', async () => {
    await timeline(usual, { flags: ['--dispatch.start-delay=2m'] })
      .at('0s', post(alert('A', { ...lasting, startsAt: '-1h' })))
      .at('1m', post(alert('B', { ...lasting, startsAt: '-1h' })))
      .until('6m')
      .sends('2m /a first notification: A B')
  })
})

describe.each([
  ['an hour forward', 3600],
  ['an hour backward', -3600],
  ['ten days forward', 864_000],
  ['ten days backward', -864_000],
  ['a minute backward', -60],
])('a clock that is set %s', (_, seconds) => {
  test('changes nothing for groups that are told again and again', async () => {
    await timeline(usual)
      .every('1m', { to: '5h' }, post('A', alert('B', { startsAt: 'now', endsAt: 'now+4m' })))
      .at('1h40s', setClock(seconds))
      .at('4h30m40s', post(resolved('A')))
      .until('4h20m')
      .sends('30s /a first notification: A B', '4h5m30s /a repeat interval elapsed: A B')
  })

  test('keeps no new group from being told after group_wait', async () => {
    await timeline(config({ route: { ...usualTimings, group_by: ['alertname'] } }))
      .at('2m', setClock(seconds))
      .at('3m', post(alert('A', { startsAt: 'now', endsAt: 'now+2h' })))
      .until('30m')
      .sends('3m30s /a first notification: A')
  })

  test('keeps no news and no end from being told when they are due', async () => {
    await timeline(usual)
      .at(
        '0s',
        post(alert('A', { startsAt: 'now', endsAt: 'now+20m' }), alert('B', { startsAt: 'now', endsAt: 'now+2h' })),
      )
      .at('2m', setClock(seconds))
      .at('3m', post(alert('C', { startsAt: 'now', endsAt: 'now+2h' })))
      .at('11m', post(alert('B', { startsAt: 'now-9m', endsAt: 'now' })))
      .until('30m')
      .sends(
        '30s /a first notification: A B',
        '5m30s /a new alerts added: A B C',
        '15m30s /a some alerts resolved: A -B C',
        '20m30s /a some alerts resolved: -A C',
      )
  })
})
