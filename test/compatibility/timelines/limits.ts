// Timelines of flags: limits, retention and garbage collection that decide what is told.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post, resolved } from '../../support/timeline-words.ts'

const frequently = '--data.maintenance-interval=500ms'

export const limits: readonly TimelineCase[] = [
  {
    name: 'start-delay',
    shows: 'Until --dispatch.start-delay after the start groups collect, and then they begin.',
    config: config(),
    flags: ['--dispatch.start-delay=4s'],
    steps: [at(0, post('A')), at(1, post('B'))],
    until: 8,
  },
  {
    name: 'start-delay-is-over',
    shows: 'After the start delay groups wait as ever.',
    config: config({ route: { group_by: ['alertname'] } }),
    flags: ['--dispatch.start-delay=1s'],
    steps: [at(2, post('A'))],
    until: 5,
  },
  {
    name: 'per-alertname-limit',
    shows: 'Beyond --alerts.per-alertname-limit alerts of a name are dropped.',
    config: config(),
    flags: ['--alerts.per-alertname-limit=1'],
    steps: [at(0, post(alert('A', { labels: { n: '1' } }))), at(0.3, post(alert('A', { labels: { n: '2' } }), 'B'))],
    until: 4,
  },
  {
    name: 'alert-collection-keeps-groups',
    shows: 'An alert that was collected after its end is still told as resolved by its group.',
    config: config({ route: { group_interval: '4s' } }),
    flags: ['--alerts.gc-interval=300ms'],
    steps: [at(0, post('A')), at(2, post(resolved('A')))],
    until: 8,
  },
  {
    name: 'alert-collection-forgets-the-start',
    shows: 'An alert that was collected after its end and fires again has its new start.',
    config: config({ route: { group_interval: '4s' } }),
    flags: ['--alerts.gc-interval=300ms'],
    steps: [
      at(0, post(alert('A', { startsAt: '-10m' }))),
      at(1, post(alert('A', { startsAt: '-10m', endsAt: 'now' }))),
      at(2, post(alert('A', { startsAt: '-5m' }))),
      at(3, post('B')),
    ],
    until: 6,
  },
  {
    name: 'notification-log-expires',
    shows: 'An entry of the notification log lives twice repeat_interval: beyond it the receiver knows nothing.',
    config: config({ route: { group_interval: '5s', repeat_interval: '1s' } }),
    flags: [frequently],
    steps: [at(0, post('A'))],
    until: 8,
  },
  {
    name: 'retention-below-the-repeat-interval',
    shows: 'After --data.retention the notification log forgets what was told: it is told anew.',
    config: config(),
    flags: ['--data.retention=3s', frequently],
    steps: [at(0, post('A'))],
    until: 8.5,
  },
  {
    name: 'resolve-after-the-log-expired',
    shows: 'A resolve is not told when the notification log has forgotten that the alert fired.',
    config: config({ route: { group_interval: '5s', repeat_interval: '1s' } }),
    flags: [frequently],
    steps: [at(0, post('A')), at(4, post(resolved('A')))],
    until: 8,
  },
]
