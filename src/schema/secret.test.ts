import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret.ts'

const secret = new Secret('hunter2')

test.each([
  ['a text', `${secret}`],
  ['JSON', JSON.stringify({ secret })],
  ['a log', inspect({ deep: { secret } })],
  ['a deep log', inspect(secret, { depth: null, showHidden: true })],
  ['its keys', Object.entries(secret).join()],
])('is not in %s', (_, shown) => {
  expect(shown).not.toContain('hunter2')
})

test('is revealed to who asks for it', () => {
  expect(secret.reveal()).toBe('hunter2')
})
