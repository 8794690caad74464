import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Credentials, logIn, type Reply } from './login.ts'

const both: Credentials = { username: 'user', identity: '', password: { text: 'password' }, secret: { text: 'secret' } }
const encrypted = { host: 'mail', encrypted: true }

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** Logs in at a server that says one thing after the other. */
async function play(
  offered: string,
  answers: readonly string[],
  options: { readonly credentials?: Partial<Credentials>; readonly server?: typeof encrypted } = {},
): Promise<{ said: readonly string[]; error: string | undefined }> {
  const said: string[] = []
  const command = async (line: string): Promise<Reply> => {
    said.push(line)
    const text = answers[said.length - 1] ?? '500 what?'
    return { status: Number(text.slice(0, 3)), text }
  }
  const credentials = { ...both, ...options.credentials }
  const attempt = logIn(command, { offered: offered.split(' '), credentials, server: options.server ?? encrypted })
  const error = await attempt.then(
    () => undefined,
    (reason: Error) => reason.message,
  )
  return { said, error }
}

const digest = createHmac('md5', 'secret').update('<1@x>').digest('hex')
const prompts = [`334 ${base64('Username:')}`, `334 ${base64('Password:')}`, '235 ok']
const plain = `AUTH PLAIN ${base64('\0user\0password')}`

describe('the mechanism', () => {
  test.each([
    ['PLAIN LOGIN CRAM-MD5', ['235 ok'], {}, [plain]],
    ['LOGIN PLAIN', prompts, {}, ['AUTH LOGIN', base64('user'), base64('password')]],
    ['CRAM-MD5 PLAIN', [`334 ${base64('<1@x>')}`, '235 ok'], {}, ['AUTH CRAM-MD5', base64(`user ${digest}`)]],
    ['CRAM-MD5 XOAUTH2 PLAIN', ['235 ok'], { secret: { text: '' } }, [plain]],
    ['CRAM-MD5 PLAIN', ['235 ok'], { secret: { error: 'no file' } }, [plain]],
    ['PLAIN', ['235 ok'], { identity: 'boss' }, [`AUTH PLAIN ${base64('boss\0user\0password')}`]],
  ])('of %s', async (offered, answers, credentials, said) => {
    expect(await play(offered, answers, { credentials })).toEqual({ said, error: undefined })
  })

  test('none fits', async () => {
    const credentials = { password: { text: '' }, secret: { error: 'cannot read auth_secret_file: ENOENT' } }
    expect(await play('XOAUTH2 PLAIN CRAM-MD5', [], { credentials })).toEqual({
      said: [],
      error:
        'there is no way to log in that the server offers: XOAUTH2 is unknown; PLAIN: there is no auth_password; ' +
        'CRAM-MD5: cannot read auth_secret_file: ENOENT',
    })
  })
})

describe('PLAIN without encryption', () => {
  test.each([
    ['mail', false],
    ['127.0.0.2', false],
    ['localhost', true],
    ['127.0.0.1', true],
    ['::1', true],
  ])('with %s: %s', async (host, allowed) => {
    const { said, error } = await play('PLAIN', ['235 ok'], { server: { host, encrypted: false } })
    expect(said).toEqual(allowed ? [plain] : [])
    expect(error).toBe(allowed ? undefined : 'the connection is not encrypted, and PLAIN would show the password')
  })
})

describe('what goes wrong', () => {
  test.each([
    ['PLAIN', ['535 no'], 'AUTH PLAIN was refused: 535 no'],
    ['PLAIN', [`535 ${base64('\0user\0password')} (password)`], 'AUTH PLAIN was refused: 535 <redacted> (<redacted>)'],
    ['LOGIN', [...prompts.slice(0, 2), '535 no'], 'AUTH LOGIN was refused: 535 no'],
    ['LOGIN', [`334 ${base64('PIN')}`, '501 ok'], 'AUTH LOGIN: the server asks for something unknown'],
    ['PLAIN', ['334 ', '501 ok'], 'AUTH PLAIN: the server asks for something unknown'],
  ])('%s', async (offered, answers, error) => {
    expect((await play(offered, answers)).error).toBe(error)
  })
})
