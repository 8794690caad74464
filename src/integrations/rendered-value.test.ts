import { describe, expect, test } from 'vitest'
import { renderTree } from './render-tree.ts'
import { parseRenderedValue } from './rendered-value.ts'

// Most of what yaml.v2 makes of texts is compared with Alertmanager itself: test/compatibility/webhook-cases.ts.
test.each([
  ['', null],
  ['yes ', true],
  ['10 % (of 3.5)', '10 % (of 3.5)'],
  ['2024-03-01', '2024-03-01'],
  ['# only a comment', null],
  ['42\n---\nfoo', 42],
  ['!!float 3', 3],
  ['!!bool "yes"', true],
  ['!other 3', '3'],
  ['a: &x {b: 1}\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
  ['<<: [{q: 1, r: 1}, {r: 2}]', { q: 1, r: 1 }],
  ['a: 1\na: 2', { a: 2 }],
  ['1: a\nb: c', { b: 'c' }],
])('%j reads as %j', (text, value) => {
  expect(parseRenderedValue(text)).toEqual({ value })
})

test.each([
  'a: b: c',
  '[unclosed',
  '"unclosed',
  '*unknown',
  '!!int abc',
  '{[a]: b}',
  '<<: 3',
  '\u0001',
  '%YAML 3.0',
  'a: &a [*a]',
])('%j is no YAML', (text) => {
  expect(parseRenderedValue(text)).toBeUndefined()
})

test.each([2000, 100_000])('%i brackets are no YAML', (levels) => {
  expect(parseRenderedValue('['.repeat(levels) + ']'.repeat(levels))).toBeUndefined()
  expect(parseRenderedValue('- '.repeat(levels))).toBeUndefined()
})

test('aliases that multiply are not followed to their end', () => {
  const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`)
  expect(parseRenderedValue(`l0: &l0 x\n${levels.join('\n')}`)).toBeUndefined()
})

describe('a tree', () => {
  const render = (text: string): string => text.replace('NAME', '7')

  test('is rendered in keys and values, and read where it is text', () => {
    expect(renderTree({ NAME: ['NAME', 'x NAME', 'key: NAME', null, true, 5] }, render)).toEqual({
      7: [7, 'x 7', { key: 7 }, null, true, 5],
    })
  })

  test('keeps what a text was read as', () => {
    expect(renderTree(['["42", "NAME: NAME"]'], render)).toEqual([['42', '7: NAME']])
  })

  test('may have any key', () => {
    expect(Object.entries(renderTree(JSON.parse('{"__proto__": "a"}'), render) as object)).toEqual([['__proto__', 'a']])
  })
})
