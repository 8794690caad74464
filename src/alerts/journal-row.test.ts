import { expect, test } from 'vitest'
import { randomNumbers } from '../../test/support/random.ts'
import type { Alert } from '../model/alert.ts'
import { LabelReader } from '../model/label-reader.ts'
import { timestampOf } from '../model/timestamp.ts'
import { journalRow, journalRows } from './journal-row.ts'

const { encode, decode } = journalRows()

/** What is written of alerts, as it stands on disk. */
function written(alerts: readonly Alert[]): { readonly v: readonly (readonly unknown[])[] } {
  return JSON.parse(JSON.stringify(encode?.(journalRow(1, { alerts }))))
}

/** Alerts as a request brings them: those with the same names share one list of them. */
function alertsOf(
  ...given: readonly {
    readonly labels: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly link?: string
  }[]
): readonly Alert[] {
  const reader = new LabelReader()
  return given.map(({ labels, annotations = {}, link = '' }, index) => ({
    labels: reader.read(labels, 'drop') as Alert['labels'],
    annotations: reader.read(annotations, 'keep') as Alert['annotations'],
    startsAt: timestampOf(1000),
    endsAt: timestampOf(2000 + (index % 3)),
    updatedAt: timestampOf(1500),
    generatorURL: link,
    timeout: index % 2 === 0,
  }))
}

test('a value of the alert before is not written again', () => {
  const link = 'http://prometheus.example/graph'
  const alerts = alertsOf(
    { labels: { alertname: 'Disk', n: '1' }, annotations: { help: 'Look.', summary: '' }, link },
    { labels: { alertname: 'Disk', n: '2' }, annotations: { help: 'Look.', summary: '' }, link },
    { labels: { alertname: 'Disk', job: 'node' }, link },
    { labels: { alertname: 'Disk', job: 'node', n: '' } },
  )
  const row = written(alerts)

  expect(row.v.map(([, labels, , annotations, , , , url]) => [labels, annotations, url])).toEqual([
    [['Disk', '1'], ['Look.', ''], link],
    [[0, '2'], [0, 0], 0],
    [['Disk', 'node'], [], 0],
    [[0, 0], [], ''],
  ])
  expect(decode(row)?.alerts).toEqual(alerts)
})

test('any alerts come back as they were', () => {
  const random = randomNumbers(3)
  const some = (names: readonly string[]) =>
    Object.fromEntries(names.filter(() => random(3) > 0).map((name) => [name, `${random(3)}`]))
  for (let round = 0; round < 300; round++) {
    const alerts = alertsOf(
      ...Array.from({ length: random(12) }, () => ({
        labels: { alertname: `${random(2)}`, ...some(['a', 'b', 'c']) },
        annotations: { ...some(['c', 'd']), e: random(2) === 0 ? '' : 'e' },
        link: `http://prometheus.example/${random(2)}`,
      })),
    )
    expect(decode(written(alerts))?.alerts).toEqual(alerts)
  }
})

test('a row that has all values of each alert is read', () => {
  const time = '2026-01-05T12:00:00Z'
  const stored = (n: string) => [0, ['Disk', n], 1, [], 0, 0, 0, '', 0]
  const row = { r: 1, n: [['alertname', 'n'], []], t: [time], v: [stored('1'), stored('1')], m: [], g: '' }
  expect(decode(row)?.alerts.map(({ labels }) => String(labels))).toEqual(Array(2).fill('{alertname="Disk", n="1"}'))
})

test('a value of the alert before makes no sense where there is none', () => {
  const [first, second] = written(alertsOf({ labels: { a: '1' } }, { labels: { a: '1' } })).v
  const row = written(alertsOf({ labels: { a: '1' } }, { labels: { a: '1' } }))
  expect(decode(row)?.alerts).toHaveLength(2)
  expect(decode({ ...row, v: [second, first] })).toBeUndefined()
})
