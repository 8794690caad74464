import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../schema/config-error.ts'
import { parseWebConfig } from './web-config.ts'

const hash = '$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG'

test.each([
  ['an empty file', ''],
  ['nothing but a comment', '# nothing\n'],
  ['sections without anything', 'tls_server_config: {}\nhttp_server_config: {}\nbasic_auth_users: {}\n'],
  ['a version without a certificate', 'tls_server_config: {min_version: TLS12}'],
])('%s is plain HTTP for everybody', (_, text) => {
  const config = parseWebConfig(text, 'web.yml')
  expect(config.tlsServerConfig.enabled).toBe(false)
  expect(config.basicAuthUsers.size).toBe(0)
  expect(config.httpServerConfig.http2).toBe(true)
})

test('everything at once', () => {
  const config = parseWebConfig(
    `tls_server_config:
  cert_file: cert.pem
  key_file: /etc/key.pem
  client_ca_file: ca.pem
  client_auth_type: RequireAndVerifyClientCert
  client_allowed_sans: [a.example, 127.0.0.1]
  min_version: TLS13
  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
  curve_preferences: [X25519, CurveP256]
  prefer_server_cipher_suites: false
http_server_config:
  http2: false
  headers: {X-Frame-Options: deny, Content-Security-Policy: "default-src 'self'"}
basic_auth_users: {alice: ${hash}}
rate_limit: {interval: 1m30s, burst: 5}
`,
    '/etc/tocsin/web.yml',
  )
  expect(config.tlsServerConfig).toMatchObject({
    enabled: true,
    certFile: '/etc/tocsin/cert.pem',
    keyFile: '/etc/key.pem',
    clientCaFile: '/etc/tocsin/ca.pem',
    minVersion: 'TLS13',
    maxVersion: 'TLS13',
    clientAllowedSans: ['a.example', '127.0.0.1'],
  })
  expect(config.httpServerConfig.headers.get('X-Frame-Options')).toBe('deny')
  expect(config.rateLimit).toEqual({ interval: 90_000, burst: 5 })
  expect(config.basicAuthUsers.get('alice')?.reveal()).toBe(hash)
})

describe('is refused', () => {
  test.each([
    ['foo: 1', 'unknown key "foo"'],
    ['tls_server_config: {cert_file: x}', 'missing one of key or key_file'],
    ['tls_server_config: {key: x}', 'missing one of cert or cert_file'],
    ['tls_server_config: {client_auth_type: NoClientCert}', 'missing one of cert or cert_file'],
    ['tls_server_config: {cert_file: x, key_file: y, client_auth_type: foo}', '"foo" is no way to ask'],
    ['tls_server_config: {cert_file: x, key_file: y, client_ca_file: z}', 'without a Client Auth Policy'],
    ['tls_server_config: {cipher_suites: [FOO]}', '"FOO" is no cipher suite'],
    ['tls_server_config: {curve_preferences: [P256]}', '"P256" is no curve'],
    ['tls_server_config: {min_version: TLS9}', '"TLS9" is no TLS version'],
    ['http_server_config: {headers: {Foo: bar}}', 'HTTP header "Foo" can not be configured'],
    ['http_server_config: {headers: {X-Frame-Options: allow}}', 'invalid value for X-Frame-Options'],
    ['http_server_config: {headers: {X-XSS-Protection: "a\\r\\nb: c"}}', 'has a line break'],
    ['http_server_config: {http2: x}', 'web.yml:1:'],
    ['basic_auth_users: {a: b}', 'the password of "a" is not a bcrypt hash'],
    ['basic_auth_users: {a: }', 'the password of "a" is not a bcrypt hash'],
    ['basic_auth_users: [a]', 'web.yml:1:'],
    ['rate_limit: {interval: x}', 'is not a duration'],
    ['{', 'web.yml:1:'],
    ['basic_auth_users: {}\nbasic_auth_users: {}', 'set twice'],
  ])('%s', (text, message) => {
    expect(() => parseWebConfig(text, 'web.yml')).toThrow(ConfigError)
    expect(() => parseWebConfig(text, 'web.yml')).toThrow(message)
  })

  test('without telling what may be a password', () => {
    expect(() => parseWebConfig('basic_auth_users: {alice: swordfish}', 'web.yml')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('swordfish') }),
    )
  })
})
