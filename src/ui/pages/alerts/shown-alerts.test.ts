import { expect, test } from 'vitest'
import type { WireGroup, WireGroups } from '../../../api/tocsin/schema.ts'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { Matcher } from '../../../model/matcher.ts'
import { Regexp } from '../../../model/regexp.ts'
import type { AlertOrder } from '../../url-state.ts'
import { arrange, sharedLabels } from './arrange.ts'
import { collectEntries, countStates, filterEntries, inStates } from './entries.ts'
import { keepPlaces, placeAnew } from './keep-places.ts'
import { lineLabels } from './line-labels.ts'
import { rowsOf } from './rows.ts'

interface AlertSketch {
  readonly labels?: Readonly<Record<string, string>>
  /** Minutes. */
  readonly age?: number
  readonly silencedBy?: readonly string[]
  readonly inhibitedBy?: readonly string[]
}

function alertOf(
  name: string,
  { labels = {}, age = 0, silencedBy = [], inhibitedBy = [] }: AlertSketch = {},
): WireAlert {
  const at = new Date(Date.UTC(2026, 0, 1, 12) - age * 60_000).toISOString()
  return {
    fingerprint: name,
    labels: { n: name, ...labels },
    annotations: {},
    receivers: [],
    startsAt: at,
    updatedAt: at,
    endsAt: at,
    status: { state: 'active', silencedBy, inhibitedBy, mutedBy: [] },
  }
}

function groupOf(id: string, alerts: readonly string[], more: Partial<WireGroup> = {}): WireGroup {
  return {
    id,
    groupKey: id,
    routeId: '{}',
    receiver: 'team',
    labels: { alertname: id },
    routeLabels: {},
    mutedBy: [],
    nextFlush: '',
    counts: { active: 0, silenced: 0, inhibited: 0 },
    alerts,
    integrations: [],
    ...more,
  }
}

function entriesOf(alerts: readonly WireAlert[], groups: readonly WireGroup[]) {
  const data: WireGroups = { now: '', position: '', groups, alerts, restored: [] }
  return collectEntries(data, new WeakMap())
}

const critical = { severity: 'critical' }
const warning = { severity: 'warning' }

test('states: what several things keep quiet counts for each, and an alert of two groups once', () => {
  const groups = entriesOf(
    [alertOf('1'), alertOf('2', { silencedBy: ['s'], inhibitedBy: ['1'] }), alertOf('3')],
    [groupOf('A', ['1', '2']), groupOf('B', ['2', '3'], { mutedBy: ['night'] })],
  )
  expect(countStates(groups)).toEqual({ active: 1, silenced: 1, inhibited: 1, muted: 2 })
  const shown = inStates(groups, new Set(['inhibited']))
  expect(shown.map(({ group, entries }) => [group.id, entries.length])).toEqual([
    ['A', 1],
    ['B', 1],
  ])
})

test('the filter: matchers for alerts, a pattern for receivers', () => {
  const groups = entriesOf(
    [alertOf('1', { labels: critical }), alertOf('2', { labels: warning })],
    [groupOf('A', ['1', '2']), groupOf('B', ['1'], { receiver: 'other' })],
  )
  const filtered = filterEntries(groups, {
    matchers: [new Matcher('=', 'severity', 'critical')],
    receiver: new Regexp('te.m'),
  })
  expect(filtered.map(({ group, entries }) => [group.id, entries.map(({ alert }) => alert.fingerprint)])).toEqual([
    ['A', ['1']],
  ])
})

const alerts = [
  alertOf('old critical', { labels: critical, age: 60 }),
  alertOf('young critical', { labels: critical, age: 1 }),
  alertOf('young warning', { labels: warning, age: 2 }),
  alertOf('old other', { labels: { severity: 'none' }, age: 90 }),
]
const mixed = [
  groupOf('C', ['old other']),
  groupOf('A', ['young warning', 'old critical']),
  groupOf('B', ['young critical']),
]

