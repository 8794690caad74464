import { expect, test } from 'vitest'
import { goQuote } from './go-quote.ts'
import { goUnquote } from './go-unquote.ts'

test.each([
  ['""', ''],
  ['"plain"', 'plain'],
  ['"größe 🙂"', 'größe 🙂'],
  ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\u0007\b\f\n\r\t\v\\"'],
  ['"\\x41\\101\\u0041\\U00000041"', 'AAAA'],
  ['"\\xc3\\xbc\\303\\274"', 'üü'],
  ['"\\xf0\\x9f\\x99\\x82"', '🙂'],
  ['"\\ufeff\\xef\\xbb\\xbf"', '\ufeff\ufeff'],
  ['"\\0001"', '\x001'],
])('goUnquote(%s) is %j', (quoted, text) => {
  expect(goUnquote(quoted)).toBe(text)
})

test.each([
  ['no quotes', 'plain'],
  ['one quote', '"'],
  ['no closing quote', '"a'],
  ['a quote inside', '"a"b"'],
  ['a newline', '"a\nb"'],
  ['an escaped single quote', '"\\\'"'],
  ['an unknown escape', '"\\q"'],
  ['a half escape', '"a\\"'],
  ['too few digits', '"\\x4"'],
  ['too few octal digits', '"\\12"'],
  ['an octal byte beyond 377', '"\\400"'],
  ['a surrogate', '"\\ud83d\\ude42"'],
  ['a code point beyond Unicode', '"\\U00110000"'],
  ['bytes that are no UTF-8', '"\\xff"'],
])('refuses %s', (_, quoted) => {
  expect(goUnquote(quoted)).toBeUndefined()
})

test('undoes goQuote', () => {
  for (let code = 0; code < 0x3000; code++) {
    const text = `<${String.fromCharCode(code)}>`
    expect(goUnquote(goQuote(text))).toBe(text)
  }
})
