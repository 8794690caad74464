import { expect, test } from 'vitest'
import { formatSearchText, parseSearchText } from './search-text.ts'

test.each([
  ['', {}],
  ['?', {}],
  ['?a=1&b=2&a=3', { a: ['1', '3'], b: ['2'] }],
  ['?a', { a: [''] }],
  // As a template writes it with urlquery.
  ['?filter=%7Bsummary%3D%22a+b%2Bc%22%7D', { filter: ['{summary="a b+c"}'] }],
  // As a person writes it.
  ['?filter={path=~"a.+b"}', { filter: ['{path=~"a.+b"}'] }],
  ['?filter={path=~%22a.+b%22}', { filter: ['{path=~"a.+b"}'] }],
  ['?filter={a="100%"}', { filter: ['{a="100%"}'] }],
  ['?receiver=team+a', { receiver: ['team a'] }],
  ['?__proto__=x&constructor=y', JSON.parse('{"__proto__":["x"],"constructor":["y"]}')],
])('reads %s', (text, expected) => {
  expect(Object.entries(parseSearchText(text))).toEqual(Object.entries(expected))
})

test.each([
  [{ filter: ['{a="b c",d=~"e|f.+"}'] }],
  [{ filter: ['{ü="100 % & more",q="\\"?#"}'], receiver: ['team\\.a'], open: ['a,b'] }],
  [{ filter: ['{a="\ud83d\ude00"}'] }],
  [{ group: [''] }],
])('what it writes, it reads: %j', (params) => {
  expect(Object.entries(parseSearchText(formatSearchText(params)))).toEqual(Object.entries(params))
})

test('leaves readable what need not be escaped', () => {
  expect(formatSearchText({ filter: ['{a="b",c=~"d"}'] })).toBe('?filter={a=%22b%22,c=~%22d%22}')
})
