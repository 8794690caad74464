// Timelines of inhibition rules: which alerts a rule makes quiet, by its matchers and equal labels.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post, type YamlObject } from '../../support/timeline-words.ts'

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

export const inhibitionRules: readonly TimelineCase[] = [
  {
    name: 'equal-labels-differ',
    shows: 'Another value of an equal label: no inhibition.',
    config: simple,
    steps: [at(0, post(source, alert('Target', { labels: { cluster: 'y' } })))],
    until: 4,
  },
  {
    name: 'equal-labels-missing-on-both-sides',
    shows: 'An equal label that neither side has counts as equal; an empty one is a missing one.',
    config: simple,
    steps: [
      at(
        0,
        post('Source', alert('Target', { labels: { cluster: '' } }), alert('Target', { labels: { cluster: 'x' } })),
      ),
    ],
    until: 4,
  },
  {
    name: 'equal-labels-missing-on-one-side',
    shows: 'An equal label that only one side has is different.',
    config: simple,
    steps: [at(0, post(source, 'Target'))],
    until: 4,
  },
  {
    name: 'no-equal-labels',
    shows: 'Without equal any source inhibits all targets.',
    config: config({
      route: byName,
      inhibit_rules: [{ source_matchers: ['alertname="Source"'], target_matchers: ['alertname="Target"'] }],
    }),
    steps: [at(0, post(source, alert('Target', { labels: { cluster: 'y' } }), 'Target'))],
    until: 4,
  },
  {
    name: 'several-equal-labels',
    shows: 'All of the equal labels have to be equal.',
    config: config({ route: byName, inhibit_rules: [{ ...rule, equal: ['cluster', 'zone'] }] }),
    steps: [
      at(
        0,
        post(
          alert('Source', { labels: { cluster: 'x', zone: '1' } }),
          alert('Target', { labels: { cluster: 'x', zone: '1', n: 'quiet' } }),
          alert('Target', { labels: { cluster: 'x', zone: '2', n: 'told' } }),
          alert('Target', { labels: { cluster: 'x', n: 'told too' } }),
        ),
      ),
    ],
    until: 4,
  },
  {
    name: 'both-sides-match',
    shows: 'Alerts that match both sides of a rule do not inhibit each other, nor themselves.',
    config: config({
      route: byName,
      inhibit_rules: [{ source_matchers: ['severity="page"'], target_matchers: ['severity=~"page|ticket"'] }],
    }),
    steps: [at(0, post(alert('A', { labels: { severity: 'page' } }), alert('B', { labels: { severity: 'page' } })))],
    until: 4,
  },
  {
    name: 'both-sides-match-and-a-mere-target',
    shows: 'An alert that matches both sides inhibits those that match the target side only.',
    config: config({
      route: byName,
      inhibit_rules: [{ source_matchers: ['severity="page"'], target_matchers: ['severity=~"page|ticket"'] }],
    }),
    steps: [at(0, post(alert('A', { labels: { severity: 'page' } }), alert('B', { labels: { severity: 'ticket' } })))],
    until: 4,
  },
  {
    name: 'mere-source-inhibits-both-sides',
    shows: 'A source that matches the source side only inhibits an alert that matches both.',
    config: config({ route: byName, inhibit_rules: [{ source_matchers: ['a="1"'], target_matchers: ['b="1"'] }] }),
    steps: [
      at(0, post(alert('Both', { labels: { a: '1', b: '1' } }))),
      at(0.4, post(alert('Source', { labels: { a: '1' } }))),
    ],
    until: 4,
  },
  {
    name: 'mere-source-comes-first',
    shows: 'A source that matches the source side only, before an alert that matches both.',
    config: config({ route: byName, inhibit_rules: [{ source_matchers: ['a="1"'], target_matchers: ['b="1"'] }] }),
    steps: [
      at(0, post(alert('Source', { labels: { a: '1' } }))),
      at(0.4, post(alert('Both', { labels: { a: '1', b: '1' } }))),
    ],
    until: 4,
    tocsinDiffers: {
      because: 'the order in which alerts arrive does not decide: any source of the source side only inhibits',
      sends: ['1s /a first notification: Source'],
    },
  },
  {
    name: 'no-source-matchers',
    shows: 'A rule without source matchers inhibits nothing.',
    config: config({ route: byName, inhibit_rules: [{ target_matchers: ['alertname="Target"'], equal: ['cluster'] }] }),
    steps: [at(0, post(source, target))],
    until: 4,
  },
  {
    name: 'no-source-matchers-and-the-source-last',
    shows: 'A rule without source matchers, when what could be its source arrives last.',
    config: config({ route: byName, inhibit_rules: [{ target_matchers: ['alertname="Target"'], equal: ['cluster'] }] }),
    steps: [at(0, post(target)), at(0.4, post(source))],
    until: 4,
    tocsinDiffers: {
      because: 'a rule without source matchers inhibits nothing, in whatever order alerts arrive',
      sends: ['1s /a first notification: Target', '1.4s /a first notification: Source'],
    },
  },
  {
    name: 'no-target-matchers',
    shows:
      'A rule without target matchers inhibits all that has the equal labels, except alerts that are sources themselves.',
    config: config({ route: byName, inhibit_rules: [{ source_matchers: ['alertname="Source"'], equal: ['cluster'] }] }),
    steps: [at(0, post(source, target, 'Other'))],
    until: 4,
  },
  {
    name: 'old-style-rule',
    shows: 'source_match, source_match_re, target_match and target_match_re count beside matchers.',
    config: config({
      route: byName,
      inhibit_rules: [
        {
          source_match: { severity: 'page' },
          source_match_re: { alertname: 'S.*' },
          target_match: { severity: 'ticket' },
          target_match_re: { alertname: 'T.*' },
          target_matchers: ['exempt=""'],
        },
      ],
    }),
    steps: [
      at(
        0,
        post(
          alert('Source', { labels: { severity: 'page' } }),
          alert('Target', { labels: { severity: 'ticket', n: 'quiet' } }),
          alert('Target', { labels: { severity: 'ticket', exempt: 'yes it is' } }),
          alert('Other', { labels: { severity: 'ticket' } }),
        ),
      ),
    ],
    until: 4,
  },
  {
    name: 'regular-expression-in-a-rule',
    shows: 'Rules take regular expressions and negations on both sides.',
    config: config({
      route: byName,
      inhibit_rules: [{ source_matchers: ['alertname=~"S.+"'], target_matchers: ['alertname!~"S.+"', 'spared!="1"'] }],
    }),
    steps: [at(0, post('Source', 'S', alert('T', { labels: { spared: '1' } }), 'U'))],
    until: 4,
  },
]
