import { expect, test } from 'vitest'
import { redact, secretsOfUrl } from './redact.ts'

test.each([
  ['a secret', 'the token is hunter2!', ['hunter2'], 'the token is <redacted>!'],
  ['each time', 'abcd abcd', ['abcd'], '<redacted> <redacted>'],
  ['the longer one first', 'http://u:hunter2@h/', ['hunter2', 'http://u:hunter2@h/'], '<redacted>'],
  ['none of less than four characters', 'a cat', ['a', 'cat', ''], 'a cat'],
  ['patterns literally', 'x $& y', ['$&  '], 'x $& y'],
])('takes out %s', (_, text, secrets, expected) => {
  expect(redact(text, secrets)).toBe(expected)
})

test.each([
  ['https://hooks.example/', ['https://hooks.example/', '/', '/']],
  ['https://h.example/a/b?c=d#e', ['https://h.example/a/b?c=d#e', '/a/b?c=d', '/a/b']],
  [
    'http://h/x/0123456789abcdef',
    ['http://h/x/0123456789abcdef', '/x/0123456789abcdef', '/x/0123456789abcdef', '0123456789abcdef'],
  ],
])('of %s these are secret', (url, expected) => {
  expect(secretsOfUrl(url)).toEqual(expected)
})
