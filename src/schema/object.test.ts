import { describe, expect, test } from 'vitest'
import { listOrEmpty } from './collection-fields.ts'
import { DecodeContext } from './decode-context.ts'
import { type Field, member, optional } from './field.ts'
import { boolean, integer } from './number-fields.ts'
import { object } from './object.ts'
import { SourceText } from './source-text.ts'
import { text } from './text-fields.ts'
import { readYaml } from './yaml-reader.ts'
import { writeYaml } from './yaml-writer.ts'

const inner = object('an inner thing', { deep_name: member(text, 'A name.', { always: true }) })
const thing = object(
  'a thing',
  {
    name: member(text, 'A name.'),
    switched_on: member(boolean, 'A switch.', { initial: true, always: true }),
    some_number: member(integer(), 'A number.', { initial: 7 }),
    inner: member(optional(inner), 'A thing.'),
    more: member(listOrEmpty(inner), 'Things.'),
    old: member(text, 'Out of use.', { deprecated: 'use name' }),
  },
  {
    finish(value, complain) {
      if (value.name === 'bad') complain('name', 'a bad name', 'Take a good one.')
      return value
    },
  },
)

function decode<T>(field: Field<T>, source: string): { value: T; problems: string[]; warnings: readonly string[] } {
  const context = new DecodeContext({ source: new SourceText('t.yml', source), mode: 'fallback', directory: '.' })
  const { root } = readYaml(source)
  if (root === undefined) throw new Error('not YAML')
  const value = context.decode(field, root)
  return {
    value,
    problems: context.problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
    warnings: context.warnings,
  }
}

describe('values', () => {
  const initial = { name: '', switchedOn: true, someNumber: 7, inner: undefined, more: [], old: '' }
  test.each([
    ['{}', initial],
    ['{name: 5, some_number: 0x10}', { ...initial, name: '5', someNumber: 16 }],
    ['{switched_on: , some_number: ~}', { ...initial, switchedOn: false, someNumber: 0 }],
    [
      '{inner: {deep_name: x}, more: [{deep_name: y}, ~]}',
      { ...initial, inner: { deepName: 'x' }, more: [{ deepName: 'y' }, { deepName: '' }] },
    ],
    ['{inner: ~, more: ~}', initial],
  ])('%s', (source, value) => {
    expect(decode(thing, source)).toEqual({ value, problems: [], warnings: [] })
  })
})

describe('problems', () => {
  test.each([
    [
      '{nme: x, some_number: y, inner: {z: 1}}',
      ['1:2 unknown key "nme" in a thing', '1:23 "y" is not a whole number', '1:34 unknown key "z" in an inner thing'],
    ],
    ['{name: a, name: b}', ['1:11 "name" is set twice in a thing']],
    ['{name: bad}', ['1:8 a bad name']],
    ['{name: bad, nme: x}', ['1:8 a bad name', '1:13 unknown key "nme" in a thing']],
    ['{name: bad, inner: {z: 1}}', ['1:8 a bad name', '1:21 unknown key "z" in an inner thing']],
    ['[]', ['1:1 this has to be a mapping, but it is a list']],
    [
      '{more: {}, inner: []}',
      ['1:8 this has to be a list, but it is a mapping', '1:19 this has to be a mapping, but it is a list'],
    ],
    ['{[a]: b}', ['1:2 a key has to be a simple text']],
    ['{inner: &i {z: 1}, more: [*i, *i]}', ['1:13 unknown key "z" in an inner thing']],
    ['{__proto__: x}', ['1:2 unknown key "__proto__" in a thing']],
    ['{constructor: x}', ['1:2 unknown key "constructor" in a thing']],
  ])('%s', (source, problems) => {
    expect(decode(thing, source).problems).toEqual(problems)
  })
})

describe('merge keys', () => {
  test.each([
    ['{<<: {name: a}, some_number: 1}', { name: 'a', someNumber: 1 }],
    ['{<<: {name: a}, name: b}', { name: 'b' }],
    ['{name: b, <<: {name: a}}', { name: 'a' }],
    ['{<<: [{name: a}, {name: b, some_number: 2}]}', { name: 'a', someNumber: 2 }],
  ])('%s', (source, expected) => {
    expect(decode(thing, source)).toMatchObject({ value: expected, problems: [] })
  })
})

test('what is out of use is warned about', () => {
  expect(decode(thing, 'name: x\nold: y\n').warnings).toEqual(['t.yml:2:1: old is deprecated: use name'])
})

test('printing leaves out what is zero, unless it is always shown', () => {
  const { value } = decode(thing, '{some_number: 0, more: [{}]}')
  expect(writeYaml(thing.encode(value))).toBe('switched_on: true\nmore:\n- deep_name: ""\n')
})
