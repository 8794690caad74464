import { expect, test } from 'vitest'
import { portNumber, tlsOptionsFor } from './connect.ts'

test.each([
  ['25', 25],
  ['65535', 65_535],
  ['smtp', 25],
  ['submission', 587],
  ['submissions', 465],
])('the port %s', (port, expected) => {
  expect(portNumber(port)).toBe(expected)
})

test.each(['', '0', '65536', '1e3', '-1', 'mail', 'constructor'])('no port: %j', (port) => {
  expect(() => portNumber(port)).toThrow(new Error(`there is no port ${JSON.stringify(port)}`))
})

test.each([
  ['mail', {}, { host: 'mail', servername: 'mail' }],
  ['127.0.0.1', {}, { host: '127.0.0.1' }],
  ['::1', {}, { host: '::1' }],
  ['mail', { servername: 'other' }, { host: 'mail', servername: 'other' }],
])('TLS with %s and %j', (host, options, expected) => {
  expect(tlsOptionsFor(host, options)).toEqual(expected)
})
