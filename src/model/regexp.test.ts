import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import { Regexp } from './regexp.ts'
import { RegexpSyntaxError } from './regexp-error.ts'
import { fastTest } from './regexp-fast-path.ts'

// 469 patterns are compared with the real Alertmanager in test/compatibility/model.test.ts.
test.each([
  ['foo', 'foo', true],
  ['foo', 'xfoo', false],
  ['foo|bar', 'bar', true],
  ['foo|bar', 'foobar', false],
  ['foo.*', 'foobar', true],
  ['foo.*', 'foo\nbar', false],
  ['.*', 'a\nb', false],
  ['[a-c]+', 'abc\n', false],
  ['(?i)foo', 'FOO', true],
  ['\\d+', '١', false],
  ['.', '🙂', true],
  ['a)|(b', 'axx', true],
  ['a)|(b', 'xxb', true],
  ['a)|(b', 'xxa', false],
])('%s on %j: %s', (source, text, matches) => {
  expect(new Regexp(source).matches(text)).toBe(matches)
})

test('errors are in the words of Go', () => {
  const parse = () => new Regexp('[a')

  expect(parse).toThrow(RegexpSyntaxError)
  expect(parse).toThrow(new RegexpSyntaxError('missing closing ]', '[a)$'))
  expect(parse).toThrow('error parsing regexp: missing closing ]: `[a)$`')
})

test('remembers no more than it may, and answers the same when it has forgotten', () => {
  const regexp = new Regexp('node-[0-9]+')
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 2000; i++) {
      expect(regexp.matches(`node-${i}`)).toBe(true)
      expect(regexp.matches(`edge-${i}`)).toBe(false)
    }
  }
})

describe('takes linear time', () => {
  const long = 'a'.repeat(100_000)

  test.each([
    ['(a+)+$', `${long}!`, false],
    ['(a|aa)+', `${long}!`, false],
    ['(a*)*b', long, false],
    ['(.*)(.*)(.*)(.*)(.*)[0-9]', long, false],
    ['(x+x+)+y', 'x'.repeat(100_000), false],
    ['(a?){50}a{50}', 'a'.repeat(50), true],
    ['([a-z]+ ?)*[0-9]', 'word '.repeat(20_000), false],
  ])('%s', (source, text, matches) => {
    const regexp = new Regexp(source)
    const startedAt = performance.now()

    expect(regexp.matches(text)).toBe(matches)
    // Backtracking would take longer than the universe is old; what is here takes some 10 ms.
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('the fast path', () => {
  const fast = [
    ...['', 'a', 'ab', 'a|b', 'a|', '|', 'a||b', '(a)', '(?:a|b)', '(a|ab)', 'a\\.b', '\\|', '\\\\', 'é|🙂', 'a b'],
    ...[
      '.*',
      '.+',
      'a.*',
      'a.+',
      '.*a',
      '.*a.*',
      '.*a.+',
      '.*a\\.',
      '.*.+',
      '\\..*',
      'ab.*',
      '.*ab.*',
      '🙂.*',
      '.*🙂.+',
    ],
    ...['a|.*', '(a|b.+)', '(?:a.*|.*b|\\.)', '|a.+', '.*a.*|'],
  ]
  const engine = [
    'a*',
    'a+',
    '[a]',
    '(a',
    'a)',
    '((a))',
    '(?i)a',
    'a\\d',
    '\\',
    'a\\',
    'a{2}',
    '^a',
    'a$',
    '.',
    'a.b',
    '.?',
    'a|b\\|.*',
    'a\\\\|.*',
    'a|[|].*',
    'a|b.',
    '.*\n',
  ]
  const pieces = ['', 'a', 'b', 'ab', '.', '|', '\n', 'é', '🙂', '\\', ' ', 'A']
  const texts = pieces.flatMap((a) => pieces.flatMap((b) => pieces.map((c) => a + b + c)))

  test.each(fast)('takes %s, and answers as the engine does', (source) => {
    const own = fastTest(source)
    const compiled = RE2JS.compile(`^(?:${source})$`)

    expect(own).toBeDefined()
    expect(texts.filter((text) => own?.(text))).toEqual(texts.filter((text) => compiled.test(text)))
  })

  test.each(engine)('leaves %s to the engine', (source) => {
    expect(fastTest(source)).toBeUndefined()
  })
})
