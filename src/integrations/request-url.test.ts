import { describe, expect, test } from 'vitest'
import { belowUrl, encodeQuery, joinedUrl, slashed } from './request-url.ts'

test.each([
  ['http://h', 'a/b', {}, 'http://h/a/b'],
  ['http://h/x/', 'a b/ü?c#d%', {}, 'http://h/x/a%20b/%C3%BC%3Fc%23d%25'],
  ['http://h/x%2Fy/', 'z', {}, 'http://h/x/y/z'],
  ['http://u:p@h/?q=1', 'z', {}, 'http://u:p@h/z?q=1'],
  ['http://h/?b=1&a=ü&c=old', 'z', { c: 'a b', d: '*~' }, 'http://h/z?a=%C3%BC&b=1&c=a+b&d=%2A~'],
])('%s and %s', (base, path, query, expected) => {
  expect(belowUrl(base, path, query)).toBe(expected)
})

test.each([
  ['http://h', 'http://h/'],
  ['http://h/', 'http://h/'],
  ['http://h/a?b', 'http://h/a/?b'],
  ['http://h/a%2Fb', 'http://h/a/b/'],
])('%s with a slash', (url, expected) => {
  expect(slashed(url)).toBe(expected)
})

test.each([
  ['http://h', 'search', 'http://h/search'],
  ['http://h/rest/api/2/', 'issue', 'http://h/rest/api/2/issue'],
  ['http://h//a/../b', '/c', 'http://h/b/c'],
  ['http://h/a%2Fb', 'c', 'http://h/a%2Fb/c'],
  ['http://h/a', 'ü ?/x', 'http://h/a/%C3%BC%20%3F/x'],
])('%s joined with %s', (base, path, expected) => {
  expect(joinedUrl(base, path)).toBe(expected)
})

describe('a query', () => {
  test('is sorted by the bytes of its names, and escaped as Go does it', () => {
    const parameters = [
      ['b', "!'()*~"],
      ['ä', ' '],
      ['B', '\ud800'],
    ] as const
    expect(encodeQuery(parameters)).toBe('B=%EF%BF%BD&b=%21%27%28%29%2A~&%C3%A4=+')
  })
})
