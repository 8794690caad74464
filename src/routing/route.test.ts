import { expect, test } from 'vitest'
import { randomNumbers } from '../../test/support/random.ts'
import { randomLabels, randomMatchers } from '../../test/support/random-labels.ts'
import { parseConfig } from '../config/config.ts'
import { minute, second } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { matchAll } from '../model/matcher.ts'
import { groupLabelsFor, groupNameFor, indexRoutes, matchRoutes, type Route, walkRoutes } from './route.ts'

/** The tree of a configuration with this root route. */
function treeOf(route: string): Route {
  const names = [...new Set([...route.matchAll(/receiver: (\w+)/g)].map(([, name]) => name))]
  const text = `route:\n${route}\nreceivers: [${names.map((name) => `{name: ${name}}`).join(', ')}]\n`
  return parseConfig(text, { file: 'test.yml', mode: 'fallback' }).route
}

const tree = treeOf(`
  receiver: fallback
  group_by: [alertname]
  routes:
  - matchers: [team="db"]
    receiver: db
    continue: true
    routes:
    - match: {severity: critical}
      receiver: pager
    - match_re: {severity: 'warning|info'}
      receiver: ticket
  - matchers: [team=~"db|web"]
    receiver: audit
  - matchers: [team="web"]
    receiver: never
  - matchers: [team!=""]
    receiver: others
`)

test.each<[Record<string, string>, string[]]>([
  [{}, ['fallback']],
  [{ team: 'db', severity: 'critical' }, ['pager', 'audit']],
  [{ team: 'db', severity: 'info' }, ['ticket', 'audit']],
  [{ team: 'db', severity: 'none' }, ['db', 'audit']],
  [{ team: 'web' }, ['audit']],
  [{ team: 'x' }, ['others']],
])('%j goes to %j', (labels, receivers) => {
  expect(matchRoutes(tree, LabelSet.fromRecord(labels)).map(({ receiver }) => receiver)).toEqual(receivers)
})

test('routes are found as by asking every child in turn', () => {
  const random = randomNumbers(4)
  const scan = (root: Route, labels: LabelSet): readonly Route[] => {
    if (!matchAll(root.matchers, labels)) return []
    const found: Route[] = []
    for (const child of root.routes) {
      const matches = scan(child, labels)
      found.push(...matches)
      if (matches.length > 0 && !child.continue) break
    }
    return found.length > 0 ? found : [root]
  }
  const grow = (depth: number): Route => {
    const routes = Array.from({ length: depth === 0 ? 0 : random(8) }, () => grow(depth - 1))
    const matchers = depth === 3 ? [] : randomMatchers(random)
    return { ...tree, matchers, continue: random(3) === 0, routes, routeIndex: indexRoutes(routes) }
  }
  for (let round = 0; round < 50; round++) {
    const root = grow(3)
    for (let asked = 0; asked < 40; asked++) {
      const labels = randomLabels(random)
      const [found, wanted] = [matchRoutes(root, labels), scan(root, labels)]
      expect(found.length).toBe(wanted.length)
      expect(found.every((route, i) => route === wanted[i])).toBe(true)
    }
  }
})

test('ids are unique where keys are not, and matchers stand sorted', () => {
  const twins = treeOf(`
  receiver: a
  routes:
  - matchers: [b="2", a="1"]
  - matchers: [a="1", b="2"]
    continue: true`)
  const [root, ...routes] = [...walkRoutes(twins)]
  expect(root).toMatchObject({ id: '{}', key: '{}', index: 2 })
  expect(routes.map(({ key }) => key)).toEqual(['{}/{a="1",b="2"}', '{}/{a="1",b="2"}'])
  expect(routes.map(({ id }) => id)).toEqual(['{}/{a="1",b="2"}/0', '{}/{a="1",b="2"}/1'])
  expect(routes.map(({ index }) => index)).toEqual([0, 1])
})

test('timings, grouping, receiver and labels are inherited; time intervals are not', () => {
  const root = parseConfig(
    `
route:
  receiver: a
  group_by: ['...']
  group_wait: 1s
  group_interval: 2m
  repeat_interval: 3m
  labels: {owner: x, area: y}
  routes:
  - active_time_intervals: [always]
    labels: {owner: z}
    group_wait: 0s
    routes:
    - group_by: [n]
receivers: [{name: a}]
time_intervals: [{name: always, time_intervals: [{}]}]
`,
    { file: 'test.yml', mode: 'fallback' },
  ).route
  const [, child, grandchild] = [...walkRoutes(root)]
  expect(child).toMatchObject({ receiver: 'a', groupByAll: true, groupWait: 0, groupInterval: 2 * minute })
  expect(child?.activeTimeIntervals).toEqual(['always'])
  expect(grandchild).toMatchObject({ groupByAll: false, groupBy: ['n'], groupWait: 0, repeatInterval: 3 * minute })
  expect(grandchild?.activeTimeIntervals).toEqual([])
  expect(grandchild?.labels.toJSON()).toEqual({ area: 'y', owner: 'z' })
  expect(root.groupWait).toBe(second)
})

test.each<[string, Record<string, string>]>([
  ['[a, b]', { a: '1' }],
  ["['...']", { a: '1', c: '3' }],
  ['[]', {}],
])('group_by %s groups by %j', (groupBy, expected) => {
  const labels = LabelSet.fromRecord({ a: '1', c: '3' })
  expect(groupLabelsFor(treeOf(`  {receiver: a, group_by: ${groupBy}}`), labels).toJSON()).toEqual(expected)
})

test('a group has one name for all of its alerts, and no other group of the route has it', () => {
  const values = ['', 'a', '1:a', 'a1:', '0:']
  const sets = values.flatMap((x) => values.flatMap((y) => values.map((z) => ({ alertname: 'A', x, y, z }))))
  const labels = sets.map((set) => LabelSet.fromEntries(Object.entries(set).filter(([, value]) => value !== '')))
  for (const groupBy of ['[]', '[x]', '[x, y]', '[z, y, x]', "['...']"]) {
    const route = treeOf(`  {receiver: a, group_by: ${groupBy}}`)
    const names = new Map(labels.map((set) => [groupLabelsFor(route, set).fingerprint, groupNameFor(route, set)]))
    expect(new Set(names.values()).size).toBe(names.size)
    for (const set of labels) {
      const group = groupLabelsFor(route, set)
      expect(groupNameFor(route, set)).toBe(names.get(group.fingerprint))
      expect(groupNameFor(route, group)).toBe(names.get(group.fingerprint))
    }
  }
})
