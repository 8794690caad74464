import { expect, test } from 'vitest'
import { LabelReader } from './label-reader.ts'
import { LabelSet } from './labels.ts'

const records: readonly Readonly<Record<string, string>>[] = [
  { job: 'node', alertname: 'Disk', instance: 'a' },
  { alertname: 'Disk', job: 'node', instance: 'b' },
  { job: 'node', alertname: 'Disk' },
  { job: 'node' },
  {},
  { job: 'node', alertname: 'Disk', instance: 'a', zone: '1' },
  { '2': 'b', '10': 'a', b: '', ä: 'ö', '🙂': 'x', '': 'nameless' },
  JSON.parse('{"__proto__":"p","constructor":"c"}'),
]

test('reads what LabelSet.fromRecord reads, whatever came before', () => {
  const reader = new LabelReader()
  for (const record of [...records, ...records.toReversed()]) {
    const read = readGood(reader, record)
    expect([...read]).toEqual([...LabelSet.fromRecord(record)])
    expect(read.fingerprint).toBe(LabelSet.fromRecord(record).fingerprint)
    expect(read.equals(reader.share(read))).toBe(true)
    expect(reader.share(read).fingerprint).toBe(read.fingerprint)
  }
})

test('an empty value, or a null, belongs to the set or does not', () => {
  const reader = new LabelReader()
  const record = { job: 'node', gone: null, alertname: 'Disk', empty: '' }
  for (let round = 0; round < 2; round++) {
    expect([...(reader.read(record, 'drop') ?? [])]).toEqual([
      ['alertname', 'Disk'],
      ['job', 'node'],
    ])
    expect([...(reader.read(record, 'keep') ?? [])]).toEqual([
      ['alertname', 'Disk'],
      ['empty', ''],
      ['gone', ''],
      ['job', 'node'],
    ])
    expect(reader.read({ gone: null }, 'drop')).toBe(LabelSet.empty)
  }
})

test.each([[1], [true], [{}], [[]]])('%j is no text', (value) => {
  expect(new LabelReader().read({ job: 'node', value }, 'keep')).toBeUndefined()
})

test('sets of the same names share their list, in whichever order the client writes them', () => {
  const reader = new LabelReader()
  const [first, again, other] = [records[0], { ...records[0], instance: 'c' }, records[2]].map((record) =>
    readGood(reader, record as Record<string, string>),
  )
  expect(again?.names).toBe(first?.names)
  expect(other?.names).not.toBe(first?.names)
})

test('a client that invents names does not make it remember more and more', () => {
  const reader = new LabelReader()
  for (let i = 0; i < 25_000; i++) {
    const record = { [`name${i}`]: 'x', b: `${i}` }
    expect(reader.share(readGood(reader, record)).get(`name${i}`)).toBe('x')
  }
})

test('values that nobody else has are kept all the same', () => {
  const reader = new LabelReader()
  for (let i = 0; i < 3000; i++) {
    const pod = `pod-${i}`
    expect(reader.share(readGood(reader, { job: 'node', pod })).get('pod')).toBe(pod)
  }
})

function readGood(reader: LabelReader, record: Readonly<Record<string, string>>): LabelSet {
  const read = reader.read(record, 'keep')
  if (read === undefined) throw new Error('refused')
  return read
}
