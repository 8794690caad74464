import { expect, test } from 'vitest'
import { randomNumbers } from '../../test/support/random.ts'
import { randomLabels, randomMatchers } from '../../test/support/random-labels.ts'
import { LabelSet } from './labels.ts'
import { type Matcher, matchAll } from './matcher.ts'
import { MatcherIndex } from './matcher-index.ts'
import { parseMatchers } from './matcher-parser.ts'

function indexOf(texts: readonly string[]): MatcherIndex<string> {
  const index = new MatcherIndex<string>()
  for (const [order, text] of texts.entries()) index.add(text, parseMatchers(text, 'fallback'), order)
  return index
}

test.each<[string, Record<string, string>, boolean]>([
  ['a="1"', { a: '1' }, true],
  ['a="1"', { a: '2' }, false],
  ['a="1"', {}, false],
  ['a=""', { b: '1' }, true],
  ['a=~"1|2"', { a: '2' }, true],
  ['a=~"1|2"', { a: '3' }, false],
  ['a=~"(?:1|2)"', { a: '3' }, false],
  ['a=~"1|"', {}, true],
  ['a=~"x\\\\.y"', { a: 'x.y' }, true],
  ['a=~"x\\\\.y"', { a: 'x-y' }, false],
  ['a=~"x.y"', { a: 'x-y' }, true],
  ['a!="1"', { a: '1' }, true],
  ['', { a: '1' }, true],
])('{%s} for %j: a candidate: %s', (matchers, labels, found) => {
  const candidates = indexOf([matchers]).candidates(LabelSet.fromRecord(labels))
  expect(candidates).toEqual(found ? [matchers] : [])
})

test('a list is found by its matcher that has the fewest others beside it', () => {
  const hosts = Array.from({ length: 100 }, (_, i) => `job="node",host="${i}"`)
  const candidates = indexOf(hosts).candidates(LabelSet.fromRecord({ job: 'node', host: '7' }))
  // The first of all could not know that job would turn out to be crowded.
  expect(candidates).toEqual([hosts[0], hosts[7]])
})

test('the candidates that match are those that match of all, in order, whatever came and went', () => {
  const random = randomNumbers(1)
  const index = new MatcherIndex<number>()
  const present = new Map<number, readonly Matcher[]>()
  const matching = (labels: LabelSet) => (item: number) => matchAll(present.get(item) ?? [], labels)
  for (let step = 0; step < 3000; step++) {
    const item = random(200)
    if (present.delete(item)) {
      index.delete(item)
    } else {
      const matchers = randomMatchers(random)
      present.set(item, matchers)
      index.add(item, matchers, item)
    }
    const labels = randomLabels(random)
    const wanted = [...present.keys()].filter(matching(labels)).sort((a, b) => a - b)
    expect(index.candidates(labels).filter(matching(labels))).toEqual(wanted)
    expect(index.matching(labels)).toEqual(wanted)
  }
})

test('what was deleted leaves nothing behind', () => {
  const index = indexOf(['a="1"', 'a="2"', 'b!="1"'])
  for (const text of ['a="1"', 'b!="1"', 'never was']) index.delete(text)
  expect(index.candidates(LabelSet.fromRecord({ a: '1' }))).toEqual([])
  expect(index.candidates(LabelSet.fromRecord({ a: '2' }))).toEqual(['a="2"'])
})
