import { expect, test } from 'vitest'
import { redact } from './redact.ts'

test.each([
  ['a secret', 'the token is hunter2!', ['hunter2'], 'the token is <redacted>!'],
  ['each time', 'abcd abcd', ['abcd'], '<redacted> <redacted>'],
  ['the longer one first', 'http://u:hunter2@h/', ['hunter2', 'http://u:hunter2@h/'], '<redacted>'],
  ['none of less than four characters', 'a cat', ['a', 'cat', ''], 'a cat'],
  ['patterns literally', 'x $& y', ['$&  '], 'x $& y'],
])('takes out %s', (_, text, secrets, expected) => {
  expect(redact(text, secrets)).toBe(expected)
})
