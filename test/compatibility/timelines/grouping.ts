// Timelines of grouping: which alerts are told together, and when a group speaks.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post, resolved } from '../../support/timeline-words.ts'

const byName = { group_by: ['alertname'] }

export const grouping: readonly TimelineCase[] = [
  {
    name: 'group-wait',
    shows: 'A new group waits group_wait before its first notification.',
    config: config({ route: { group_wait: '2s' } }),
    steps: [at(0, post('A'))],
    until: 5,
  },
  {
    name: 'group-wait-collects',
    shows: 'Alerts that arrive within group_wait are told together; the wait counts from the first of them.',
    config: config({ route: { group_wait: '2s' } }),
    steps: [at(0, post('A')), at(1, post('B')), at(1.4, post('C'))],
    until: 6,
  },
  {
    name: 'group-wait-zero',
    shows: 'With a group_wait of zero a new group speaks at once; what joins waits for the interval.',
    config: config({ route: { group_wait: '0s', group_interval: '3s' } }),
    steps: [at(0, post('A')), at(1, post('B'))],
    until: 7,
  },
  {
    name: 'resend-does-not-restart-group-wait',
    shows: 'The same alert again within group_wait changes nothing about the wait.',
    config: config({ route: { group_wait: '2s' } }),
    steps: [at(0, post('A')), at(0.7, post('A')), at(1.4, post('A'))],
    until: 5,
  },
  {
    name: 'new-alert-joins',
    shows: 'An alert that joins a group is told at the next tick of group_interval, together with those already told.',
    config: config(),
    steps: [at(0, post('A')), at(2, post('B'))],
    until: 6,
  },
  {
    name: 'new-alert-waits-for-a-long-interval',
    shows: 'A newcomer does not shorten group_interval.',
    config: config({ route: { group_interval: '5s' } }),
    steps: [at(0, post('A')), at(2, post('B')), at(4, post('C'))],
    until: 8,
  },
  {
    name: 'silent-ticks-keep-the-rhythm',
    shows: 'Ticks at which nothing is sent still count: group_interval runs from tick to tick, not from what was sent.',
    config: config({ route: { group_interval: '3s' } }),
    steps: [at(0, post('A')), at(8, post('B'))],
    until: 12,
  },
  {
    name: 'group-by-name',
    shows: 'Each combination of the values of group_by is a group of its own, with its own notification.',
    config: config({ route: byName }),
    steps: [at(0, post('A', 'B', alert('A', { labels: { instance: '2' } })))],
    until: 4,
  },
  {
    name: 'groups-tick-by-themselves',
    shows: 'Each group has its own wait and its own ticks.',
    config: config({ route: byName }),
    steps: [
      at(0, post('A')),
      at(1, post('B')),
      at(3.5, post(alert('A', { labels: { n: '2' } }), alert('B', { labels: { n: '2' } }))),
    ],
    until: 8,
  },
  {
    name: 'group-by-several-labels',
    shows: 'group_by may name several labels; all of them are group labels.',
    config: config({ route: { group_by: ['alertname', 'cluster', 'service'] } }),
    steps: [
      at(
        0,
        post(
          alert('A', { labels: { cluster: 'x', service: 's', instance: '1' } }),
          alert('A', { labels: { cluster: 'x', service: 's', instance: '2' } }),
          alert('A', { labels: { cluster: 'y', service: 's', instance: '3' } }),
        ),
      ),
    ],
    until: 4,
  },
  {
    name: 'group-by-everything',
    shows: "group_by '...' makes each alert a group of its own, with all its labels.",
    config: config({ route: { group_by: ['...'] } }),
    steps: [at(0, post(alert('A', { labels: { i: '1' } }), alert('A', { labels: { i: '2' } })))],
    until: 4,
  },
  {
    name: 'group-by-nothing',
    shows: 'Without group_by all alerts of a route are one group, whose key has empty labels.',
    config: config(),
    steps: [at(0, post('A', 'B', 'C'))],
    until: 4,
  },
  {
    name: 'group-by-absent-label',
    shows: 'A label of group_by that an alert does not have is not among the group labels; such alerts share a group.',
    config: config({ route: { group_by: ['team', 'cluster'] } }),
    steps: [
      at(0, post('A', alert('B', { labels: { team: 'db' } }), alert('C', { labels: { cluster: '', extra: 'x' } }))),
    ],
    until: 4,
  },
  {
    name: 'group-by-inherited',
    shows: 'A child route without group_by groups as its parent.',
    config: config({ route: { ...byName, routes: [{ receiver: 'b', matchers: ['team="db"'] }] } }),
    steps: [at(0, post(alert('A', { labels: { team: 'db' } }), alert('B', { labels: { team: 'db' } })))],
    until: 4,
  },
  {
    name: 'group-by-emptied-by-child',
    shows: 'A child route with an empty group_by takes all its alerts as one group, whatever its parent says.',
    config: config({ route: { ...byName, routes: [{ receiver: 'b', group_by: [], matchers: ['team="db"'] }] } }),
    steps: [at(0, post(alert('A', { labels: { team: 'db' } }), alert('B', { labels: { team: 'db' } })))],
    until: 4,
  },
  {
    name: 'group-by-everything-narrowed-by-child',
    shows: "A list of labels in a child route replaces its parent's '...'.",
    config: config({
      route: { group_by: ['...'], routes: [{ receiver: 'b', group_by: ['team'], matchers: ['team="db"'] }] },
    }),
    steps: [at(0, post('C', alert('A', { labels: { team: 'db' } }), alert('B', { labels: { team: 'db' } })))],
    until: 4,
  },
  {
    name: 'old-alert-flushes-at-once',
    shows: 'An alert that started more than group_wait ago makes a new group speak at once.',
    config: config({ route: { group_wait: '3s' } }),
    steps: [at(0, post(alert('A', { startsAt: '-10m' })))],
    until: 5,
  },
  {
    name: 'old-alert-then-interval',
    shows: 'After an immediate first notification the next tick is one group_interval later.',
    config: config({ route: { group_wait: '3s', group_interval: '4s' } }),
    steps: [at(0, post(alert('A', { startsAt: '-10m' }))), at(1, post('B'))],
    until: 7,
  },
  {
    name: 'young-alert-waits-in-full',
    shows: 'An alert that started less than group_wait ago waits the whole group_wait from its arrival.',
    config: config({ route: { group_wait: '3s' } }),
    steps: [at(0, post(alert('A', { startsAt: '-2s' })))],
    until: 6,
  },
  {
    name: 'old-alert-joins-waiting-group',
    shows: 'An old alert that joins a group which still waits does not shorten the wait.',
    config: config({ route: { group_wait: '3s' } }),
    steps: [at(0, post('A')), at(0.5, post(alert('B', { startsAt: '-10m' })))],
    until: 6,
  },
  {
    name: 'old-alert-joins-told-group',
    shows: 'An old alert that joins a group which has spoken waits for its next tick.',
    config: config({ route: { group_interval: '4s' } }),
    steps: [at(0, post('A')), at(2, post(alert('B', { startsAt: '-10m' })))],
    until: 8,
  },
  {
    name: 'alert-of-the-future',
    shows: 'An alert that starts in the future is told like any other, as firing.',
    config: config(),
    steps: [at(0, post(alert('A', { startsAt: '+1m', endsAt: '+1h' })))],
    until: 4,
  },
  {
    name: 'group-starts-anew-after-it-resolved',
    shows: 'A group whose alerts were all told as resolved is gone: the next alert opens a new one, with group_wait.',
    config: config({ route: { group_interval: '4s' } }),
    steps: [at(0, post('A')), at(3, post(resolved('A'))), at(6.5, post('A'))],
    until: 11,
  },
  {
    name: 'group-with-nothing-told-starts-anew',
    shows:
      'A group whose only alert resolved within group_wait is gone after its flush; the next alert waits group_wait.',
    config: config({ route: { group_interval: '5s' } }),
    steps: [at(0, post('A')), at(0.5, post(resolved('A'))), at(2, post('A'))],
    until: 5,
  },
  {
    name: 'many-alerts-in-a-group',
    shows: 'A group of fifty alerts is one notification, in the order of job and instance.',
    config: config(),
    steps: [
      at(
        0,
        post(
          ...Array.from({ length: 50 }, (_, i) =>
            alert(`N${(i * 7) % 50}`, { labels: { job: `job${i % 3}`, instance: `host-${(i * 13) % 50}` } }),
          ),
        ),
      ),
    ],
    until: 4,
  },
]
