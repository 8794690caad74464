// Timelines of routing: which receiver is told, under which group key.

import type { TimelineCase } from '../../support/timeline-case.ts'
import { alert, at, config, post, resolved } from '../../support/timeline-words.ts'

const db = { labels: { team: 'db' } }

export const routing: readonly TimelineCase[] = [
  {
    name: 'child-route-takes',
    shows: 'An alert that a child route matches goes there and not to the default receiver; others go to the default.',
    config: config({ route: { routes: [{ receiver: 'b', matchers: ['team="db"'] }] } }),
    steps: [at(0, post('A', alert('B', db)))],
    until: 4,
  },
  {
    name: 'first-match-wins',
    shows: 'Without continue the first child route that matches takes the alert.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['team=~"d.*"'] },
          { receiver: 'c', matchers: ['team="db"'] },
        ],
      },
    }),
    steps: [at(0, post(alert('A', db)))],
    until: 4,
  },
  {
    name: 'continue-reaches-the-next-route',
    shows: 'With continue the next matching route takes the alert too; the default receiver does not.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['team="db"'], continue: true },
          { receiver: 'c', matchers: ['team=~"d.*"'] },
          { receiver: 'd', matchers: ['team="db"'] },
        ],
      },
    }),
    steps: [at(0, post(alert('A', db)))],
    until: 4,
  },
  {
    name: 'continue-without-a-next-match',
    shows: 'A continued match that finds no further route does not fall back to the default receiver.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['team="db"'], continue: true },
          { receiver: 'c', matchers: ['team="web"'] },
        ],
      },
    }),
    steps: [at(0, post(alert('A', db)))],
    until: 4,
  },
  {
    name: 'nested-routes',
    shows: 'The deepest matching route takes the alert; where no child matches, the parent does.',
    config: config({
      route: {
        routes: [
          {
            receiver: 'b',
            matchers: ['team="db"'],
            routes: [
              { receiver: 'c', matchers: ['severity="page"'] },
              { matchers: ['severity="ticket"'], group_by: ['severity'] },
            ],
          },
        ],
      },
    }),
    steps: [
      at(
        0,
        post(
          alert('A', { labels: { team: 'db', severity: 'page' } }),
          alert('B', { labels: { team: 'db', severity: 'ticket' } }),
          alert('C', { labels: { team: 'db' } }),
        ),
      ),
    ],
    until: 4,
  },
  {
    name: 'continue-inside-a-nested-route',
    shows: 'continue of a child concerns its siblings only; its parent decides about the parent’s siblings.',
    config: config({
      route: {
        routes: [
          {
            receiver: 'b',
            matchers: ['team="db"'],
            routes: [
              { receiver: 'c', matchers: ['x="1"'], continue: true },
              { receiver: 'd', matchers: ['y="1"'] },
            ],
          },
          { receiver: 'e', matchers: ['team="db"'] },
        ],
      },
    }),
    steps: [at(0, post(alert('A', { labels: { team: 'db', x: '1', y: '1' } })))],
    until: 4,
  },
  {
    name: 'same-receiver-by-two-routes',
    shows: 'Two routes to one receiver are two groups: it is told twice, under two group keys.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['team="db"'], continue: true },
          { receiver: 'b', matchers: ['team=~"db|web"'] },
        ],
      },
    }),
    steps: [at(0, post(alert('A', db)))],
    until: 4,
  },
  {
    name: 'same-receiver-by-two-equal-routes',
    shows:
      'Two routes with equal matchers to one receiver have one group key: what the first told, the second repeats not.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['team="db"'], continue: true },
          { receiver: 'b', matchers: ['team="db"'], group_wait: '2s' },
        ],
      },
    }),
    steps: [at(0, post(alert('A', db))), at(4.4, post(resolved(alert('A', db))))],
    until: 8,
  },
  {
    name: 'timings-inherited',
    shows: 'A child route inherits the timings that it does not set.',
    config: config({
      route: {
        group_wait: '3s',
        routes: [
          { receiver: 'b', matchers: ['alertname="B"'] },
          {
            receiver: 'c',
            matchers: ['alertname="C"'],
            group_wait: '1s',
            routes: [{ receiver: 'd', matchers: ['x="1"'] }],
          },
        ],
      },
    }),
    steps: [at(0, post('B', 'C', alert('C', { labels: { x: '1' } })))],
    until: 5,
  },
  {
    name: 'group-key-of-nested-routes',
    shows: 'A group key holds the matchers of the whole path of routes and the group labels, each sorted.',
    config: config({
      route: {
        routes: [
          {
            matchers: ['a="x"'],
            routes: [{ receiver: 'b', match_re: { i: 'j.*' }, match: { g: 'h' }, group_by: ['job', 'alertname'] }],
          },
        ],
      },
    }),
    steps: [at(0, post(alert('X', { labels: { a: 'x', g: 'h', i: 'jj', job: 'j' } })))],
    until: 3,
  },
  {
    name: 'match-and-match-re',
    shows:
      'match and match_re count beside matchers; the group key shows them all sorted, match_re wrapped as an anchored group.',
    config: config({
      route: {
        routes: [
          {
            receiver: 'b',
            match: { team: 'db', a: 'x' },
            match_re: { service: 'foo.*', b: '(x|y)' },
            matchers: ['zone!="z"', 'team=~"d.*"', 'alertname!~"N.*"'],
          },
        ],
      },
    }),
    steps: [at(0, post(alert('A', { labels: { team: 'db', a: 'x', b: 'y', service: 'foobar' } }), alert('B', db)))],
    until: 4,
  },
  {
    name: 'regexp-is-anchored',
    shows: 'A regular expression has to match the whole value.',
    config: config({ route: { routes: [{ receiver: 'b', matchers: ['team=~"b|d"'] }] } }),
    steps: [at(0, post(alert('A', db), alert('B', { labels: { team: 'd' } })))],
    until: 4,
  },
  {
    name: 'regexp-dot-and-newline',
    shows: 'The dot of a regular expression does not match a newline.',
    config: config({ route: { routes: [{ receiver: 'b', matchers: ['text=~"a.*b"'] }] } }),
    steps: [at(0, post(alert('A', { labels: { text: 'a\nb' } }), alert('B', { labels: { text: 'a b' } })))],
    until: 4,
  },
  {
    name: 'absent-label-matches-empty',
    shows:
      'A label that an alert does not have reads as empty: `team=""` and `team!="x"` match, `team=~".+"` does not.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['team=~".+"'], continue: true },
          { receiver: 'c', matchers: ['team=""'], continue: true },
          { receiver: 'd', matchers: ['team!="x"'] },
        ],
      },
    }),
    steps: [at(0, post('A', alert('B', db)))],
    until: 4,
  },
  {
    name: 'several-matchers-in-one-entry',
    shows: 'One entry of matchers may hold several, with or without braces; all have to match.',
    config: config({
      route: {
        routes: [
          { receiver: 'b', matchers: ['{team="db", zone="z"}'] },
          { receiver: 'c', matchers: ['team="db",zone="y"'] },
        ],
      },
    }),
    steps: [
      at(
        0,
        post(
          alert('A', db),
          alert('B', { labels: { team: 'db', zone: 'z' } }),
          alert('C', { labels: { team: 'db', zone: 'y' } }),
        ),
      ),
    ],
    until: 4,
  },
  {
    name: 'utf8-matchers-in-the-group-key',
    shows: 'Label names that are not classic ones are quoted in the route’s part of a group key.',
    config: config({
      route: {
        routes: [{ receiver: 'b', group_by: ['my.label', 'größe'], matchers: ['"my.label"="a b"', 'größe=~"x|ü"'] }],
      },
    }),
    steps: [at(0, post(alert('A', { labels: { 'my.label': 'a b', größe: 'ü' } })))],
    until: 4,
  },
  {
    name: 'receiver-name-with-regexp-characters',
    shows: 'The receiver in the payload has the characters escaped that mean something in a regular expression.',
    config: config({
      route: { receiver: 'ops.team+(on-call) [1]|x{2}^$*?\\' },
      receivers: [{ name: 'ops.team+(on-call) [1]|x{2}^$*?\\', webhook_configs: [{ url: 'http://RECEIVER/odd' }] }],
    }),
    steps: [at(0, post('A'))],
    until: 3,
  },
  {
    name: 'receiver-without-integrations',
    shows: 'A receiver without integrations swallows its alerts, quietly.',
    config: config({
      route: { routes: [{ receiver: 'nobody', matchers: ['team="db"'] }] },
      receivers: [{ name: 'nobody' }],
    }),
    steps: [at(0, post('A', alert('B', db)))],
    until: 4,
  },
]
