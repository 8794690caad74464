import { describe, expect, test } from 'vitest'
import type { YamlNode } from './yaml-node.ts'
import { readingYaml, readYaml } from './yaml-reader.ts'

/** The nodes as plain values: texts as they are written, aliases as *name. */
function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'alias') return `*${node.name}`
  if (node.kind === 'sequence') return node.items.map(plain)
  return Object.fromEntries(node.entries.map(({ key, value }) => [plain(key), plain(value)]))
}

function root(text: string): YamlNode {
  const { root: node, problems } = readYaml(text)
  if (node === undefined) throw new Error(JSON.stringify(problems))
  return node
}

test.each([
  ['a: 007\nb: yes\n', { a: '007', b: 'yes' }],
  ['a: &x {b: c}\nd: *x\n', { a: { b: 'c' }, d: '*x' }],
  ['a: [b, c: d]\n', { a: ['b', { c: 'd' }] }],
  ['a:\n- b\n-\n', { a: ['b', ''] }],
  ['a: {b, c}\n', { a: { b: '', c: '' } }],
  ['a: [\nb,\n"c\nd"\n]\ne: f\n', { a: ['b', 'c d'], e: 'f' }],
  ['a: {b: \n\nc}\nd: e\n', { a: { b: 'c' }, d: 'e' }],
  ['a: b\n---\n{{{\n', { a: 'b' }],
])('%j', (text, expected) => {
  expect(plain(root(text))).toEqual(expected)
})

test('a long text can be read in many steps, to the same end', () => {
  const text = `a:\n${'- { b: c, d: [e] }\n'.repeat(500)}`
  const steps = readingYaml(text)
  const counts = { short: 0, long: 0 }
  let step = steps.next()
  for (; !step.done; step = steps.next()) counts[step.value]++
  expect([counts.short > 5000, counts.long]).toEqual([true, 2])
  expect(step.value).toEqual(readYaml(text))
})

test.each([
  ['a: [b', 5, /YAML/],
  ['a: b: c', 3, /YAML/],
  ['a: *x', 3, /unknown anchor "x"/],
  ['a: \u0007', 3, /U\+0007/],
  ['\ufeffa: \ufeff', 4, /U\+FEFF/],
  ['%YAML 1.2\n---\na: b', 0, /only YAML 1.1/],
])('%j is refused at offset %i', (text, start, message) => {
  const { root: node, problems } = readYaml(text)
  expect(node).toBeUndefined()
  expect(problems[0]?.range.start).toBe(start)
  expect(problems[0]?.message).toMatch(message)
})

describe('places', () => {
  test.each([
    ['behind lines that were indented', 'a: [\nb,\nc\n]\nd: {x: here}\n'],
    ['in a line that was indented', 'a: [\nb, here,\nc\n]\n'],
    ['behind a quote over lines', 'a:\n  b: "x\ny"\n  c: here\n'],
    ['behind a byte order mark', '\ufeffa: here\n'],
    ['behind an emoji', '# 🙂\na: here\n'],
    ['behind windows line ends', 'a: b\r\nc: here\r\n'],
  ])('are those of the file: %s', (_, text) => {
    const found: string[] = []
    const visit = (node: YamlNode): void => {
      if (node.kind === 'scalar' && node.text === 'here') found.push(text.slice(node.range.start, node.range.end))
      if (node.kind === 'sequence') node.items.forEach(visit)
      if (node.kind === 'mapping') for (const { value } of node.entries) visit(value)
    }
    visit(root(text))
    expect(found).toEqual(['here'])
  })
})

test('an alias is known inside its own anchor', () => {
  const node = root('a: &x [*x]')
  const list = node.kind === 'mapping' ? node.entries[0]?.value : undefined
  const alias = list?.kind === 'sequence' ? list.items[0] : undefined
  expect(alias?.kind === 'alias' && alias.target === list).toBe(true)
})

test('a file that is broken over many lines is given up soon', { timeout: 60_000 }, () => {
  const text = `a:\n  b: [\n${'c,\n'.repeat(20_000)}`
  const started = performance.now()
  expect(readYaml(text).problems.length).toBeGreaterThan(0)
  expect(performance.now() - started).toBeLessThan(20_000)
})
