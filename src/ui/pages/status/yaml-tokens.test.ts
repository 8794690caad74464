import { expect, test } from 'vitest'
import { yamlTokens } from './yaml-tokens.ts'

const kinds = (line: string) => yamlTokens(line)[0]?.map(({ kind, text }) => `${kind}:${text}`)

test.each([
  ['route:', ['key:route', 'sign::']],
  ['  group_wait: 30s', ['plain:  ', 'key:group_wait', 'sign::', 'plain: ', 'value:30s']],
  ['- name: team-db', ['sign:- ', 'key:name', 'sign::', 'plain: ', 'text:team-db']],
  ['    password: <secret>', ['plain:    ', 'key:password', 'sign::', 'plain: ', 'secret:<secret>']],
  ['  send_resolved: true', ['plain:  ', 'key:send_resolved', 'sign::', 'plain: ', 'value:true']],
  ['  - team="db"', ['sign:  - ', 'text:team="db"']],
  ['  url: http://a.example:9093/x', ['plain:  ', 'key:url', 'sign::', 'plain: ', 'text:http://a.example:9093/x']],
  ['# a: b', ['comment:# a: b']],
  ['<script>alert(1)</script>', ['text:<script>alert(1)</script>']],
])('%s', (line, expected) => {
  expect(kinds(line)).toEqual(expected)
})

test('a text in block style is text to its end', () => {
  const lines = yamlTokens('a: |-\n  b: c\n\n  # d\ne: f')
  expect(lines.map((tokens) => tokens.map(({ kind }) => kind))).toEqual([
    ['key', 'sign', 'plain', 'plain'],
    ['text'],
    ['text'],
    ['text'],
    ['key', 'sign', 'plain', 'text'],
  ])
})

test('nothing gets lost', () => {
  const text = 'a:\n  - b: "x: y"\n    \'k\': [1, 2]\n\t- odd\n: :\n---\n  - - c\n'
  expect(
    yamlTokens(text)
      .map((tokens) => tokens.map((token) => token.text).join(''))
      .join('\n'),
  ).toBe(text)
})
