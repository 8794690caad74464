import { expect, test } from 'vitest'
import { chipsFromFilters, filtersFromChips, matchersOf, readChips, withChip } from './chip.ts'

test.each([
  ['', []],
  ['  ', []],
  ['a=b', ['a="b"']],
  ['a = "b c"', ['a="b c"']],
  ['a!=b', ['a!="b"']],
  ['a=~"b|c"', ['a=~"b|c"']],
  ['a!~b.*', ['a!~"b.*"']],
  ['{a="b",c=~"d"}', ['a="b"', 'c=~"d"']],
  ['{ a = "b" , c =~ "d" , }', ['a="b"', 'c=~"d"']],
  ['a="b",c="d"', ['a="b"', 'c="d"']],
  ['"ä b"="c"', ['"ä b"="c"']],
])('%s', (text, expected) => {
  const chips = readChips(text)
  expect(chips.map((chip) => chip.text)).toEqual(expected)
  expect(matchersOf(chips)).toHaveLength(expected.length)
})

test.each(['a', '{a="b', 'a=~"("', '{a="b"}}', '=b'])('%s is kept, with what is wrong', (text) => {
  const [chip, ...more] = readChips(text)
  expect(more).toEqual([])
  expect(chip).toMatchObject({ text, error: expect.stringMatching(/./) })
  expect(chip?.matcher).toBeUndefined()
})

test('an address holds one set, and each mistake by itself', () => {
  const chips = chipsFromFilters(['{b="2",a="1"}', 'oops'])
  expect(filtersFromChips(chips)).toEqual(['{b="2",a="1"}', 'oops'])
  expect(filtersFromChips([])).toEqual([])
})

test('a matcher is there once', () => {
  const chips = readChips('a=b')
  expect(withChip(chips, readChips('a="b"')[0]!)).toBe(chips)
  expect(withChip(chips, readChips('a!=b')[0]!)).toHaveLength(2)
})
