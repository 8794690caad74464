import { expect, test } from 'vitest'
import { Matcher } from '../../model/matcher.ts'
import { labelOf, matchesAll } from './labels.ts'
import { matchersForAll, matchersForLabels } from './matchers-for-labels.ts'

test.each([
  [[], '{}'],
  [[{ a: '1', b: '2' }], 'a="1",b="2"'],
  [
    [
      { a: '1', b: '2' },
      { a: '1', b: '3' },
    ],
    'a="1",b=~"2|3"',
  ],
  // What one of them lacks is no common ground.
  [[{ a: '1', b: '2' }, { a: '1' }], 'a="1"'],
  [[{ a: 'x.y|z' }, { a: 'b' }], 'a=~"b|x\\\\.y\\\\|z"'],
])('%j', (sets, expected) => {
  const matchers = matchersForAll(sets)
  expect(matchers.join(',') || '{}').toBe(expected)
  for (const labels of sets) expect(matchesAll(matchers, labels)).toBe(true)
})

test('labels that are called as what every object has', () => {
  expect(labelOf({}, 'constructor')).toBe('')
  expect(matchesAll([new Matcher('=', 'toString', '')], {})).toBe(true)
  const labels = JSON.parse('{"__proto__":"x"}')
  expect(matchesAll(matchersForLabels(labels), labels)).toBe(true)
})
