// Time intervals told as timelines: nights, weekends, holidays, and the days on which clocks change.

import { describe, test } from 'vitest'
import { timeline } from '../support/timeline.ts'
import { alert, config, post, resolved, usualTimings, type YamlObject } from '../support/timeline-words.ts'

const lasting = { startsAt: 'now', endsAt: '+30d' }

/** A configuration whose alerts all go to `b`, on a route with these options; `when` is the one interval. */
function during(options: YamlObject, when: YamlObject): string {
  return config({
    route: { ...usualTimings, routes: [{ receiver: 'b', matchers: ['alertname=~".+"'], ...options }] },
    time_intervals: [{ name: 'then', time_intervals: [when] }],
  })
}

const mutedThen = { mute_time_intervals: ['then'] }
const activeThen = { active_time_intervals: ['then'] }
const weekend = { weekdays: ['saturday', 'sunday'] }
const berlinOffice = {
  weekdays: ['monday:friday'],
  times: [{ start_time: '09:00', end_time: '17:00' }],
  location: 'Europe/Berlin',
}

describe('a muted weekend', () => {
  const text = during(mutedThen, weekend)

  test('swallows the repeats; on Monday, what the log has forgotten by then is told anew', async () => {
    await timeline(text, { start: '2026-01-09T20:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('2d5h')
      .sends('30s /b first notification: A', '2d4h30s /b first notification: A')
  })

  test('holds back what comes in it until Monday', async () => {
    await timeline(text, { start: '2026-01-10T10:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .at('1d', post(alert('B', lasting)))
      .until('1d15h')
      .sends('1d14h30s /b first notification: A B')
  })

  test('hides what comes and goes in it', async () => {
    await timeline(text, { start: '2026-01-10T10:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .at('3h', post(resolved('A')))
      .until('3d')
      .sends()
  })

  test('hides the end of what was told on Friday', async () => {
    await timeline(text, { start: '2026-01-09T23:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .at('5h', post(resolved('A')))
      .until('3d')
      .sends('30s /b first notification: A')
  })

  test('is not inherited by the route below', async () => {
    const withChild = during({ ...mutedThen, routes: [{ receiver: 'c', matchers: ['severity="page"'] }] }, weekend)
    await timeline(withChild, { start: '2026-01-10T10:00:00Z' })
      .at('0s', post('A', alert('P', { labels: { severity: 'page' } })))
      .until('1h')
      .sends('30s /c first notification: P', '5m30s /c all alerts resolved: -P')
  })

  test('begins and ends by the clock of its location', async () => {
    // Saturday in Auckland begins on Friday at 11:00 in UTC.
    await timeline(during(mutedThen, { ...weekend, location: 'Pacific/Auckland' }), { start: '2026-01-09T10:59:00Z' })
      .at('0s', post(alert('A', lasting)))
      .at('2m', post(alert('B', lasting)))
      .until('2d6m')
      .sends('30s /b first notification: A', '2d5m30s /b first notification: A B')
  })
})

describe('an interval of the day', () => {
  test('includes its start and excludes its end', async () => {
    const text = during(mutedThen, { times: [{ start_time: '12:05', end_time: '12:10' }] })
    const onTheMinute = text.replaceAll('group_wait: 30s', 'group_wait: 0s').replaceAll('4h', '1m')
    await timeline(onTheMinute)
      .at('0s', post(alert('A', lasting)))
      .until('14m')
      .sends('0s /b first notification: A', '10m /b repeat interval elapsed: A')
  })

  test('may reach midnight, and the next day begins anew', async () => {
    const text = during(activeThen, { times: [{ start_time: '23:00', end_time: '24:00' }] })
    await timeline(text, { start: '2026-01-05T22:50:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('2d')
      .sends('10m30s /b first notification: A', '1d10m30s /b first notification: A')
  })

  test('of several parts matches in any of them', async () => {
    const text = during(activeThen, {
      times: [
        { start_time: '00:00', end_time: '06:00' },
        { start_time: '18:00', end_time: '24:00' },
      ],
    })
    await timeline(text, { start: '2026-01-05T07:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('12h')
      .sends('11h30s /b first notification: A')
  })
})

describe('office hours in Berlin', () => {
  const text = during(activeThen, berlinOffice)

  test('begin an hour earlier in UTC once the clocks went forward', async () => {
    // Summer time begins on Sunday, 29 March 2026.
    await timeline(text, { start: '2026-03-27T07:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('3d30m')
      .sends(
        '1h30s /b first notification: A',
        '5h5m30s /b repeat interval elapsed: A',
        '3d30s /b first notification: A',
      )
  })

  test('begin an hour later in UTC once the clocks went back', async () => {
    // Summer time ends on Sunday, 25 October 2026.
    await timeline(text, { start: '2026-10-23T07:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('3d2h')
      .sends(
        '30s /b first notification: A',
        '4h5m30s /b repeat interval elapsed: A',
        '3d1h30s /b first notification: A',
      )
  })
})

describe('on the day when clocks change in Berlin', () => {
  const smallHours = { times: [{ start_time: '02:00', end_time: '03:00' }], location: 'Europe/Berlin' }

  test('an hour that is skipped does not match', async () => {
    await timeline(during(activeThen, smallHours), { start: '2026-03-28T12:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('1d13h')
      // Not at 02:00 on the 29th, which does not exist, but at 02:00 on the 30th: midnight in UTC.
      .sends('1d12h30s /b first notification: A')
  })

  test('an hour that comes twice matches twice', async () => {
    const text = during(activeThen, smallHours).replaceAll('4h', '45m')
    await timeline(text, { start: '2026-10-24T23:30:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('4h')
      .sends(
        '30m30s /b first notification: A',
        '1h20m30s /b repeat interval elapsed: A',
        '2h10m30s /b repeat interval elapsed: A',
      )
  })
})

describe('days, months and years', () => {
  test.each([
    ['the last day of a February', '2026-02-27T12:00:00Z', '12h'],
    ['the last day of a February in a leap year', '2028-02-28T12:00:00Z', '12h'],
    ['the last day of a long month', '2026-01-30T12:00:00Z', '12h'],
  ])('%s is day -1', async (_, start, wait) => {
    await timeline(during(activeThen, { days_of_month: ['-1'] }), { start })
      .at('0s', post(alert('A', lasting)))
      .until('13h')
      .sends(`${wait}30s /b first notification: A`)
  })

  test('a freeze over Christmas ends with the year', async () => {
    const freeze = { months: ['december'], days_of_month: ['24:31'], years: ['2026'] }
    await timeline(during(mutedThen, freeze), { start: '2026-12-24T08:00:00Z' })
      .at('0s', post(alert('A', lasting)))
      .until('7d20h')
      .sends('7d16h30s /b first notification: A')
  })

  test('days of a month that it does not have do not match', async () => {
    // April has no 31st: the first one is that of May.
    await timeline(during(activeThen, { days_of_month: ['31'] }), { start: '2026-04-29T00:00:00Z' })
      .at('0s', post(alert('A', { startsAt: 'now', endsAt: '+60d' })))
      .until('32d1h')
      .sends('32d30s /b first notification: A')
  })
})
