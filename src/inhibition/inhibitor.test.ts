import { expect, test } from 'vitest'
import type { Alert } from '../model/alert.ts'
import { minute } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { parseMatchers } from '../model/matcher-parser.ts'
import { Inhibitor, type InhibitRule } from './inhibitor.ts'

const now = Date.UTC(2026, 0, 5)

function alert(labels: Record<string, string>, endsIn = 5 * minute): Alert {
  const time = (at: number) => ({ at, text: new Date(at).toISOString() })
  return {
    labels: LabelSet.fromRecord(labels),
    annotations: LabelSet.empty,
    startsAt: time(now - minute),
    endsAt: time(now + endsIn),
    updatedAt: time(now),
    generatorURL: '',
    timeout: false,
  }
}

function rule(source: string, target: string, equal: string[] = []): InhibitRule {
  return {
    sourceMatchers: parseMatchers(source, 'fallback'),
    targetMatchers: parseMatchers(target, 'fallback'),
    equal,
  }
}

const severities = rule('severity="critical"', 'severity="warning"', ['cluster', 'service'])
const critical = { severity: 'critical', cluster: 'eu', service: 'db' }
const warning = { severity: 'warning', cluster: 'eu', service: 'db' }

const cases: readonly {
  name: string
  rules: InhibitRule[]
  sources: Alert[]
  target: Record<string, string>
  by: Alert | undefined
}[] = [
  { name: 'source fires', rules: [severities], sources: [alert(critical)], target: warning, by: alert(critical) },
  { name: 'no source', rules: [severities], sources: [], target: warning, by: undefined },
  { name: 'source over', rules: [severities], sources: [alert(critical, -1)], target: warning, by: undefined },
  {
    name: 'source ends at this instant',
    rules: [severities],
    sources: [alert(critical, 0)],
    target: warning,
    by: undefined,
  },
  {
    name: 'an equal label differs',
    rules: [severities],
    sources: [alert({ ...critical, cluster: 'us' })],
    target: warning,
    by: undefined,
  },
  {
    name: 'an equal label is missing on one side',
    rules: [severities],
    sources: [alert({ severity: 'critical', cluster: 'eu' })],
    target: warning,
    by: undefined,
  },
  {
    name: 'an equal label is missing on both sides',
    rules: [severities],
    sources: [alert({ severity: 'critical', cluster: 'eu' })],
    target: { severity: 'warning', cluster: 'eu' },
    by: alert({ severity: 'critical', cluster: 'eu' }),
  },
  {
    name: 'values are not run together',
    rules: [severities],
    sources: [alert({ severity: 'critical', cluster: 'eud', service: 'b' })],
    target: warning,
    by: undefined,
  },
  {
    name: 'not a target',
    rules: [severities],
    sources: [alert(critical)],
    target: { ...warning, severity: 'info' },
    by: undefined,
  },
  {
    name: 'both sides match the target, and the source too',
    rules: [rule('team="db"', 'team="db"')],
    sources: [alert({ team: 'db', n: '1' })],
    target: { team: 'db', n: '2' },
    by: undefined,
  },
  {
    name: 'both sides match the target, but only one side the source',
    rules: [rule('team="db"', 'n="2"')],
    sources: [alert({ team: 'db', n: '1' })],
    target: { team: 'db', n: '2' },
    by: alert({ team: 'db', n: '1' }),
  },
  {
    name: 'a source that matches both sides does not hide one that does not',
    rules: [rule('team="db"', 'n="2"')],
    sources: [alert({ team: 'db', n: '1' }), alert({ team: 'db', n: '2' }, 10 * minute)],
    target: { team: 'db', n: '2' },
    by: alert({ team: 'db', n: '1' }),
  },
  {
    name: 'no source matchers',
    rules: [rule('', 'severity="warning"')],
    sources: [alert(critical)],
    target: warning,
    by: undefined,
  },
  {
    name: 'of several sources the one that ends last',
    rules: [rule('severity="critical"', 'severity="warning"', ['cluster'])],
    sources: [
      alert({ ...critical, n: '1' }),
      alert({ ...critical, n: '2' }, 9 * minute),
      alert({ ...critical, n: '3' }),
    ],
    target: warning,
    by: alert({ ...critical, n: '2' }),
  },
  {
    name: 'the first rule that applies answers',
    rules: [rule('n="1"', 'severity="warning"'), severities],
    sources: [alert(critical), alert({ n: '1' })],
    target: warning,
    by: alert({ n: '1' }),
  },
]

test.each(cases)('$name', ({ rules, sources, target, by }) => {
  const inhibitor = new Inhibitor(rules)
  for (const source of sources) inhibitor.alertChanged(source, now)
  const expected = by === undefined ? [] : [by.labels.fingerprint]
  expect(inhibitor.inhibitedBy(LabelSet.fromRecord(target), now)).toEqual(expected)
})

test('a source that resolves stops inhibiting, and another one with the same labels goes on', () => {
  const inhibitor = new Inhibitor([rule('severity="critical"', 'severity="warning"', ['cluster'])])
  const [first, second] = [alert({ ...critical, n: '1' }, 9 * minute), alert({ ...critical, n: '2' })]
  inhibitor.alertChanged(first, now)
  inhibitor.alertChanged(second, now)
  inhibitor.alertChanged(alert({ ...critical, n: '1' }, -1), now)
  expect(inhibitor.inhibitedBy(LabelSet.fromRecord(warning), now)).toEqual([second.labels.fingerprint])
  expect(inhibitor.inhibitedBy(LabelSet.fromRecord(warning), now + 6 * minute)).toEqual([])
})

test('sources that are over can be forgotten without changing an answer', () => {
  const inhibitor = new Inhibitor([severities])
  inhibitor.alertChanged(alert(critical), now)
  inhibitor.dropResolved(now + minute)
  expect(inhibitor.inhibitedBy(LabelSet.fromRecord(warning), now + minute)).toHaveLength(1)
  inhibitor.dropResolved(now + 6 * minute)
  expect(inhibitor.inhibitedBy(LabelSet.fromRecord(warning), now + minute)).toHaveLength(0)
})

test('the version grows when an answer may differ, not when a source is told again', () => {
  const inhibitor = new Inhibitor([severities])
  const versions: number[] = []
  const look = (at: number) => versions.push(inhibitor.versionAt(at))
  look(now)
  inhibitor.alertChanged(alert(warning), now)
  look(now)
  inhibitor.alertChanged(alert(critical), now)
  look(now)
  inhibitor.alertChanged(alert(critical, 8 * minute), now)
  look(now + minute)
  look(now + 8 * minute)
  expect(versions).toEqual([0, 0, 1, 1, 2])
})
