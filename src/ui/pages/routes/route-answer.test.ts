import { describe, expect, test } from 'vitest'
import { routeTree } from '../../../api/tocsin/route-tree.ts'
import type { WireRoutes } from '../../../api/tocsin/schema.ts'
import { parseConfig } from '../../../config/config.ts'
import { LabelSet } from '../../../model/labels.ts'
import { walkRoutes } from '../../../routing/route.ts'
import { answerFor, differences, endOfMuting, sentenceFor } from './route-answer.ts'
import { routingTable } from './wire-tree.ts'

const config = parseConfig(
  `
route:
  receiver: hook
  group_by: [alertname, cluster]
  routes:
    - receiver: db
      matchers: [team="db"]
      group_wait: 10s
      continue: true
      routes: [{ receiver: pager, matchers: ['severity=~"crit.*"'], group_by: ['...'], repeat_interval: 1h }]
    - { receiver: web, matchers: [team!~"x|y", 'team=~"w.*|db"'], mute_time_intervals: [weekend], group_by: [] }
    - { receiver: day, matchers: [team="day"], active_time_intervals: [office], group_wait: 0s }
time_intervals:
  - { name: weekend, time_intervals: [{ weekdays: [saturday, sunday], location: Europe/Berlin }] }
  - { name: office, time_intervals: [{ weekdays: ['monday:friday'], times: [{ start_time: '09:00', end_time: '17:00' }] }] }
receivers: [{ name: hook }, { name: db }, { name: pager }, { name: web }, { name: day }]
`,
  { file: 'a.yml', mode: 'fallback' },
)
const wire = JSON.parse(JSON.stringify(routeTree({ config: () => config }))) as WireRoutes
const table = routingTable(wire)
const labelsOf = (record: Record<string, string>) => LabelSet.fromRecord(record)

test('the tree comes over the wire as it was', () => {
  const shape = (root: typeof table.root) =>
    [...walkRoutes(root)].map((route) => ({
      ...route,
      routes: [],
      matchers: route.matchers.map(String),
      labels: `${route.labels}`,
    }))
  expect(shape(table.root)).toEqual(shape(config.route))
})

test.each<[Record<string, string>, readonly string[], number]>([
  [{}, ['hook'], 1],
  [{ team: 'db' }, ['db', 'web'], 3],
  [{ team: 'db', severity: 'critical' }, ['pager', 'web'], 4],
  [{ team: 'www' }, ['web'], 2],
  [{ team: 'x' }, ['hook'], 1],
])('%j', (labels, receivers, onPath) => {
  const { targets, path } = answerFor(table, labelsOf(labels))
  expect(targets.map(({ receiver }) => receiver)).toEqual(receivers)
  expect(path.size).toBe(onPath)
})

describe('the sentence', () => {
  // A Saturday.
  const at = Date.parse('2026-11-21T12:00:00Z')
  const asked = { intervals: table.intervals, at, momentOf: (end: number) => new Date(end).toISOString().slice(0, 16) }
  const say = (labels: Record<string, string>, time = at) =>
    answerFor(table, labelsOf(labels)).targets.map((route) =>
      sentenceFor(route, labelsOf(labels), { ...asked, at: time }),
    )

  test('says when, grouped by what, and how often', () => {
    expect(say({ alertname: 'Disk' })).toEqual([
      {
        receiver: 'hook',
        rest: 'after 30 s, grouped by alertname (Disk) and cluster (absent); news every 5 m, repeats every 4 h',
        muted: undefined,
      },
    ])
    expect(say({ team: 'db', severity: 'crit' })[0]?.rest).toBe(
      'after 10 s, each alert by itself; news every 5 m, repeats every 1 h',
    )
  })

  test('says what mutes it, and until when, in the zone of the interval', () => {
    expect(say({ team: 'www' })[0]?.muted).toBe('muted by weekend until 2026-11-22T23:00')
    expect(say({ team: 'www' }, Date.parse('2026-11-23T12:00:00Z'))[0]?.muted).toBeUndefined()
    expect(say({ team: 'day' })[0]).toMatchObject({
      rest: expect.stringMatching(/^at once, /),
      muted: 'tells only within office: silent until 2026-11-23T09:00',
    })
  })

  test('a time that never comes', () => {
    const route = { ...table.root, muteTimeIntervals: ['always'] }
    const always = new Map([['always', [{ ...noFields }]]])
    expect(endOfMuting(route, always, at)).toBeUndefined()
  })
})

const noFields = {
  times: undefined,
  weekdays: undefined,
  daysOfMonth: undefined,
  months: undefined,
  years: undefined,
  location: undefined,
}

test('a route says only what its parent does not', () => {
  const [db, web] = table.root.routes
  expect(differences(table.root, undefined)).toEqual([
    'by alertname and cluster',
    'waits 30 s',
    'news every 5 m',
    'repeats every 4 h',
  ])
  expect(differences(db!, table.root)).toEqual(['waits 10 s'])
  expect(differences(db!.routes[0]!, db)).toEqual(['each alert by itself', 'repeats every 1 h'])
  expect(differences(web!, table.root)).toEqual(['one group', 'muted by weekend'])
})
