import { describe, expect, test } from 'vitest'
import { compareUtf8, LabelSet } from './labels.ts'

describe('a label set', () => {
  test('is sorted by name in the byte order of UTF-8', () => {
    const labels = LabelSet.fromRecord({ b: '1', '🙂': '2', '\uff5e': '3', _: '4', B: '5', é: '6' })

    expect(labels.names).toEqual(['B', '_', 'b', 'é', '\uff5e', '🙂'])
    expect([...labels].map(([, value]) => value)).toEqual(['5', '4', '1', '6', '3', '2'])
  })

  test('reads an absent label as empty, and tells it from an empty one', () => {
    const labels = LabelSet.fromRecord({ a: '' })

    expect(labels.get('a')).toBe('')
    expect(labels.get('b')).toBe('')
    expect(labels.has('a')).toBe(true)
    expect(labels.has('b')).toBe(false)
  })

  test('takes the last value of a repeated name', () => {
    const labels = LabelSet.fromEntries([
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ])

    expect(labels.toJSON()).toEqual({ a: '3', b: '2' })
  })

  test('may have a label called __proto__', () => {
    const labels = LabelSet.fromEntries([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])

    expect(labels.get('__proto__')).toBe('x')
    expect(JSON.stringify(labels)).toBe('{"__proto__":"x","constructor":"y"}')
  })

  test('prints as Go prints it', () => {
    const labels = LabelSet.fromRecord({ job: 'a "quoted"\nvalue', alertname: 'X', größe: 'ü' })

    expect(String(labels)).toBe('{alertname="X", größe="ü", job="a \\"quoted\\"\\nvalue"}')
    expect(String(LabelSet.empty)).toBe('{}')
  })

  test('filters, and stays the same object where nothing goes', () => {
    const labels = LabelSet.fromRecord({ a: '1', b: '2' })

    expect(labels.filter(() => true)).toBe(labels)
    expect(labels.filter(() => false)).toBe(LabelSet.empty)
    expect(labels.filter((name) => name === 'b').toJSON()).toEqual({ b: '2' })
  })

  test('equals another one with the same labels', () => {
    const labels = LabelSet.fromRecord({ a: '1', b: '2' })

    expect(labels.equals(LabelSet.fromRecord({ b: '2', a: '1' }))).toBe(true)
    expect(labels.equals(LabelSet.fromRecord({ a: '1' }))).toBe(false)
    expect(labels.equals(LabelSet.fromRecord({ a: '1', b: '3' }))).toBe(false)
    expect(labels.equals(LabelSet.fromRecord({ a: '1', c: '2' }))).toBe(false)
  })
})

test.each([
  ['fewer labels first', { z: '9' }, { a: '1', b: '1' }, -1],
  ['the smaller value of the first name first', { a: '1', b: '9' }, { a: '2', b: '1' }, -1],
  ['then the next name', { a: '1', b: '1' }, { a: '1', b: '2' }, -1],
  ['whoever lacks the first name first', { b: '1' }, { a: '1' }, -1],
  ['values by bytes, not by number', { a: '10' }, { a: '9' }, -1],
  ['equal', { a: '1' }, { a: '1' }, 0],
  ['both empty', {}, {}, 0],
])('compares: %s', (_, first, second, order) => {
  const a = LabelSet.fromRecord(first as Record<string, string>)
  const b = LabelSet.fromRecord(second as Record<string, string>)

  expect(Math.sign(a.compare(b))).toBe(order)
  expect(Math.sign(b.compare(a))).toBe(order === 0 ? 0 : -order)
})

test('compareUtf8 orders as the bytes do', () => {
  const texts = [
    '',
    'a',
    'aa',
    'b',
    'A',
    'Z',
    '_',
    '\u007f',
    '\u0080',
    'é',
    '\ud7ff',
    '\ue000',
    '\uff5e',
    '🙂',
    '🙃',
    'a🙂',
  ]
  for (const a of texts) {
    for (const b of texts) {
      expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }
  }
})
