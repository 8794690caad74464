// Timelines of repetition: when a receiver is told again what it knows.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post, receiver, resolved, webhook } from '../../support/timeline-words.ts'

// Where repeat_interval is a multiple of group_interval, a real server records its notification some milliseconds
// after the flush; a slow answer makes sure that these decide, and not the jitter of timers.
const slowly = { answers: 200, after: 0.3 }

export const repeating: readonly TimelineCase[] = [
  {
    name: 'repeat-shorter-than-the-interval',
    shows: 'A repeat_interval shorter than group_interval repeats at every tick.',
    config: config({ route: { repeat_interval: '1s' } }),
    steps: [at(0, post('A'))],
    until: 8,
  },
  {
    name: 'repeat-equal-to-the-interval',
    shows:
      'A repeat_interval equal to group_interval repeats at every second tick: the first one comes just too early.',
    config: config({ route: { repeat_interval: '2s' } }),
    steps: [at(0, receiver('/a', slowly), post('A'))],
    until: 10.4,
  },
  {
    name: 'repeat-longer-than-the-interval',
    shows: 'A repeat comes at the first tick after repeat_interval has passed since the last notification.',
    config: config({ route: { group_interval: '2s', repeat_interval: '5s' } }),
    steps: [at(0, post('A'))],
    until: 14,
  },
  {
    name: 'repeat-twice-the-interval',
    shows: 'A repeat_interval of two ticks repeats at every third one.',
    config: config({ route: { repeat_interval: '4s' } }),
    steps: [at(0, receiver('/a', slowly), post('A'))],
    until: 14.4,
  },
  {
    name: 'new-alert-puts-off-the-repeat',
    shows: 'repeat_interval counts from the last notification of any kind.',
    config: config({ route: { repeat_interval: '5s' } }),
    steps: [at(0, post('A')), at(4, post('B'))],
    until: 12.4,
  },
  {
    name: 'partial-resolve-puts-off-the-repeat',
    shows: 'Telling that some alerts resolved puts off the repeat as well; resolved ones are not repeated.',
    config: config({ route: { repeat_interval: '5s' } }),
    steps: [at(0, post('A', 'B')), at(4, post(resolved('B')))],
    until: 12.4,
  },
  {
    name: 'annotation-change-waits-for-the-repeat',
    shows:
      'A change of annotations or of the generator’s URL alone sends nothing until the repeat, which has the new ones.',
    config: config({ route: { repeat_interval: '5s' } }),
    steps: [
      at(0, post(alert('A', { annotations: { summary: 'old', dropped: 'x' }, generatorURL: 'http://p/1' }))),
      at(2, post(alert('A', { annotations: { summary: 'new' }, generatorURL: 'http://p/2' }))),
    ],
    until: 8.4,
  },
  {
    name: 'annotation-change-seen-with-a-new-alert',
    shows: 'A new alert brings the changed annotations of the others along.',
    config: config(),
    steps: [
      at(0, post(alert('A', { annotations: { value: '1' } }))),
      at(2, post(alert('A', { annotations: { value: '2' } }))),
      at(4, post(alert('B', { annotations: { value: '2' } }))),
    ],
    until: 6.4,
  },
  {
    name: 'repeat-without-send-resolved',
    shows: 'With send_resolved false a repeat has only what fires, and what resolved is gone from it.',
    config: config({
      route: { repeat_interval: '5s' },
      receivers: [webhook('a', { send_resolved: false })],
    }),
    steps: [at(0, post('A', 'B')), at(2, post(resolved('B')))],
    until: 8.4,
  },
  {
    name: 'resends-are-not-repeats',
    shows: 'An alert that is posted again and again is told once per repeat_interval.',
    config: config(),
    steps: [0, 1.5, 2.5, 3.5, 4.5].map((second) => at(second, post(alert('A', { startsAt: '-10s' })))),
    until: 6,
  },
]
