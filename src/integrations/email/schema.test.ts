import { describe, expect, test } from 'vitest'
import { decodeEmail, readEmail, smtpDefaults } from '../../../test/support/email-fixture.ts'
import { Secret } from '../../schema/secret.ts'
import { writeYaml } from '../../schema/yaml-writer.ts'
import { mailServerOf } from './email.ts'
import { emailConfig } from './schema.ts'
import { splitHostPort } from './smarthost.ts'
import { inheritSmtp } from './smtp-globals.ts'

const globals = { smtpFrom: 'am@x', smtpSmarthost: { host: 'mail', port: '25' } }

describe('problems', () => {
  test.each([
    ['{from: a@b}', 'this email has no recipient'],
    ['{to: ""}', 'this email has no recipient'],
    ['{to: a, headers: {x-a: 1, X-A: 2}}', 'the header X-A is set twice: case makes no difference'],
    ['{to: a, threading: {enabled: true}}', 'thread_by_date has to be none or daily when threading is enabled'],
    [
      '{to: a, threading: {enabled: true, thread_by_date: none}, headers: {references: x}}',
      'threading sets the header References itself',
    ],
    [
      '{to: a, threading: {enabled: true, thread_by_date: none}, headers: {IN-REPLY-TO: x}}',
      'threading sets the header In-Reply-To itself',
    ],
    ['{to: a, smarthost: mail}', 'the port is missing in this address'],
    ['{to: a, subject: x}', 'unknown key "subject" in an email'],
  ])('%s', (yaml, message) => {
    expect(readEmail(yaml).problems).toEqual([message])
  })

  test.each([
    '{to: a, auth_password: x, auth_password_file: y}',
    '{to: a, threading: {thread_by_date: whatever}, headers: {References: x}}',
    '{to: a, smarthost: ":25", headers: , html: , require_tls: , tls_config: }',
    '{to: a, headers: {Subject: }}',
  ])('none: %s', (yaml) => {
    expect(readEmail(yaml).problems).toEqual([])
  })

  test.each([
    [{}, ['smarthost: this email has no mail server', 'from: this email has no sender']],
    [{ smtpFrom: 'a@b' }, ['smarthost: this email has no mail server']],
    [{ smtpSmarthost: globals.smtpSmarthost }, ['from: this email has no sender']],
    [globals, []],
  ])('with the globals %j', (given, expected) => {
    const problems: string[] = []
    inheritSmtp(readEmail('{to: a}').config, { ...smtpDefaults, ...given }, (key, message) => {
      problems.push(`${key}: ${message}`)
    })
    expect(problems).toEqual(expected)
  })
})

describe('what is printed', () => {
  test('an entry with the least in it', () => {
    expect(writeYaml(emailConfig.encode(decodeEmail('{to: me@x}', globals)))).toBe(`send_resolved: false
to: me@x
from: am@x
hello: localhost
smarthost: mail:25
html: '{{ template "email.default.html" . }}'
require_tls: true
tls_config:
  insecure_skip_verify: false
`)
  })

  test('an entry with everything', () => {
    const yaml = `send_resolved: true
to: me@x
from: z@z
hello: me
smarthost: '[::1]:587'
auth_username: q
auth_password: <secret>
auth_password_file: f
auth_secret: <secret>
auth_secret_file: g
auth_identity: id
headers:
  Reply-To: b
  bad name: c
text: hi
require_tls: false
tls_config:
  insecure_skip_verify: true
force_implicit_tls: false
threading:
  enabled: true
  thread_by_date: daily
`
    const config = decodeEmail(`${yaml.replace('Reply-To', 'REPLY-TO')}html: ''\n`)
    expect(writeYaml(emailConfig.encode(config))).toBe(yaml)
  })
})

describe('inheritance', () => {
  const full = {
    ...globals,
    smtpHello: 'hello',
    smtpAuthUsername: 'user',
    smtpAuthPassword: new Secret('global password'),
    smtpAuthSecretFile: '/global/secret',
    smtpAuthIdentity: 'identity',
    smtpRequireTls: false,
    smtpForceImplicitTls: true,
  }

  test('takes what is not said', () => {
    const config = decodeEmail('{to: a}', full)
    expect(config).toMatchObject({
      from: 'am@x',
      hello: 'hello',
      smarthost: { host: 'mail', port: '25' },
      authUsername: 'user',
      authSecretFile: '/global/secret',
      authIdentity: 'identity',
      requireTls: false,
      forceImplicitTls: true,
    })
    expect(config.authPassword?.reveal()).toBe('global password')
  })

  test('a password of its own keeps the global one and its file out, and so does a secret', () => {
    const config = decodeEmail('{to: a, auth_password_file: own, auth_secret: own}', full)
    expect(config).toMatchObject({ authPassword: undefined, authPasswordFile: 'own', authSecretFile: '' })
    expect(config.authSecret?.reveal()).toBe('own')
  })
})

describe('the server of an entry', () => {
  test.each([
    ['{to: a}', 'mail:25', { host: 'mail', port: '25', encryption: 'starttls', hello: 'localhost', login: undefined }],
    ['{to: a, require_tls: false}', 'mail:25', { encryption: 'none' }],
    ['{to: a}', 'mail:465', { encryption: 'implicit' }],
    ['{to: a, force_implicit_tls: false}', 'mail:465', { encryption: 'starttls' }],
    ['{to: a, force_implicit_tls: false, require_tls: false}', 'mail:465', { encryption: 'none' }],
    ['{to: a, force_implicit_tls: true, require_tls: false}', 'mail:25', { encryption: 'implicit' }],
    ['{to: a}', ':25', { host: 'localhost' }],
    ['{to: a, hello: me}', 'mail:25', { hello: 'me' }],
    ['{to: a, auth_username: u, auth_identity: i}', 'mail:25', { login: { username: 'u', identity: 'i' } }],
  ])('%s at %s', (yaml, smarthost, expected) => {
    expect(mailServerOf(decodeEmail(yaml, { ...globals, smtpSmarthost: splitHostPort(smarthost) }))).toMatchObject(
      expected,
    )
  })
})
