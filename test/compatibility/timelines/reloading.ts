// Timelines of reloads: what a new configuration, or the same one again, makes of groups that are under way.

import type { TimelineCase } from '../../support/timeline-case.ts'
import {
  alert,
  at,
  config,
  expire,
  post,
  receiver,
  reload,
  resolved,
  silence,
  webhook,
} from '../../support/timeline-words.ts'

const slow = config({ route: { group_interval: '5s' } })

const rule = { source_matchers: ['alertname="Source"'], target_matchers: ['alertname="Target"'] }

export const reloading: readonly TimelineCase[] = [
  {
    name: 'reload-same',
    shows: 'A reload of the same file repeats nothing.',
    config: config(),
    steps: [at(0, post('A')), at(2, reload(config())), at(4, reload(config()))],
    until: 8,
  },
  {
    name: 'reload-same-with-news',
    shows: 'What joined a group before a reload is told after it.',
    config: config(),
    steps: [at(0, post('A')), at(2, post('B')), at(2.4, reload(config()))],
    until: 8,
  },
  {
    name: 'reload-same-with-a-resolve',
    shows: 'What resolved before a reload and was not told yet is told after it.',
    config: config(),
    steps: [at(0, post('A')), at(2, post(resolved('A'))), at(2.4, reload(config()))],
    until: 8,
  },
  {
    name: 'reload-within-group-wait',
    shows: 'A reload of the same file within group_wait.',
    config: config({ route: { group_wait: '4s' } }),
    steps: [at(0, post('A')), at(2, reload(config({ route: { group_wait: '4s' } })))],
    until: 9,
    tocsinDiffers: {
      because: 'a reload does not start group_wait anew',
      sends: ['4s /a first notification: A'],
    },
  },
  {
    name: 'reload-in-a-long-interval',
    shows: 'A reload of the same file between two ticks of a group that has news.',
    config: slow,
    steps: [at(0, post('A')), at(2, post('B')), at(3, reload(slow))],
    until: 8,
    tocsinDiffers: {
      because: 'a reload does not bring the next flush forward',
      sends: ['1s /a first notification: A', '6s /a new alerts added: A B'],
    },
  },
  {
    name: 'reload-during-a-slow-send',
    shows: 'A reload while a receiver takes its time to answer.',
    config: config(),
    steps: [at(0, receiver('/a', { answers: 200, after: 2.5, times: 1 }), post('A')), at(2, reload(config()))],
    until: 8,
    tocsinDiffers: {
      because: 'a reload lets a send that is under way come to its end, so the receiver is told once',
      sends: ['1s /a first notification: A'],
    },
  },
  {
    name: 'reload-refused',
    shows: 'A file with an error changes nothing; the old configuration goes on.',
    config: config(),
    steps: [
      at(0, post('A')),
      at(2, { reload: 'route: {receiver: nobody}\nreceivers: []\n', refused: true }),
      at(4, post('B')),
    ],
    until: 6.4,
  },
  {
    name: 'reload-with-another-url',
    shows: 'A receiver of the same name with another URL knows what the old one was told; news go to the new URL.',
    config: config({ receivers: [webhook('a', { path: '/old' })] }),
    steps: [
      at(0, post('A')),
      at(2.6, reload(config({ receivers: [webhook('a', { path: '/new' })] }))),
      at(5.6, post('B')),
    ],
    until: 8.4,
  },
  {
    name: 'reload-with-a-renamed-receiver',
    shows: 'A renamed receiver knows nothing: it is told at once.',
    config: config(),
    steps: [at(0, post('A')), at(2, reload(config({ route: { receiver: 'b' } })))],
    until: 6,
  },
  {
    name: 'reload-with-another-group-by',
    shows: 'Other groups know nothing: they are told at once.',
    config: config(),
    steps: [at(0, post('A', 'B')), at(2, reload(config({ route: { group_by: ['alertname'] } })))],
    until: 6,
  },
  {
    name: 'reload-with-a-new-route',
    shows: 'An alert that a new route takes is told there at once; its old group just lacks it.',
    config: config(),
    steps: [
      at(0, post('A', 'B')),
      at(2.6, reload(config({ route: { routes: [{ receiver: 'b', matchers: ['alertname="B"'] }] } }))),
      at(5.6, post(resolved('A'))),
    ],
    until: 9,
  },
  {
    name: 'reload-without-a-route',
    shows: 'An alert whose route is gone is told to the receiver that takes it now.',
    config: config({ route: { routes: [{ receiver: 'b', matchers: ['alertname="B"'] }] } }),
    steps: [at(0, post('B')), at(2, reload(config()))],
    until: 6,
  },
  {
    name: 'reload-there-and-back',
    shows: 'Back at the old configuration its receivers still know what they were told.',
    config: config(),
    steps: [at(0, post('A')), at(2, reload(config({ route: { receiver: 'b' } }))), at(4, reload(config()))],
    until: 8,
  },
  {
    name: 'reload-with-one-more-integration',
    shows: 'An integration that is added to a receiver is told at once, the one before it is not.',
    config: config({ receivers: [webhook('a', { path: '/one' })] }),
    steps: [
      at(0, post('A')),
      at(2.6, reload(config({ receivers: [webhook('a', { path: '/one' }, { path: '/two' })] }))),
    ],
    until: 6,
  },
  {
    name: 'reload-with-one-integration-less',
    shows: 'Integrations are known by their place: the one that moves up inherits what its predecessor was told.',
    config: config({ receivers: [webhook('a', { path: '/one' }, { path: '/two' })] }),
    steps: [
      at(0, receiver('/two', { answers: 400 }), post('A')),
      at(4.6, receiver('/two', { answers: 200 }), reload(config({ receivers: [webhook('a', { path: '/two' })] }))),
    ],
    until: 8,
  },
  {
    name: 'reload-with-another-repeat-interval',
    shows: 'A shorter repeat_interval holds for what was told before.',
    config: config(),
    steps: [at(0, post('A')), at(4.6, reload(config({ route: { repeat_interval: '3s' } })))],
    until: 8,
  },
  {
    name: 'reload-with-a-new-inhibition',
    shows: 'A rule that comes with a reload knows the alerts that were there before.',
    config: config({ route: { group_by: ['alertname'] } }),
    steps: [
      at(0, post('Source', 'Target')),
      at(2, reload(config({ route: { group_by: ['alertname'] }, inhibit_rules: [rule] }))),
      at(4, post(resolved('Target'))),
    ],
    until: 8,
  },
  {
    name: 'reload-without-the-inhibition',
    shows: 'When its rule is gone, a target is told at once.',
    config: config({ route: { group_by: ['alertname'] }, inhibit_rules: [rule] }),
    steps: [at(0, post('Source', 'Target')), at(4.6, reload(config({ route: { group_by: ['alertname'] } })))],
    until: 8,
  },
  {
    name: 'reload-keeps-inhibition',
    shows: 'After a reload a source still inhibits.',
    config: config({ route: { group_by: ['alertname'] }, inhibit_rules: [rule] }),
    steps: [
      at(0, post('Source', 'Target')),
      at(2.6, reload(config({ route: { group_by: ['alertname'] }, inhibit_rules: [rule] }))),
      at(6, post(resolved('Source'))),
    ],
    until: 9,
  },
  {
    name: 'reload-keeps-silences',
    shows: 'After a reload a silence still holds.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"'), post('A')), at(2.6, reload(config())), at(5.8, expire('s'))],
    until: 8,
  },
  {
    name: 'resolved-while-silenced-then-a-reload',
    shows: 'What resolved under a silence is told after the silence if a reload looks through the alerts again.',
    config: config(),
    steps: [
      at(0, post('A')),
      at(1.6, silence('s', 'alertname="A"')),
      at(2, post(resolved('A'))),
      at(4, expire('s')),
      at(4.6, reload(config())),
    ],
    until: 8,
    tocsinDiffers: {
      because:
        'a reload does not look again at what resolved while silenced: without a reload nobody is told of it either',
      sends: ['1s /a first notification: A'],
    },
  },
  {
    name: 'resolved-while-inhibited-then-a-reload',
    shows: 'What resolved while inhibited is told after a reload if its source is gone by then.',
    config: config({ route: { group_by: ['alertname'] }, inhibit_rules: [rule] }),
    steps: [
      at(0, post('Target')),
      at(1.6, post('Source')),
      at(2, post(resolved('Target'))),
      at(4, post(resolved('Source'))),
      at(5.6, reload(config({ route: { group_by: ['alertname'] }, inhibit_rules: [rule] }))),
    ],
    until: 8,
    tocsinDiffers: {
      because:
        'a reload does not look again at what resolved while inhibited: without a reload nobody is told of it either',
      sends: [
        '1s /a first notification: Target',
        '2.6s /a first notification: Source',
        '4.6s /a all alerts resolved: -Source',
      ],
    },
  },
  {
    name: 'told-as-resolved-then-a-reload',
    shows: 'What was told as resolved is not told again by a reload.',
    config: config(),
    steps: [at(0, post('A', 'B')), at(2, post(resolved('A'))), at(4, reload(config())), at(4.6, post(resolved('B')))],
    until: 8,
  },
  {
    name: 'told-as-partly-resolved-then-a-reload-and-a-newcomer',
    shows: 'Whether an alert whose end was told long ago shows up again after a reload.',
    config: config(),
    steps: [at(0, post('A', 'B')), at(2, post(resolved('A'))), at(4, post('C')), at(4.4, reload(config()))],
    until: 8,
    tocsinDiffers: {
      because: 'an end that was told is not listed again because of a reload',
      sends: ['1s /a first notification: A B', '3s /a some alerts resolved: -A B', '5s /a new alerts added: B C'],
    },
  },
  {
    name: 'reload-after-an-end-was-collected',
    shows: 'A reload after an alert was collected that is over, but not told as resolved yet.',
    config: slow,
    flags: ['--alerts.gc-interval=300ms'],
    steps: [at(0, post('A')), at(2, post(resolved('A'))), at(3, reload(slow))],
    until: 8,
    tocsinDiffers: {
      because:
        'a reload takes over the ends that are still to be told, whether or not the alerts were collected, on the group’s own timer',
      sends: ['1s /a first notification: A', '6s /a all alerts resolved: -A'],
    },
  },
  {
    name: 'reload-with-send-resolved',
    shows: 'With send_resolved added, a resolve is told of what was told without.',
    config: config({ receivers: [webhook('a', { send_resolved: false })] }),
    steps: [at(0, post('A')), at(2.6, reload(config())), at(4, post(resolved('A')))],
    until: 8,
  },
  {
    name: 'reload-with-resolve-timeout',
    shows: 'A new resolve_timeout holds for alerts that arrive after the reload, not for those before it.',
    config: config(),
    steps: [
      at(0, post('A', alert('B'))),
      at(2.6, reload(config({ global: { resolve_timeout: '2s' } }))),
      at(3.6, post('B')),
    ],
    until: 8.4,
  },
]
