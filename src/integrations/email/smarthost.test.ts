import { expect, test } from 'vitest'
import { joinHostPort, splitHostPort } from './smarthost.ts'

test.each([
  ['mail:25', { host: 'mail', port: '25' }],
  ['[::1]:587', { host: '::1', port: '587' }],
  ['[mail]:25', { host: 'mail', port: '25' }, 'mail:25'],
  [':25', { host: '', port: '25' }],
  ['mail:submission', { host: 'mail', port: 'submission' }],
])('%s', (text, expected, printed = text) => {
  expect(splitHostPort(text)).toEqual(expected)
  expect(joinHostPort(expected)).toBe(printed)
})

test.each([
  ['mail', 'the port is missing in this address'],
  ['mail:', 'the port is missing in this address'],
  ['[::1]', 'the port is missing in this address'],
  ['::1:25', 'there are too many colons in this address'],
  ['[::1:25', 'the port is missing in this address'],
  ['ma]il:25', 'a bracket does not belong into this address'],
])('refuses %s', (text, message) => {
  expect(() => splitHostPort(text)).toThrow(new Error(message))
})
