// Timelines of merging: what becomes of two tellings of one alert.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post } from '../../support/timeline-words.ts'

export const merging: readonly TimelineCase[] = [
  {
    name: 'earliest-start-wins',
    shows: 'Of two overlapping tellings the earlier start is kept, in whichever order they come.',
    config: config({ route: { group_wait: '2s', group_by: ['alertname'] } }),
    steps: [
      at(0, post(alert('A', { startsAt: '-0.5s' }), alert('B', { startsAt: '-1.5s' }))),
      at(0.7, post(alert('A', { startsAt: '-1.5s' }), alert('B', { startsAt: '-0.5s' }))),
    ],
    until: 4,
  },
  {
    name: 'explicit-later-end-survives',
    shows: 'A posted end survives a telling without one, or with an earlier one that is still to come.',
    config: config({ global: { resolve_timeout: '1s' }, route: { group_by: ['alertname'] } }),
    steps: [
      at(0, post(alert('A', { startsAt: '+0s', endsAt: '+6s' }), alert('B', { startsAt: '+0s', endsAt: '+6s' }))),
      at(1.4, post(alert('A', { startsAt: '+0s' }), alert('B', { startsAt: '+0s', endsAt: '+4s' }))),
    ],
    until: 9,
  },
  {
    name: 'past-end-beats-a-later-one',
    shows: 'An end that is past resolves at once, whatever end was posted before.',
    config: config(),
    steps: [
      at(0, post(alert('A', { startsAt: '+0s', endsAt: '+1h' }))),
      at(2, post(alert('A', { startsAt: '+0s', endsAt: '+2s' }))),
    ],
    until: 6,
  },
  {
    name: 'later-of-two-past-ends',
    shows: 'Of two ends that are both past the later one is told.',
    config: config({ route: { group_by: ['alertname'] } }),
    steps: [
      at(0, post(alert('A', { startsAt: '-10m' }), alert('B', { startsAt: '-10m' }))),
      at(0.6, post(alert('A', { startsAt: '-10m', endsAt: '-10s' }), alert('B', { startsAt: '-10m', endsAt: '-60s' }))),
      at(1.2, post(alert('A', { startsAt: '-10m', endsAt: '-60s' }), alert('B', { startsAt: '-10m', endsAt: '-10s' }))),
    ],
    until: 4,
  },
  {
    name: 'only-an-end-is-its-own-start',
    shows:
      'An alert with an end and no start starts at its end: a later telling does not overlap, and replaces it whole.',
    config: config({ global: { resolve_timeout: '1s' } }),
    steps: [at(0, post(alert('A', { endsAt: '+6s' }))), at(1.4, post('A'))],
    until: 9,
  },
  {
    name: 'timeout-end-is-replaced',
    shows: 'An end that came from resolve_timeout gives way to a posted one, even an earlier one.',
    config: config(),
    steps: [at(0, post('A')), at(2, post(alert('A', { endsAt: '+4s' })))],
    until: 8,
  },
  {
    name: 'annotations-are-replaced-whole',
    shows: 'The annotations of the last telling replace all of the one before.',
    config: config({ route: { group_wait: '2s' } }),
    steps: [
      at(0, post(alert('A', { annotations: { a: '1', b: '2' }, generatorURL: 'http://p/1' }))),
      at(0.7, post(alert('A', { annotations: { b: '3', c: '' } }))),
    ],
    until: 4,
  },
  {
    name: 'new-episode-has-its-own-start',
    shows: 'An alert that fires again after its end has the start that was posted then.',
    config: config(),
    steps: [
      at(0, post(alert('A', { startsAt: '-10m' }))),
      at(1, post(alert('A', { startsAt: '-10m', endsAt: '+1s' }))),
      at(3, post(alert('A', { startsAt: '+2.5s' }))),
    ],
    until: 6,
  },
  {
    name: 'overlapping-episode-keeps-the-start',
    shows: 'An alert that fires again with a start before its known end keeps the first start.',
    config: config(),
    steps: [
      at(0, post(alert('A', { startsAt: '-10m' }))),
      at(1, post(alert('A', { startsAt: '-10m', endsAt: '+1s' }))),
      at(3, post(alert('A', { startsAt: '-5m' }))),
    ],
    until: 6,
  },
  {
    name: 'times-keep-their-text',
    shows: 'Times keep the offset and the precision they were posted with, without trailing zeros.',
    config: config({ route: { group_by: ['alertname'] } }),
    steps: [
      at(
        0,
        post(
          alert('A', { startsAt: '2024-03-01T12:34:56.120+02:00' }),
          alert('B', { startsAt: '2024-03-01T12:34:56.123456789Z' }),
          alert('C', { startsAt: '2024-03-01T12:34:56.000-07:30' }),
          alert('D', { startsAt: '2024-03-01' }),
          alert('E', { startsAt: '2024-03-01T12:34:56.1000+00:00' }),
        ),
      ),
    ],
    until: 3,
  },
  {
    name: 'past-end-keeps-its-text',
    shows: 'A posted end keeps its text in the notification of the resolve.',
    config: config(),
    steps: [
      at(0, post(alert('A', { startsAt: '2024-03-01T12:00:00+02:00' }))),
      at(1, post(alert('A', { startsAt: '2024-03-01T12:00:00+02:00', endsAt: '2024-03-01T14:00:00.500+03:00' }))),
    ],
    until: 5,
  },
]