test.each<[AlertOrder, string[]]>([
  ['severity', ['B', 'young critical', 'A', 'old critical', 'young warning', 'C', 'old other']],
  ['newest', ['B', 'young critical', 'A', 'young warning', 'old critical', 'C', 'old other']],
  ['oldest', ['C', 'old other', 'A', 'old critical', 'young warning', 'B', 'young critical']],
  ['name', ['A', 'young warning', 'old critical', 'B', 'young critical', 'C', 'old other']],
])('in order of %s', (order, expected) => {
  const shown = arrange(entriesOf(alerts, mixed), { groupBy: undefined, order })
  expect(shown.flatMap(({ id, entries }) => [id, ...entries.map(({ alert }) => alert.fingerprint)])).toEqual(expected)
})

test('groups of a choice of labels: each alert once, muted only where all that tell it are', () => {
  const groups = entriesOf(
    [alertOf('1', { labels: { team: 'a', dc: 'x' } }), alertOf('2', { labels: { team: 'a', dc: 'x' } }), alertOf('3')],
    [groupOf('A', ['1', '2', '3'], { mutedBy: ['night'] }), groupOf('B', ['1'], { receiver: 'other' })],
  )
  const shown = arrange(groups, { groupBy: ['team'], order: 'severity' })
  expect(
    shown.map(({ title, entries, receivers }) => [
      title.team,
      entries.map(({ alert, states }) => `${alert.fingerprint} ${states}`).sort(),
      receivers,
    ]),
  ).toEqual([
    ['', ['3 muted'], ['team']],
    ['a', ['1 active', '2 muted'], ['other', 'team']],
  ])
  expect(sharedLabels(shown[1]!)).toEqual([['dc', 'x']])
  expect(arrange(groups, { groupBy: [], order: 'severity' })).toHaveLength(1)
})

test.each([
  [{ alertname: 'A', instance: 'i', severity: 'x' }, { alertname: 'A' }, [], ['i']],
  [{ zone: 'z', job: 'j', instance: 'i' }, {}, ['job'], ['i', 'zone=z']],
  [{ alertname: 'A', severity: 'x' }, { alertname: 'A' }, [], []],
  [{ alertname: 'A', prometheus: 'x' }, { alertname: 'A' }, [], ['prometheus=x']],
  [{ constructor: 'c' }, {}, [], ['constructor=c']],
])('a line of %j', (labels, title, shared, expected) => {
  const shown = lineLabels(labels, { title, shared: new Set(shared) })
  expect(shown.map(({ name, value, speaksForItself }) => (speaksForItself ? value : `${name}=${value}`))).toEqual(
    expected,
  )
})

function arranged(...names: readonly string[]) {
  const all = names.map((name) => alertOf(name))
  return arrange(
    entriesOf(all, [
      groupOf(
        'A',
        names.filter((n) => n < 'm'),
      ),
      groupOf(
        'B',
        names.filter((n) => n >= 'm'),
      ),
    ]),
    {
      groupBy: undefined,
      order: 'name',
    },
  ).filter(({ entries }) => entries.length > 0)
}

test('places are kept: what is new waits, what is gone stays', () => {
  const placed = keepPlaces(arranged('b', 'c', 'x'), arranged('a', 'b', 'x', 'y'))
  expect(
    placed.groups.map(({ entries }) =>
      entries.map(({ entry, isGone }) => entry.alert.fingerprint + (isGone ? ' gone' : '')),
    ),
  ).toEqual([['b', 'c gone'], ['x']])
  expect([placed.waiting, placed.gone]).toEqual([2, 1])
})

test('a group that is new, or gone', () => {
  const placed = keepPlaces(arranged('b'), arranged('x'))
  expect(placed.groups.map(({ group, entries }) => [group.id, entries.map(({ isGone }) => isGone)])).toEqual([
    ['A', [true]],
  ])
  expect([placed.waiting, placed.gone]).toEqual([1, 1])
})

test('a long group shows its first alerts, and those that are open', () => {
  const names = Array.from({ length: 40 }, (_, index) => `a${String(index).padStart(2, '0')}`)
  const placed = placeAnew(arranged(...names))
  const kinds = (whole: string[], open: string[]) => {
    const rows = rowsOf(placed, { whole: new Set(whole), open: new Set(open) })
    const last = rows.at(-1)
    return [rows.filter(({ kind }) => kind === 'alert').length, last?.kind === 'more' ? last.hidden : 0]
  }
  expect(kinds([], [])).toEqual([25, 15])
  expect(kinds([], ['a30'])).toEqual([31, 9])
  expect(kinds(['A'], [])).toEqual([40, 0])
})
