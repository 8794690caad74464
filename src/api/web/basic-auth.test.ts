import { hashSync } from 'bcryptjs'
import { expect, test } from 'vitest'
import { BasicAuth } from './basic-auth.ts'

const hash = hashSync('secret:with:colons', 4)
const hashOf = (user: string): string | undefined => (user === 'alice' ? hash : undefined)

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`
}

test.each([
  [basic('alice:secret:with:colons'), true],
  [basic('alice:secret:with:colons').replace('Basic', 'bASIC'), true],
  [basic('alice:secret'), false],
  [basic('alice:'), false],
  [basic('alice'), false],
  [basic('bob:secret:with:colons'), false],
  [basic(':'), false],
  ['Basic', false],
  ['Basic !', false],
  ['Bearer x', false],
  ['', false],
  [undefined, false],
])('%s', async (authorization, expected) => {
  const auth = new BasicAuth()
  expect(await auth.admits(hashOf, authorization)).toBe(expected)
  expect(await auth.admits(hashOf, authorization)).toBe(expected)
})

test('what is remembered does not outlive the password', async () => {
  const auth = new BasicAuth()
  const given = basic('alice:secret:with:colons')
  expect(await auth.admits(hashOf, given)).toBe(true)
  const changed = hashSync('other', 4)
  expect(await auth.admits(() => changed, given)).toBe(false)
  expect(await auth.admits(() => undefined, given)).toBe(false)
})
