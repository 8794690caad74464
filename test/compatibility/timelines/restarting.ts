// Timelines of restarts: what a server still knows after SIGTERM and a start with the same data.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, expire, post, resolved, restart, silence } from '../../support/timeline-words.ts'

const old = alert('A', { startsAt: '-10m' })

export const restarting: readonly TimelineCase[] = [
  {
    name: 'restart-repeats-nothing',
    shows: 'After a restart an alert that was told is not told again within repeat_interval.',
    config: config(),
    steps: [at(0, post(old)), at(2, restart()), at(4, post(old))],
    until: 9,
  },
  {
    name: 'restart-then-resolved',
    shows: 'A resolve after a restart is told.',
    config: config(),
    steps: [at(0, post(old)), at(2, restart()), at(4, post(old)), at(5, post({ ...old, endsAt: 'now' }))],
    until: 10,
  },
  {
    name: 'restart-then-only-the-resolve',
    shows: 'A resolve that is the first word of an alert after a restart is told.',
    config: config(),
    steps: [at(0, post(old)), at(2, restart()), at(4, post({ ...old, endsAt: 'now' }))],
    until: 8,
    tocsinDiffers: {
      because: 'the group goes on after a restart, on its timer',
      sends: ['0s /a first notification: A', '6s /a all alerts resolved: -A'],
    },
  },
  {
    name: 'restart-then-a-new-alert',
    shows: 'A new alert after a restart is told as a new one, beside the one that was posted again.',
    config: config(),
    steps: [at(0, post(old)), at(2, restart()), at(4, post('A', 'B'))],
    until: 8,
    tocsinDiffers: {
      because: 'alerts survive a restart, and with them the start that was told first',
      sends: ['0s /a first notification: A', '6s /a new alerts added: A B'],
    },
  },
  {
    name: 'restart-forgets-alerts',
    shows: 'An alert that is not posted again after a restart.',
    config: config(),
    steps: [at(0, post('A', 'B')), at(2, restart()), at(4, post('A')), at(6.5, post(resolved('A')))],
    until: 10.4,
    tocsinDiffers: {
      because: 'alerts survive a restart, until their own end',
      sends: ['1s /a first notification: A B', '7s /a some alerts resolved: -A B'],
    },
  },
  {
    name: 'restart-within-group-wait',
    shows: 'An alert that waits in its group when the server restarts.',
    config: config({ route: { group_wait: '3s' } }),
    steps: [at(0, post('A')), at(1, restart())],
    until: 6,
    tocsinDiffers: {
      because: 'alerts survive a restart, and wait no longer than without one',
      sends: ['3s /a first notification: A'],
    },
  },
  {
    name: 'restart-keeps-the-repeat',
    shows: 'repeat_interval counts from before the restart.',
    config: config({ route: { repeat_interval: '5s' } }),
    steps: [at(0, post('A')), at(2, restart()), at(3.5, post('A'))],
    until: 10,
    tocsinDiffers: {
      because: 'alerts survive a restart, and with them the start that was told first',
      sends: ['1s /a first notification: A', '7s /a repeat interval elapsed: A'],
    },
  },
  {
    name: 'restart-overdue-repeat',
    shows: 'A repeat that became due during a restart comes with the first flush.',
    config: config({ route: { repeat_interval: '2s' } }),
    steps: [at(0, post(old)), at(1, restart()), at(4, post(old))],
    until: 5.5,
  },
  {
    name: 'restart-keeps-silences',
    shows: 'A silence survives a restart, and so does its id.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"')), at(1, restart()), at(4, post('A')), at(6, expire('s'))],
    until: 9,
  },
  {
    name: 'restart-keeps-expired-silences-expired',
    shows: 'A silence that was expired before a restart stays so.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"')), at(0.5, expire('s')), at(1, restart()), at(4, post('A'))],
    until: 7,
  },
  {
    name: 'restart-and-resolved-while-down',
    shows: 'An alert whose end passes while nobody posts it again.',
    config: config(),
    steps: [at(0, post(alert('A', { startsAt: '+0s', endsAt: '+3s' }))), at(1.6, restart())],
    until: 8,
    tocsinDiffers: {
      because: 'alerts survive a restart, and so do the ends that are still to be told',
      sends: ['1s /a first notification: A', '3s /a all alerts resolved: -A'],
    },
  },
]
