import { expect, test } from 'vitest'
import { parseHostPort } from './host-port.ts'

test.each([
  ['', ''],
  ['mail:25', 'mail:25'],
  [':25', ':25'],
  ['[::1]:25', '[::1]:25'],
  ['[mail]:25', 'mail:25'],
  ['mail:smtp', 'mail:smtp'],
])('%s', (text, expected) => {
  expect(parseHostPort(text)).toBe(expected)
})

test.each(['mail', 'mail:', 'a:b:25', '[::1]', '[::1', '[::1]x:25', '::1:25', 'a]:25', '[a[]:25'])(
  '%s is refused',
  (text) => {
    expect(() => parseHostPort(text)).toThrow()
  },
)
