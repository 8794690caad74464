import { expect, test } from 'vitest'
import { goQuote } from './go-quote.ts'

// What the real Alertmanager quotes is compared in test/compatibility/model.test.ts (durations).
test.each([
  ['', '""'],
  ['plain text', '"plain text"'],
  ['say "hi"', '"say \\"hi\\""'],
  ["it's `fine`", '"it\'s `fine`"'],
  ['a\\b', '"a\\\\b"'],
  ['\u0007\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
  ['\0\u001b\u007f', '"\\x00\\x1b\\x7f"'],
  ['\u0080\u00a0\u00ad', '"\\u0080\\u00a0\\u00ad"'],
  ['größe 日本 🙂', '"größe 日本 🙂"'],
  ['\u{e0001}', '"\\U000e0001"'],
  ['lone \ud800 surrogate', '"lone \ufffd surrogate"'],
  ['constructor', '"constructor"'],
])('goQuote(%j) is %s', (text, quoted) => {
  expect(goQuote(text)).toBe(quoted)
})
