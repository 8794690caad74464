// Timelines of time intervals: routes that keep quiet, or speak only, at certain times. The intervals either always
// match or never do, so that it does not matter when they are played.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post, reload, resolved, type YamlObject } from '../../support/timeline-words.ts'

const always: YamlObject = { name: 'always', time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }] }
const never: YamlObject = { name: 'never', time_intervals: [{ years: ['1999'] }] }
const intervals: readonly YamlObject[] = [
  always,
  never,
  { name: 'every weekday', time_intervals: [{ weekdays: ['sunday:saturday'] }] },
  { name: 'every day of the month', time_intervals: [{ days_of_month: ['1:15', '16:-1'] }] },
  { name: 'every month', time_intervals: [{ months: ['january:december'] }] },
  { name: 'these years', time_intervals: [{ years: ['2020:2100'], location: 'Australia/Sydney' }] },
  { name: 'empty entry', time_intervals: [{}] },
  { name: 'no entry', time_intervals: [] },
  { name: 'one of two', time_intervals: [{ years: ['1999'] }, { weekdays: ['monday:saturday', 'sunday'] }] },
  { name: 'all of one', time_intervals: [{ weekdays: ['sunday:saturday'], years: ['1999'] }] },
]

/** The route to `b`, for alerts called B, with these intervals; the default receiver hears of A. */
function routeWith(options: YamlObject, routes: readonly YamlObject[] = []): string {
  return config({
    route: { routes: [{ receiver: 'b', matchers: ['alertname=~"B.*"'], ...options, routes }] },
    time_intervals: intervals,
  })
}

function muteCase(interval: string, muted: boolean): TimelineCase {
  return {
    name: `muted-by-${interval.replaceAll(' ', '-')}`,
    shows: `The interval '${interval}' ${muted ? 'matches' : 'does not match'}.`,
    config: routeWith({ mute_time_intervals: [interval] }),
    steps: [at(0, post('A', 'B'))],
    until: 4,
  }
}

export const muting: readonly TimelineCase[] = [
  muteCase('always', true),
  muteCase('never', false),
  muteCase('every weekday', true),
  muteCase('every day of the month', true),
  muteCase('every month', true),
  muteCase('these years', true),
  muteCase('empty entry', true),
  muteCase('no entry', false),
  muteCase('one of two', true),
  muteCase('all of one', false),
  {
    name: 'active-always',
    shows: 'A route within its active time speaks.',
    config: routeWith({ active_time_intervals: ['always'] }),
    steps: [at(0, post('A', 'B'))],
    until: 4,
  },
  {
    name: 'active-never',
    shows: 'A route outside its active time keeps quiet.',
    config: routeWith({ active_time_intervals: ['never'] }),
    steps: [at(0, post('A', 'B'))],
    until: 4,
  },
  {
    name: 'active-by-one-of-two',
    shows: 'One active interval that matches is enough.',
    config: routeWith({ active_time_intervals: ['never', 'always'] }),
    steps: [at(0, post('A', 'B'))],
    until: 4,
  },
  {
    name: 'one-of-two-mutes',
    shows: 'One mute interval that matches is enough.',
    config: routeWith({ mute_time_intervals: ['never', 'always'] }),
    steps: [at(0, post('A', 'B'))],
    until: 4,
  },
  {
    name: 'active-and-muted',
    shows: 'A mute interval beats an active one.',
    config: routeWith({ active_time_intervals: ['always'], mute_time_intervals: ['always'] }),
    steps: [at(0, post('A', 'B'))],
    until: 4,
  },
  {
    name: 'intervals-are-not-inherited',
    shows: 'Mute and active intervals concern their own route only, not its children.',
    config: routeWith({ mute_time_intervals: ['always'], active_time_intervals: ['never'] }, [
      { receiver: 'c', matchers: ['x="1"'] },
    ]),
    steps: [at(0, post('A', 'B', alert('B', { labels: { x: '1' } })))],
    until: 4,
  },
  {
    name: 'old-key-of-intervals',
    shows: 'The deprecated top-level mute_time_intervals define intervals too.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['alertname="B"'], mute_time_intervals: ['always'] },
          {
            receiver: 'c',
            matchers: ['alertname="C"'],
            active_time_intervals: ['always'],
            mute_time_intervals: ['never'],
          },
        ],
      },
      mute_time_intervals: [always],
      time_intervals: [never],
    }),
    steps: [at(0, post('A', 'B', 'C'))],
    until: 4,
  },
  {
    name: 'mute-ends',
    shows: 'When a route is no longer muted, what fires is told as first notification.',
    config: routeWith({ mute_time_intervals: ['always'] }),
    steps: [at(0, post('B')), at(4.6, reload(routeWith({ mute_time_intervals: ['never'] })))],
    until: 8,
  },
  {
    name: 'resolved-while-muted',
    shows:
      'What resolved while its route was muted is told after a reload that unmutes it: the alerts are looked through again.',
    config: routeWith({ mute_time_intervals: ['never'] }),
    steps: [
      at(0, post('B')),
      at(2.6, reload(routeWith({ mute_time_intervals: ['always'] }))),
      at(3.6, post(resolved('B'))),
      at(6.6, reload(routeWith({ mute_time_intervals: ['never'] }))),
    ],
    until: 10,
    tocsinDiffers: {
      because:
        'a reload does not look again at what resolved while muted: without a reload nobody is told of it either',
      sends: ['1s /b first notification: B'],
    },
  },
]
