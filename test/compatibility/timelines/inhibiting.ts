// Timelines of inhibition: alerts that keep quiet while another one fires. Which rule applies to what is in
// inhibition-rules.ts.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, expire, post, resolved, silence, type YamlObject } from '../../support/timeline-words.ts'

const byName = { group_by: ['alertname'] }

/** Source inhibits Target where the cluster is the same. */
const rule: YamlObject = {
  source_matchers: ['alertname="Source"'],
  target_matchers: ['alertname="Target"'],
  equal: ['cluster'],
}

const simple = config({ route: byName, inhibit_rules: [rule] })

const source = alert('Source', { labels: { cluster: 'x' } })
const target = alert('Target', { labels: { cluster: 'x' } })

export const inhibiting: readonly TimelineCase[] = [
  {
    name: 'inhibited-from-the-start',
    shows: 'A target is not told while its source fires.',
    config: simple,
    steps: [at(0, post(source)), at(0.5, post(target))],
    until: 6,
  },
  {
    name: 'source-comes-within-group-wait',
    shows: 'A source that arrives before the target’s first flush inhibits it.',
    config: simple,
    steps: [at(0, post(target)), at(0.5, post(source))],
    until: 6,
  },
  {
    name: 'source-comes-after-the-target-was-told',
    shows: 'A target that was told already is not told again while its source fires, not even repeated.',
    config: config({ route: { ...byName, repeat_interval: '3s' }, inhibit_rules: [rule] }),
    steps: [at(0, post(target)), at(2, post(source))],
    until: 8,
  },
  {
    name: 'source-resolves',
    shows: 'When the source resolves, the target is told at its next tick.',
    config: simple,
    steps: [at(0, post(source, target)), at(4, post(resolved(source)))],
    until: 8,
  },
  {
    name: 'source-times-out',
    shows: 'A source that times out inhibits no longer.',
    config: simple,
    steps: [at(0, post(alert('Source', { labels: { cluster: 'x' }, startsAt: '+0s', endsAt: '+4s' }), target))],
    until: 8,
  },
  {
    name: 'source-fires-again',
    shows: 'A target that was told between two episodes of its source is known afterwards: nothing new is sent.',
    config: simple,
    steps: [
      at(0, post(source, target)),
      at(2, post(resolved(source))),
      at(4, post(source)),
      at(6, post(resolved(source))),
    ],
    until: 10,
  },
  {
    name: 'source-that-is-over',
    shows: 'A source that was over when it was first posted inhibits nothing.',
    config: simple,
    steps: [at(0, post(alert('Source', { labels: { cluster: 'x' }, startsAt: '-10m', endsAt: '-1m' }), target))],
    until: 4,
  },
  {
    name: 'target-resolves-while-inhibited',
    shows: 'A target that was told and resolves while inhibited is never told as resolved.',
    config: simple,
    steps: [at(0, post(target)), at(2, post(source)), at(4, post(resolved(target))), at(6.6, post(resolved(source)))],
    until: 10,
  },
  {
    name: 'target-resolves-after-its-source',
    shows: 'A target that was told before, inhibited for a while and then freed is told as resolved.',
    config: simple,
    steps: [at(0, post(target)), at(2, post(source)), at(4, post(resolved(source))), at(6, post(resolved(target)))],
    until: 10,
  },
  {
    name: 'source-and-target-in-one-group',
    shows: 'In a group of both only the source is told; the target joins when the source resolves.',
    config: config({ inhibit_rules: [rule] }),
    steps: [at(0, post(source, target)), at(4, post(resolved(source)))],
    until: 8,
  },
  {
    name: 'inhibited-in-a-told-group',
    shows: 'A told alert that becomes inhibited disappears without a word; when it is freed, nothing is news.',
    config: config({ inhibit_rules: [rule] }),
    steps: [at(0, post(target, 'Other')), at(2, post(source)), at(4, post(resolved(source))), at(8, post('Third'))],
    until: 10.4,
  },
  {
    name: 'silenced-source-inhibits',
    shows: 'A silenced source still inhibits.',
    config: simple,
    steps: [at(0, silence('s', 'alertname="Source"'), post(source, target))],
    until: 6,
  },
  {
    name: 'inhibited-source-inhibits',
    shows: 'A source that is itself inhibited still inhibits.',
    config: config({
      route: byName,
      inhibit_rules: [
        rule,
        { source_matchers: ['alertname="Root"'], target_matchers: ['alertname="Source"'], equal: ['cluster'] },
      ],
    }),
    steps: [at(0, post(alert('Root', { labels: { cluster: 'x' } }), source, target))],
    until: 6,
  },
  {
    name: 'several-rules',
    shows: 'Any rule that applies inhibits; the target is free when none does any more.',
    config: config({
      route: byName,
      inhibit_rules: [
        { source_matchers: ['alertname="One"'], target_matchers: ['alertname="Target"'] },
        { source_matchers: ['alertname="Two"'], target_matchers: ['alertname="Target"'] },
      ],
    }),
    steps: [at(0, post('One', 'Two', 'Target')), at(2, post(resolved('One'))), at(6, post(resolved('Two')))],
    until: 10,
  },
  {
    name: 'first-of-two-sources-resolves',
    shows: 'Of two sources with equal labels the first one resolves: the second one still inhibits.',
    config: config({ route: byName, inhibit_rules: [{ ...rule, source_matchers: ['alertname=~"Source.*"'] }] }),
    steps: [
      at(0, post(alert('Source1', { labels: { cluster: 'x' } }))),
      at(0.3, post(alert('Source2', { labels: { cluster: 'x' } }))),
      at(0.5, post(target)),
      at(2, post(resolved(alert('Source1', { labels: { cluster: 'x' } })))),
    ],
    until: 6,
  },
  {
    name: 'second-of-two-sources-resolves',
    shows: 'Of two sources with equal labels the one that came last resolves.',
    config: config({ route: byName, inhibit_rules: [{ ...rule, source_matchers: ['alertname=~"Source.*"'] }] }),
    steps: [
      at(0, post(alert('Source1', { labels: { cluster: 'x' } }))),
      at(0.3, post(alert('Source2', { labels: { cluster: 'x' } }))),
      at(0.5, post(target)),
      at(2, post(resolved(alert('Source2', { labels: { cluster: 'x' } })))),
    ],
    until: 6,
    tocsinDiffers: {
      because: 'every source counts, not only the one that came last',
      sends: [
        '1s /a first notification: Source1',
        '1.3s /a first notification: Source2',
        '3.3s /a all alerts resolved: -Source2',
      ],
    },
  },
  {
    name: 'first-of-two-sources-is-posted-again',
    shows: 'Of two sources with equal labels the later one resolves and the other one is posted again.',
    config: config({ route: byName, inhibit_rules: [{ ...rule, source_matchers: ['alertname=~"Source.*"'] }] }),
    steps: [
      at(0, post(alert('Source1', { labels: { cluster: 'x' } }))),
      at(0.3, post(alert('Source2', { labels: { cluster: 'x' } }))),
      at(0.5, post(target)),
      at(1.9, post(resolved(alert('Source2', { labels: { cluster: 'x' } })))),
      at(2.4, post(alert('Source1', { labels: { cluster: 'x' } }))),
    ],
    until: 6,
  },
  {
    name: 'inhibition-across-routes',
    shows: 'Inhibition knows no routes: a source of one receiver inhibits targets of another.',
    config: config({
      route: { ...byName, routes: [{ receiver: 'b', matchers: ['alertname="Source"'] }] },
      inhibit_rules: [rule],
    }),
    steps: [at(0, post(source, target))],
    until: 4,
  },
  {
    name: 'inhibited-and-silenced',
    shows: 'A target that is inhibited and silenced is told when both are over.',
    config: simple,
    steps: [
      at(0, silence('s', 'alertname="Target"'), post(source, target)),
      at(2, post(resolved(source))),
      at(6, expire('s')),
    ],
    until: 10,
  },
]
