import { describe, expect, test } from 'vitest'
import {
  isValidLabelName,
  type MatcherMode,
  MatcherSyntaxError,
  type MatcherWarning,
  parseMatcher,
  parseMatchers,
} from './matcher-parser.ts'

// 351 texts in all modes are compared with the real Alertmanager in test/compatibility/matchers.test.ts.
test.each<[string, MatcherMode, string]>([
  ['{a="b",c=~"d"}', 'fallback', '{a="b",c=~"d"}'],
  ['"a b"="c"', 'fallback', '{"a b"="c"}'],
  ['a="b\\x41"', 'fallback', '{a="b\\\\x41"}'],
  ['a="b\\x41"', 'classic-mode', '{a="b\\\\x41"}'],
  ['a="b\\x41"', 'utf8-strict-mode', '{a="bA"}'],
])('%s in %s is %s', (text, mode, printed) => {
  expect(`{${parseMatchers(text, mode).join(',')}}`).toBe(printed)
})

describe('errors', () => {
  test.each<[string, MatcherMode, string, number | undefined]>([
    ['a b', 'fallback', 'bad matcher format: a b', undefined],
    ['a==b', 'utf8-strict-mode', '2:3: unexpected =: expected label value', 2],
    ['🙂🙂 =', 'utf8-strict-mode', 'end of input: expected label value', 4],
    ['{a=b', 'utf8-strict-mode', '0:4: end of input: expected close brace', 4],
    ['a="b', 'utf8-strict-mode', '2:4: "b: missing end ": expected label value', 2],
  ])('%s in %s', (text, mode, message, position) => {
    const error = errorOf(() => parseMatchers(text, mode))

    expect(error).toBeInstanceOf(MatcherSyntaxError)
    expect(error).toMatchObject({ message, position })
  })
})

describe('in fallback mode, a warning tells where the UTF-8 grammar reads a text differently', () => {
  test.each<[string, MatcherWarning | undefined]>([
    ['a=b', undefined],
    ['{}', undefined],
    ['größe=x', undefined],
    ['a=~"("', undefined],
    ['a="\\x41"', { kind: 'disagreement', text: 'a="\\x41"', suggestion: 'a="\\\\x41"' }],
    [
      'a=b!,c=d',
      {
        kind: 'incompatible',
        text: 'a=b!,c=d',
        reason: "3:4: !: expected one of '=~': expected a comma or close brace",
        suggestion: 'a="b!",c="d"',
      },
    ],
  ])('%s', (text, warning) => {
    const warnings: MatcherWarning[] = []
    errorOf(() => parseMatchers(text, 'fallback', (each) => warnings.push(each)))

    expect(warnings).toEqual(warning === undefined ? [] : [warning])
  })

  test('for a single matcher, too, but not in the other modes', () => {
    const warnings: MatcherWarning[] = []
    for (const mode of ['fallback', 'classic-mode', 'utf8-strict-mode'] as const) {
      parseMatcher('a="\\x41"', mode, (each) => warnings.push(each))
    }

    expect(warnings).toHaveLength(1)
  })
})

test.each<[string, boolean, boolean]>([
  ['alertname', true, true],
  ['_', true, true],
  ['a1', true, true],
  ['1a', false, true],
  ['a:b', false, true],
  ['a-b', false, true],
  ['größe', false, true],
  [' ', false, true],
  ['', false, false],
])('label name %j: classic %s, UTF-8 %s', (name, classic, utf8) => {
  expect(isValidLabelName(name, 'classic-mode')).toBe(classic)
  expect(isValidLabelName(name, 'utf8-strict-mode')).toBe(utf8)
  expect(isValidLabelName(name, 'fallback')).toBe(utf8)
})

test('a long text of blanks takes no longer than it has to', () => {
  const blanks = ' '.repeat(200_000)
  const startedAt = performance.now()

  expect(parseMatcher(`a=${blanks}b${blanks}`, 'classic-mode').value).toBe('b')
  expect(parseMatchers(`a=b,${blanks}`, 'fallback')).toHaveLength(1)
  expect(() => parseMatcher(`${blanks}!`, 'classic-mode')).toThrow('bad matcher format')
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})

function errorOf(parse: () => unknown): unknown {
  try {
    return parse()
  } catch (error) {
    return error
  }
}
