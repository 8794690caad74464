import { describe, expect, test } from 'vitest'
import { configCases } from '../../test/compatibility/config-cases/all.ts'
import { readPlainYaml } from './plain-yaml.ts'
import type { YamlNode } from './yaml-node.ts'
import { readAnyYaml } from './yaml-reader.ts'

/** Of a collection's end only the first line is ever shown. */
function shown(node: YamlNode, text: string): unknown {
  const { start, end } = node.range
  if (node.kind === 'scalar') return node
  const at = [start, text.slice(start, end).split('\n', 1)[0]?.trimEnd()]
  if (node.kind === 'alias') return { at, alias: node.name }
  if (node.kind === 'sequence') return { at, items: node.items.map((item) => shown(item, text)) }
  return { at, entries: node.entries.map(({ key, value }) => [shown(key, text), shown(value, text)]) }
}

/** Whether the text is for the quick way; where it is, both ways have to lead to the same. */
function isQuick(text: string): boolean {
  const quick = readPlainYaml(text)
  if (quick === undefined) return false
  const { root, problems } = readAnyYaml(text)
  expect(problems, text).toEqual([])
  expect(shown(quick, text), text).toEqual(root && shown(root, text))
  return true
}

describe('takes', () => {
  test.each([
    'a: b',
    'a: b\n',
    '\n# c\n\na:   b c   # d\n#e',
    'a:\n- b\n- c\nd: e\n',
    "a:\n  - b: c\n    d:\n      e: f # g\n  # h\n  - i: [j, k=l, \"m\", 'n''s', {o: p}, ]\n",
    '- - a\n  - b\n- \n  c: d\n',
    'a: {}\nb: []\nc: { d: http://e:90/f, g: [h] } # i\n',
    'a: "\\"\\\\\\n\\t"\nb: \'é # 🙂: \'\n',
    'a: b#c\nd: e:f\ng: h, [i] {j}\n',
    'a: null\nb: ~\nc: 007\n',
  ])('%j', (text) => {
    expect(isQuick(text)).toBe(true)
  })
})

describe('leaves', () => {
  test.each([
    ['what is empty', '# a\n'],
    ['nulls, whose place is not known', 'a:\nb: c\n'],
    ['items that are null', 'a:\n-\n- b\n'],
    ['anchors', 'a: &b c\n'],
    ['aliases', 'a: *b\n'],
    ['tags', 'a: !!str b\n'],
    ['block texts', 'a: |\n  b\n'],
    ['texts over lines', 'a: b\n  c\n'],
    ['quotes over lines', 'a: "b\n  c"\n'],
    ['flow collections over lines', 'a: [b,\n  c]\n'],
    ['pairs in a flow list', 'a: [b: c]\n'],
    ['keys in quotes', '"a": b\n'],
    ['merge keys', '<<: {a: b}\n'],
    ['other escapes', 'a: "\\x41"\n'],
    ['a second document', 'a: b\n---\nc: d\n'],
    ['directives', '%YAML 1.1\n---\na: b\n'],
    ['tabs', 'a:\tb\n'],
    ['windows line ends', 'a: b\r\n'],
    ['a byte order mark', '\ufeffa: b\n'],
    ['a single text', 'a'],
    ['an unclosed bracket', 'a: [b'],
    ['an unclosed quote', "a: 'b"],
    ['a mapping in a value', 'a: b: c\n'],
    ['uneven indentation', 'a:\n    b: c\n  d: e\n'],
    ['a list in a mapping', 'a: b\n- c\n'],
    ['something behind a bracket', 'a: [b] c\n'],
    ['a comment right behind a bracket', 'a: [b]#c\n'],
    ['a line separator in the way', 'a: b\n# c\u2028\n d\n'],
    ['depth', `a: ${'['.repeat(100)}${']'.repeat(100)}\n`],
  ])('%s', (_, text) => {
    expect(isQuick(text)).toBe(false)
  })
})

test('reads every recorded configuration as the yaml package does, and most of them', () => {
  const quick = configCases.filter(({ text }) => isQuick(text))
  expect(quick.length).toBeGreaterThan(configCases.length * 0.8)
})

test('reads what is made at random as the yaml package does', () => {
  const pieces = [
    'a',
    'k:',
    'k: v',
    '- ',
    '-',
    '\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '\n  - ',
    ' ',
    ': ',
    ':',
    ', ',
    '[',
    ']',
    '{',
    '}',
  ]
  pieces.push(
    '{a: b}',
    '[a, b]',
    "'x'",
    '"y"',
    ' # c',
    '#',
    '~',
    'x:y',
    '\nk: ',
    '\n  j: ',
    '<<',
    '\\',
    '|',
    '&b',
    '\u2028',
  )
  let seed = 1
  const below = (end: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % end
  }
  let quick = 0
  for (let made = 0; made < 20_000; made++) {
    let text = 'k: '.slice(0, below(4))
    for (let left = below(12); left >= 0; left--) text += pieces[below(pieces.length)]
    if (isQuick(text)) quick++
  }
  expect(quick).toBeGreaterThan(200)
})
