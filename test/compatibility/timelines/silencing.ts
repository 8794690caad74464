// Timelines of silences: who is not told, and what is told once they end.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, expire, post, resolved, silence } from '../../support/timeline-words.ts'

export const silencing: readonly TimelineCase[] = [
  {
    name: 'silenced-before',
    shows: 'An alert that a silence covers is not told.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"')), at(0.5, post('A'))],
    until: 6,
  },
  {
    name: 'silenced-within-group-wait',
    shows: 'A silence that comes before the first flush is in time.',
    config: config(),
    steps: [at(0, post('A')), at(0.5, silence('s', 'alertname="A"'))],
    until: 6,
  },
  {
    name: 'silenced-after-it-was-told',
    shows: 'A told alert that is silenced is neither repeated nor said to be resolved.',
    config: config({ route: { repeat_interval: '3s' } }),
    steps: [at(0, post('A')), at(2, silence('s', 'alertname="A"'))],
    until: 8,
  },
  {
    name: 'silence-ends-by-itself',
    shows: 'When a silence ends, what it covered is told at the next tick, as first notification.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"', { until: '+4s' }), post('A'))],
    until: 8,
  },
  {
    name: 'silence-is-expired',
    shows: 'When a silence is expired by hand, what it covered is told at the next tick.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"'), post('A')), at(4, expire('s'))],
    until: 8,
  },
  {
    name: 'silence-ends-after-the-alert-was-told',
    shows: 'An alert that was told before it was silenced is no news when the silence ends; only the repeat is due.',
    config: config({ route: { repeat_interval: '5s' } }),
    steps: [at(0, post('A')), at(2, silence('s', 'alertname="A"')), at(4, expire('s'))],
    until: 8,
  },
  {
    name: 'repeat-overdue-when-the-silence-ends',
    shows: 'A repeat that fell into the silence comes at the first tick after it.',
    config: config({ route: { repeat_interval: '3s' } }),
    steps: [at(0, post('A')), at(2, silence('s', 'alertname="A"')), at(8, expire('s'))],
    until: 10.4,
  },
  {
    name: 'silence-of-the-future',
    shows: 'A silence counts from its start.',
    config: config({ route: { repeat_interval: '1s' } }),
    steps: [at(0, silence('s', 'alertname="A"', { from: '+4s' }), post('A'))],
    until: 10,
  },
  {
    name: 'silence-of-the-past',
    shows: 'A silence whose start is past counts from now.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"', { from: '-1h', until: '+4s' }), post('A'))],
    until: 8,
  },
  {
    name: 'silence-is-extended',
    shows: 'A silence that is updated with a later end lasts until then.',
    config: config(),
    steps: [
      at(0, silence('s', 'alertname="A"', { until: '+4s' }), post('A')),
      at(2, silence('s', 'alertname="A"', { from: '+0s', until: '+8s' })),
    ],
    until: 12,
  },
  {
    name: 'silence-is-shortened',
    shows: 'A silence that is updated with an earlier end lasts until then.',
    config: config(),
    steps: [
      at(0, silence('s', 'alertname="A"', { until: '+1h' }), post('A')),
      at(2, silence('s', 'alertname="A"', { from: '+0s', until: '+4s' })),
    ],
    until: 8,
  },
  {
    name: 'silence-gets-other-matchers',
    shows: 'An update with other matchers frees what the old ones covered and covers the rest.',
    config: config({ route: { group_by: ['alertname'] } }),
    steps: [at(0, silence('s', 'alertname="A"'), post('A')), at(2, silence('s', 'alertname="B"')), at(4, post('B'))],
    until: 8,
  },
  {
    name: 'part-of-a-group-is-silenced',
    shows: 'Of a partly silenced group the rest is told; what was silenced is new when the silence ends.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="B"'), post('A', 'B')), at(4, expire('s'))],
    until: 8,
  },
  {
    name: 'part-of-a-told-group-is-silenced',
    shows:
      'A told alert that is silenced disappears without a word and is no news afterwards, unless another one was told meanwhile.',
    config: config(),
    steps: [at(0, post('A', 'B')), at(2, silence('s', 'alertname="B"')), at(4, post('C')), at(6, expire('s'))],
    until: 10,
  },
  {
    name: 'rest-of-a-partly-silenced-group-resolves',
    shows: 'When all that is not silenced resolves, the group is told as resolved, though the silenced alert fires on.',
    config: config(),
    steps: [
      at(0, post('A', 'B')),
      at(2, silence('s', 'alertname="B"')),
      at(4, post(resolved('A'))),
      at(8, expire('s')),
    ],
    until: 12,
  },
  {
    name: 'resolved-while-silenced',
    shows: 'A told alert that resolves while silenced is never told as resolved.',
    config: config(),
    steps: [at(0, post('A')), at(2, silence('s', 'alertname="A"')), at(4, post(resolved('A'))), at(6, expire('s'))],
    until: 10,
  },
  {
    name: 'part-resolved-while-silenced',
    shows: 'A silenced alert of a group that resolves is never told; the group goes on without it.',
    config: config(),
    steps: [
      at(0, post('A', 'B')),
      at(2, silence('s', 'alertname="B"')),
      at(4, post(resolved('B'))),
      at(6, expire('s')),
      at(8, post(resolved('A'))),
    ],
    until: 12,
  },
  {
    name: 'resolved-while-silenced-then-firing-again',
    shows:
      'An alert that was told, resolved while silenced and fires again afterwards is no news: the receiver never heard of its end.',
    config: config(),
    steps: [
      at(0, post('A')),
      at(2, silence('s', 'alertname="A"')),
      at(4, post(resolved('A'))),
      at(6, expire('s')),
      at(7.5, post('A')),
    ],
    until: 12,
  },
  {
    name: 'resolve-as-the-silence-ends',
    shows: 'An alert that resolves while silenced is told as resolved if the silence ends before the next tick.',
    config: config(),
    steps: [at(0, post('A')), at(1.6, silence('s', 'alertname="A"')), at(2, post(resolved('A'))), at(2.4, expire('s'))],
    until: 6,
  },
  {
    name: 'never-told-and-resolved-while-silenced',
    shows: 'What comes and goes under a silence is never told.',
    config: config(),
    steps: [at(0, silence('s', 'alertname="A"'), post('A')), at(2, post(resolved('A'))), at(2.4, expire('s'))],
    until: 6,
  },
  {
    name: 'silence-by-regular-expression',
    shows: 'A silence takes anchored regular expressions and negations; all matchers have to match.',
    config: config({ route: { group_by: ['alertname'] } }),
    steps: [
      at(0, silence('s', 'alertname=~"A|B.", team!="web"')),
      at(0.4, post('A', alert('A', { labels: { team: 'web' } }), 'B', 'B1', alert('B12', { labels: { team: 'db' } }))),
    ],
    until: 4,
  },
  {
    name: 'silence-on-an-absent-label',
    shows: 'A silence with an empty value covers alerts that do not have the label.',
    config: config({ route: { group_by: ['alertname'] } }),
    steps: [
      at(0, silence('s', 'alertname=~".+", team=""')),
      at(0.4, post('A', alert('B', { labels: { team: 'db' } }))),
    ],
    until: 4,
  },
  {
    name: 'two-silences',
    shows: 'An alert under two silences is told when the last one ends.',
    config: config(),
    steps: [
      at(0, silence('s', 'alertname="A"', { until: '+4s' }), silence('t', 'alertname=~"A"'), post('A')),
      at(8, expire('t')),
    ],
    until: 10,
  },
  {
    name: 'silence-covers-all-receivers',
    shows: 'A silence holds for all receivers of an alert.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['alertname="A"'], continue: true },
          { receiver: 'c', matchers: ['alertname=~"A|B"'] },
        ],
      },
    }),
    steps: [at(0, silence('s', 'alertname="A"')), at(0.4, post('A', 'B'))],
    until: 4,
  },
]
