import { expect, test } from 'vitest'
import { parseNoProxy } from './no-proxy.ts'

test.each([
  ['', 'example.org', '80', false],
  ['', 'localhost', '80', true],
  ['', '127.9.9.9', '80', true],
  ['', '::1', '80', true],
  ['*', 'example.org', '80', true],
  ['example.org', 'example.org', '80', true],
  ['Example.ORG', 'example.org', '443', true],
  ['example.org', 'a.example.org', '80', true],
  ['example.org', 'badexample.org', '80', false],
  ['.example.org', 'example.org', '80', false],
  ['.example.org', 'a.example.org', '80', true],
  ['*.example.org', 'a.b.example.org', '80', true],
  ['*.example.org', 'example.org', '80', false],
  ['example.org:8080', 'example.org', '8080', true],
  ['example.org:8080', 'example.org', '80', false],
  [' a.org , , b.org ', 'b.org', '80', true],
  [':80', 'example.org', '80', false],
  ['10.1.2.3', '10.1.2.3', '80', true],
  ['10.1.2.3', '10.1.2.4', '80', false],
  ['10.1.2.3:81', '10.1.2.3', '81', true],
  ['10.1.2.3:81', '10.1.2.3', '80', false],
  ['10.0.0.0/8', '10.200.0.1', '80', true],
  ['10.0.0.0/8', '11.0.0.1', '80', false],
  ['10.0.0.0/33', '10.0.0.1', '80', false],
  ['10.0.0.0/8', 'ten.example.org', '80', false],
  ['fd00::/8', 'fd12::1', '80', true],
  ['fd00::1', 'fd00::1', '80', true],
  ['[fd00::1]:81', 'fd00::1', '81', true],
  ['[fd00::1]:81', 'fd00::1', '80', false],
])('no_proxy %j, target %s:%s: %s', (list, hostname, port, bypasses) => {
  expect(parseNoProxy(list)({ hostname, port })).toBe(bypasses)
})
