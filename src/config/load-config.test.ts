import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../test/support/certificates.ts'
import { ConfigError } from '../schema/config-error.ts'
import { configLoader, loadConfig } from './load-config.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tocsin-'))
})
afterEach(() => rm(directory, { recursive: true }))

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(directory, name)
  await writeFile(file, content)
  return file
}

async function refusal(file: string): Promise<ConfigError> {
  const error: unknown = await loadConfig(file, { mode: 'fallback' }).catch((reason: unknown) => reason)
  if (error instanceof ConfigError) return error
  throw new Error('it was accepted')
}

const base = 'route: {receiver: team}\nreceivers: [{name: team}]\n'

function withTls(options: string, route = 'team'): string {
  return `route: {receiver: ${route}}\nreceivers:\n- name: idle\n- name: team\n  webhook_configs:\n  - url: http://x.example\n    http_config:\n      tls_config: {${options}}\n`
}

describe('files', () => {
  test('in UTF-8 and UTF-16', async () => {
    for (const content of [base, `\ufeff${base}`, Buffer.from(`\ufeff${base}`, 'utf16le')]) {
      const config = await loadConfig(await write('am.yml', content), { mode: 'fallback' })
      expect(config.route.receiver).toBe('team')
    }
  })

  test('that are not there', async () => {
    expect((await refusal(join(directory, 'nowhere.yml'))).problems[0]?.message).toMatch(
      /cannot read this file: ENOENT/,
    )
  })

  test('that are no text', async () => {
    const file = await write('am.yml', Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0xfe))
    expect((await refusal(file)).problems).toMatchObject([{ file, message: 'this file is not UTF-8' }])
  })
})

describe('certificates', () => {
  const first = makeCertificate({ name: 'first' })
  const second = makeCertificate({ name: 'second' })

  beforeEach(async () => {
    await write('ca.pem', first.cert)
    await write('first.key', first.key)
    await write('second.key', second.key)
    await write('garbage.pem', 'garbage')
  })

  test.each([
    'ca_file: ca.pem',
    'cert_file: ca.pem, key_file: first.key',
    'min_version: TLS12, max_version: TLS12',
    `ca: ${JSON.stringify(first.cert)}`,
  ])('in order: %.40s', async (options) => {
    await expect(loadConfig(await write('am.yml', withTls(options)), { mode: 'fallback' })).resolves.toBeDefined()
  })

  test.each([
    ['ca_file: nowhere.pem', /^cannot read ca_file: ENOENT/],
    ['ca_file: garbage.pem', /^there is no certificate in ca_file/],
    ['ca: garbage', /^there is no certificate in ca$/],
    ['cert_file: ca.pem, key_file: second.key', /^key_file does not belong to cert_file/],
    ['cert_file: ca.pem, key_file: garbage.pem', /^there is no private key in key_file/],
    ['cert_file: garbage.pem, key_file: first.key', /^there is no certificate in cert_file/],
    ['min_version: TLS13, max_version: TLS12', /^max_version is older/],
    ['ca_ref: x', /^ca_ref names a secret/],
  ])('not in order: %s', async (options, message) => {
    const { problems } = await refusal(await write('am.yml', withTls(options)))
    expect(problems).toMatchObject([{ line: 8, message: expect.stringMatching(message) }])
  })

  test('of a receiver that no route uses are not looked at', async () => {
    const file = await write('am.yml', withTls('ca_file: nowhere.pem', 'idle'))
    await expect(loadConfig(file, { mode: 'fallback' })).resolves.toBeDefined()
  })

  test('can be a warning', async () => {
    const file = await write('am.yml', withTls('ca_file: nowhere.pem'))
    const { warnings } = await loadConfig(file, { mode: 'fallback', certificates: 'warn' })
    expect(warnings).toEqual([expect.stringContaining(':8:29: cannot read ca_file')])
  })
})

describe('loaded again', () => {
  test('a text that is the same is not read again; the files that it names are', async () => {
    const template = await write('a.tmpl', '{{ define "a" }}one{{ end }}')
    const file = await write('am.yml', `${base}templates: [${template}]\n`)
    const load = configLoader(file, { mode: 'fallback' })
    const first = await load()
    await write('a.tmpl', '{{ define "a" }}two{{ end }}')
    const second = await load()
    expect(second.route).toBe(first.route)
    const texts = [first, second].map(({ templateSet }) =>
      templateSet.renderText('{{ template "a" }}', undefined as never, 0),
    )
    expect(texts).toEqual(['one', 'two'])

    await write('a.tmpl', '{{ define')
    await expect(load()).rejects.toThrow(ConfigError)
    await write('a.tmpl', '{{ define "a" }}three{{ end }}')
    await expect(load()).resolves.toMatchObject({ route: { receiver: 'team' } })

    await write('am.yml', base.replaceAll('team', 'other'))
    expect((await load()).route.receiver).toBe('other')
  })
})
