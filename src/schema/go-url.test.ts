import { describe, expect, test } from 'vitest'
import { formatGoUrl, parseGoUrl } from './go-url.ts'

test.each([
  ['https://x.example', 'https://x.example'],
  ['HTTPS://X.Example/A', 'https://X.Example/A'],
  ['http://x/a b', 'http://x/a%20b'],
  ['http://x/ü', 'http://x/%C3%BC'],
  ['http://ü/', 'http://%C3%BC/'],
  ['http://x/%41', 'http://x/%41'],
  ['http://x/%2f', 'http://x/%2f'],
  ['http://x?', 'http://x?'],
  ['http://x?a=b c', 'http://x?a=b c'],
  ['http://x/#a b', 'http://x/#a%20b'],
  ['http://[::1]:80/', 'http://[::1]:80/'],
  ['http://[fe80::1%25eth0]/', 'http://[fe80::1%25eth0]/'],
  ['mailto:a@b', 'mailto:a@b'],
  ['/path', '/path'],
  ['host', 'host'],
  ['', ''],
  ['*', '*'],
  ['//host/path', '//host/path'],
  ['http://u:p@x/', 'http://u:p@x/'],
  ['http://u%40:p%3a@x/', 'http://u%40:p%3A@x/'],
])('%s', (text, printed) => {
  expect(formatGoUrl(parseGoUrl(text))).toBe(printed)
})

test('a password can be left out', () => {
  expect(formatGoUrl(parseGoUrl('http://u:hunter2@x/'), { hidePassword: true })).toBe('http://u:xxxxx@x/')
  expect(formatGoUrl(parseGoUrl('http://u@x/'), { hidePassword: true })).toBe('http://u@x/')
})

describe('refused, without repeating the URL', () => {
  test.each([
    'http://x:port/',
    'http://[::1/',
    'http://[mail]/',
    'http://x/%zz',
    'http://x y/',
    'http://x/\u0001',
    ':x',
    '1host:80/path',
    'http://u ser@x/',
    'http://a[b/',
    'http://%41/',
  ])('%s', (text) => {
    expect(() => parseGoUrl(text)).toThrow()
    try {
      parseGoUrl(text)
    } catch (error) {
      expect((error as Error).message).not.toContain(text)
    }
  })
})
