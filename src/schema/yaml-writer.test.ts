// What the recorded originals (test/compatibility/config.json) do not pin down one by one.
import { describe, expect, test } from 'vitest'
import { formatFloat } from './number-fields.ts'
import { compareMapKeys } from './yaml-key-order.ts'
import { type YamlValue, yamlList, yamlText } from './yaml-value.ts'
import { writeYaml } from './yaml-writer.ts'

function struct(entries: Readonly<Record<string, YamlValue>>, flow: readonly string[] = []): YamlValue {
  return {
    kind: 'struct',
    entries: Object.entries(entries).map(([key, value]) => ({ key, value, flow: flow.includes(key) })),
  }
}

describe('texts', () => {
  test.each([
    ['team', 'team'],
    ['', '""'],
    ['yes', '"yes"'],
    ['5', '"5"'],
    ['1:30', '"1:30"'],
    ['2024-01-01', '"2024-01-01"'],
    ['a: b', "'a: b'"],
    ["it's", "it's"],
    ["it's: x", "'it''s: x'"],
    ['#a', "'#a'"],
    ['<secret>', '<secret>'],
    ['a\tb', '"a\\tb"'],
    ['🙂', '"\\U0001F642"'],
    ['größe', 'größe'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n', '|\n  a'],
    ['- a', "'- a'"],
    ['---', "'---'"],
  ])('%j', (text, written) => {
    expect(writeYaml(struct({ a: yamlText(text) }))).toBe(`a: ${written}\n`)
  })

  test('are folded behind column 80', () => {
    const words = Array.from({ length: 20 }, () => 'words').join(' ')
    expect(
      writeYaml(struct({ a: yamlText(words) }))
        .split('\n')
        .map((line) => line.length),
    ).toEqual([86, 37, 0])
  })
})

describe('collections', () => {
  test('nothing in them', () => {
    expect(writeYaml(struct({ a: yamlList([]), b: struct({}), c: { kind: 'map', entries: [] } }))).toBe(
      'a: []\nb: {}\nc: {}\n',
    )
  })

  test('lists stand below their key, mappings are indented', () => {
    const value = struct({
      a: yamlList([struct({ b: yamlText('c'), d: yamlList([yamlText('e')]) }), yamlList([yamlText('f')])]),
      g: struct({ h: yamlText('i') }),
    })
    expect(writeYaml(value)).toBe('a:\n- b: c\n  d:\n  - e\n- - f\ng:\n  h: i\n')
  })

  test('a scalar in flow style passes the style on to the next collection, as in yaml.v2', () => {
    const intervals = yamlList([struct({ location: yamlText('UTC') }, ['location']), struct({ b: yamlText('c') })])
    expect(writeYaml(struct({ a: intervals }))).toBe('a:\n- location: UTC\n- {b: c}\n')
  })
})

test('keys of a map are sorted as Go sorts them', () => {
  const texts = ['b', 'a10', 'a2', 'A', '_', 'ä', 'a02', 'a', '1', 'a-b', 'ab', 'a1b']
  expect(texts.map(yamlText).toSorted(compareMapKeys)).toEqual(
    ['_', '1', 'A', 'a', 'a-b', 'a1b', 'a2', 'a02', 'a10', 'ab', 'b', 'ä'].map(yamlText),
  )
})

test.each([
  [0, '0'],
  [-0, '-0'],
  [0.5, '0.5'],
  [100000, '100000'],
  [999999, '999999'],
  [1000000, '1e+06'],
  [1234567.5, '1.2345675e+06'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1e21, '1e+21'],
  [1e-300, '1e-300'],
  [Number.NaN, '.nan'],
  [Number.NEGATIVE_INFINITY, '-.inf'],
])('%d is written as %s', (value, text) => {
  expect(formatFloat(value)).toBe(text)
})
