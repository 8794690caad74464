import { expect, test } from 'vitest'
import { DecodeContext } from '../schema/decode-context.ts'
import { SourceText } from '../schema/source-text.ts'
import { readYaml } from '../schema/yaml-reader.ts'
import { type RouteConfig, routeConfig } from './route-schema.ts'

function decode(
  source: string,
  mode: 'fallback' | 'classic-mode' = 'fallback',
): { route: RouteConfig; problems: string[] } {
  const context = new DecodeContext({ source: new SourceText('t.yml', source), mode, directory: '.' })
  const { root } = readYaml(source)
  if (root === undefined) throw new Error('not YAML')
  return { route: context.decode(routeConfig, root), problems: context.problems.map(({ message }) => message) }
}

test.each([
  ['{}', { receiver: '', groupBy: undefined, groupByAll: false, groupWait: undefined, continue: false }],
  ['{group_by: []}', { groupBy: [], groupByAll: false }],
  ["{group_by: ['...']}", { groupBy: undefined, groupByAll: true }],
  ['{group_by: [a, b]}', { groupBy: ['a', 'b'], groupByAll: false }],
  ['{group_wait: 0s, repeat_interval: 1h30m}', { groupWait: 0, repeatInterval: 5_400_000 }],
  [
    '{routes: [{receiver: a}, {}]}',
    { routes: [expect.objectContaining({ receiver: 'a' }), expect.objectContaining({ receiver: '' })] },
  ],
])('%s', (source, expected) => {
  const { route, problems } = decode(source)
  expect(problems).toEqual([])
  expect(route).toMatchObject(expected)
})

test('all three ways to match count, sorted, expressions with their anchors', () => {
  const { route } = decode('{matchers: [z=y, "b=~c"], match: {m: n}, match_re: {a: "x|y"}}')
  expect(route.matchers.map(String)).toEqual(['a=~"^(?:x|y)$"', 'b=~"c"', 'm="n"', 'z="y"'])
})

test('labels', () => {
  expect(decode('{labels: {b: 2, a: x}}').route.labels.toJSON()).toEqual({ a: 'x', b: '2' })
})

test.each([
  ['{group_by: [a, a, b, b]}', ['"a" is in group_by twice', '"b" is in group_by twice']],
  ["{group_by: ['...', a]}", ['group_by cannot have both ... and other labels']],
  ['{group_interval: 0s, repeat_interval: 0}', ['group_interval cannot be zero', 'repeat_interval cannot be zero']],
  ['{routes: [{}, ~]}', ['there is an empty entry in this list']],
  ['{match: {a-b: c}, match_re: {d-e: f}}', ['"a-b" is no label name here', '"d-e" is no label name here']],
])('%s is refused', (source, expected) => {
  expect(decode(source).problems).toEqual(expected)
})

test.each([
  ['{group_by: [größe]}', ['"größe" is no label name']],
  ['{labels: {a-b: c}}', ['"a-b" is no label name']],
])('%s is refused in classic mode', (source, expected) => {
  expect(decode(source, 'classic-mode').problems).toEqual(expected)
  expect(decode(source).problems).toEqual([])
})
