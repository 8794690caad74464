// Timelines of content: what a payload holds, down to odd labels.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post, receiver, resolved, webhook } from '../../support/timeline-words.ts'

export const content: readonly TimelineCase[] = [
  {
    name: 'common-labels-and-annotations',
    shows: 'Common labels and annotations are those that all alerts of the notification share, resolved ones included.',
    config: config(),
    steps: [
      at(
        0,
        post(
          alert('A', { labels: { job: 'j', zone: 'z', x: '1' }, annotations: { runbook: 'r', summary: 's1' } }),
          alert('A', { labels: { job: 'j', zone: 'z', x: '2' }, annotations: { runbook: 'r', summary: 's2' } }),
          alert('B', { labels: { job: 'j', zone: 'y', x: '2' }, annotations: { runbook: 'r' } }),
        ),
      ),
      at(2, post(resolved(alert('B', { labels: { job: 'j', zone: 'y', x: '2' }, annotations: { runbook: 'r' } })))),
      at(4, post(alert('C', { labels: { job: 'j', zone: 'z' } }))),
    ],
    until: 6.4,
  },
  {
    name: 'order-of-alerts',
    shows: 'Alerts stand by job, then instance, those without come last; then by number of labels, then by the labels.',
    config: config(),
    steps: [
      at(
        0,
        post(
          alert('Z'),
          alert('Y', { labels: { instance: 'n10' } }),
          alert('X', { labels: { job: 'b', instance: 'n2' } }),
          alert('W', { labels: { job: 'b', instance: 'n10' } }),
          alert('V', { labels: { job: 'b' } }),
          alert('U', { labels: { job: 'a', instance: 'n9', extra: '1' } }),
          alert('T', { labels: { job: 'a', instance: 'n9' } }),
          alert('S', { labels: { a: '1' } }),
          alert('R', { labels: { b: '1' } }),
          alert('R', { labels: { B: '1' } }),
          alert('Q', { labels: { job: 'ä' } }),
          alert('P', { labels: { job: '\u{1F600}' } }),
          alert('O', { labels: { job: '\uFF5E' } }),
        ),
      ),
    ],
    until: 4,
  },
  {
    name: 'order-does-not-follow-status',
    shows: 'Resolved alerts stand among the firing ones, in the order of their labels.',
    config: config(),
    steps: [at(0, post('A', 'B', 'C')), at(2, post(resolved('B')))],
    until: 4,
  },
  {
    name: 'empty-label-values',
    shows: 'Labels with empty values are dropped: such an alert is the same as one without. Empty annotations stay.',
    config: config({ route: { group_by: ['alertname', 'cluster'] } }),
    steps: [
      at(0, post(alert('A', { labels: { cluster: '', zone: 'z' }, annotations: { summary: '' } }))),
      at(2, post(alert('A', { labels: { zone: 'z' }, annotations: { summary: '' } }))),
    ],
    until: 4,
  },
  {
    name: 'odd-characters-in-labels',
    shows: 'Group keys quote values as Go does; names appear in them as they are.',
    config: config({ route: { group_by: ['...'] } }),
    steps: [
      at(
        0,
        post(
          alert('quote"back\\slash\nline\ttab{x="y"}, z'),
          alert('ünïcödé \u{1F600} \u200b \u00ad \u0007 \u007f \ufeff'),
          alert('<script>&amp;\u2028</script>'),
          alert('names', {
            labels: { 'my.dotted-name': '1', 'mit leer': '2', größe: '3', 'q"uote': '4', '1digit': '5' },
          }),
          alert('', { labels: { ['__proto__']: 'p', constructor: 'c', toString: 't', length: 'l' } }),
        ),
      ),
    ],
    until: 4,
  },
  {
    name: 'no-alertname',
    shows: 'An alert needs no alertname.',
    config: config({ route: { group_by: ['alertname'] } }),
    steps: [at(0, post({ labels: { job: 'j' } }))],
    until: 3,
  },
  {
    name: 'template-text-in-annotations',
    shows: 'Template text that came with an alert is passed on as it is.',
    config: config(),
    steps: [at(0, post(alert('A', { annotations: { summary: '{{ .Labels.x }} {{', url: 'javascript:alert(1)' } })))],
    until: 3,
  },
  {
    name: 'max-alerts',
    shows: 'max_alerts keeps the first alerts and counts the rest; common labels come from what is kept.',
    config: config({ receivers: [webhook('a', { max_alerts: 2 })] }),
    steps: [
      at(
        0,
        post(
          alert('A', { labels: { zone: 'z' } }),
          alert('B', { labels: { zone: 'z' } }),
          alert('C', { labels: { zone: 'y' } }),
          alert('D', { labels: { zone: 'y' } }),
        ),
      ),
    ],
    until: 3,
  },
  {
    name: 'max-alerts-decides-the-status',
    shows: 'max_alerts cuts before the status is found: a group that still fires may be told as resolved.',
    config: config({ receivers: [webhook('a', { max_alerts: 1 })] }),
    steps: [at(0, post('A', 'B')), at(2, post(resolved('A'))), at(4, post(resolved('B')))],
    until: 6.4,
  },
  {
    name: 'max-alerts-exactly',
    shows: 'As many alerts as max_alerts: nothing is truncated.',
    config: config({ receivers: [webhook('a', { max_alerts: 2 })] }),
    steps: [at(0, post('A', 'B'))],
    until: 3,
  },
  {
    name: 'max-alerts-does-not-hide-newcomers',
    shows: 'An alert that max_alerts leaves out counts as told: it is no news at the next tick.',
    config: config({ receivers: [webhook('a', { max_alerts: 1 })] }),
    steps: [at(0, post('A')), at(2, post('B')), at(4, post('C'))],
    until: 8,
  },
  {
    name: 'receiver-paths-and-queries',
    shows: 'A webhook URL is used as it stands, with its query.',
    config: config({ receivers: [{ name: 'a', webhook_configs: [{ url: 'http://RECEIVER/x/y%20z?token=a%2Fb&c' }] }] }),
    steps: [at(0, receiver('/unused', { answers: 500 }), post('A'))],
    until: 3,
  },
]
