import { expect, test } from 'vitest'
import { Query } from './query.ts'

test.each([
  ['/x', []],
  ['/x?', []],
  ['/x?a=1', ['1']],
  ['/x?a=1&a=2', ['1', '2']],
  ['/x?a', ['']],
  ['/x?a=%20+b', ['  b']],
  ['/x?a=b%3Dc=d', ['b=c=d']],
  ['/x?a=%zz&a=2', ['2']],
  ['/x?a=1;b=2&a=3', ['3']],
  ['/x?a=%C3%BC', ['ü']],
  // Node hands over raw bytes one character each.
  ['/x?a=\xc3\xbc', ['ü']],
  ['/x?a=%ff', ['\ufffd']],
  ['/x?%61=1', ['1']],
])('the values of a in %s', (url, expected) => {
  expect(Query.of(url).all('a')).toEqual(expected)
})

test.each([
  ['', true],
  ['a=', true],
  ['a=true', true],
  ['a=YES', true],
  ['a=enabled', true],
  ['a=false', false],
  ['a=maybe', false],
  ['a=true&a=false', false],
  ['a=false&a=', true],
])('the flag a in ?%s', (query, expected) => {
  expect(Query.of(`/x?${query}`).flag('a')).toBe(expected)
})
