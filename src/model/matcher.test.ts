import { describe, expect, test } from 'vitest'
import { LabelSet } from './labels.ts'
import { compareMatchers, formatMatchers, Matcher, type MatchType, matchAll } from './matcher.ts'

const labels = LabelSet.fromRecord({ alertname: 'X', team: 'db', empty: '' })

test.each<[MatchType, string, string, boolean]>([
  ['=', 'team', 'db', true],
  ['=', 'team', 'web', false],
  ['!=', 'team', 'db', false],
  ['!=', 'team', 'web', true],
  ['=~', 'team', 'd.', true],
  ['=~', 'team', 'd', false],
  ['!~', 'team', 'd.', false],
  ['!~', 'team', 'd', true],
  // A label that is absent counts as empty.
  ['=', 'absent', '', true],
  ['=', 'absent', 'x', false],
  ['!=', 'absent', '', false],
  ['!=', 'absent', 'x', true],
  ['=~', 'absent', '.*', true],
  ['=~', 'absent', '.+', false],
  ['!~', 'absent', '.+', true],
  ['=', 'empty', '', true],
])('%s: %s and %j matches: %s', (type, name, value, matches) => {
  for (const matcher of [new Matcher(type, name, value), Matcher.kept(type, name, value)]) {
    expect(matcher.matchesLabels(labels)).toBe(matches)
    expect(matcher.matches(labels.get(name))).toBe(matches)
  }
})

test.each<MatchType>(['=~', '!~'])('%s: a pattern that was kept and is none matches nothing', (type) => {
  const kept = Matcher.kept(type, 'team', '(')
  expect(kept.toString()).toBe(`team${type}"("`)
  expect([kept.matches('('), kept.matches('')]).toEqual([false, false])
})

test('matchAll wants every matcher to match, and takes none at all for a match', () => {
  const matching = new Matcher('=', 'team', 'db')
  const other = new Matcher('=', 'team', 'web')

  expect(matchAll([], labels)).toBe(true)
  expect(matchAll([matching, matching], labels)).toBe(true)
  expect(matchAll([matching, other], labels)).toBe(false)
})

test('a bad pattern is refused by =~ and !~ alone', () => {
  expect(() => new Matcher('=~', 'a', '(')).toThrow('error parsing regexp: missing closing ): `^(?:()$`')
  expect(() => new Matcher('!~', 'a', '(')).toThrow('missing closing )')
  expect(new Matcher('=', 'a', '(').matches('(')).toBe(true)
})

describe('printing', () => {
  test.each<[MatchType, string, string, string]>([
    ['=', 'a', 'b', 'a="b"'],
    ['!~', 'a', 'b|c', 'a!~"b|c"'],
    ['=', 'a', 'say "hi"\\\n\t', 'a="say \\"hi\\"\\\\\\n\t"'],
    ['=', 'größe', 'ü', 'größe="ü"'],
    ['=', 'a-b.c/d', 'x', 'a-b.c/d="x"'],
    // Where the name needs quotes, the value is quoted as Go quotes.
    ['=', 'a b', 'c\td', '"a b"="c\\td"'],
    ['=', 'a\u2003b', 'c', '"a\\u2003b"="c"'],
    ['=', "it's", 'c', '"it\'s"="c"'],
    ['=', '', '', '=""'],
  ])('%s %j %j', (type, name, value, text) => {
    expect(String(new Matcher(type, name, value))).toBe(text)
  })

  test('several', () => {
    expect(formatMatchers([])).toBe('{}')
    expect(formatMatchers([new Matcher('=', 'a', 'b'), new Matcher('=~', 'c', 'd')])).toBe('{a="b",c=~"d"}')
  })
})

test('sorts by name, then value, then operator', () => {
  const inOrder = [
    new Matcher('=', 'B', 'z'),
    new Matcher('=', 'a', 'x'),
    new Matcher('!=', 'a', 'x'),
    new Matcher('=~', 'a', 'x'),
    new Matcher('!~', 'a', 'x'),
    new Matcher('=', 'a', 'y'),
    new Matcher('=', 'b', ''),
  ]

  expect([...inOrder].reverse().sort(compareMatchers).map(String)).toEqual(inOrder.map(String))
})
