import { expect, test } from 'vitest'
import { encodeHeaderText } from './encoded-word.ts'

test.each([
  ['', ''],
  ['plain = ? _ text\t~', 'plain = ? _ text\t~'],
  ['ü', '=?utf-8?q?=C3=BC?='],
  ['a b=c?d_eü', '=?utf-8?q?a_b=3Dc=3Fd=5Fe=C3=BC?='],
  ['one\r\nBcc: two@x', '=?utf-8?q?one=0D=0ABcc:_two@x?='],
  ['\u007f', '=?utf-8?q?=7F?='],
  ['\ud800', '=?utf-8?q?=EF=BF=BD?='],
  [`${'a'.repeat(62)}é`, `=?utf-8?q?${'a'.repeat(62)}?= =?utf-8?q?=C3=A9?=`],
  [`${'a'.repeat(57)}é`, `=?utf-8?q?${'a'.repeat(57)}=C3=A9?=`],
  ['😀'.repeat(6), `=?utf-8?q?${'=F0=9F=98=80'.repeat(5)}?= =?utf-8?q?=F0=9F=98=80?=`],
])('%j', (text, expected) => {
  expect(encodeHeaderText(text)).toBe(expected)
  for (const word of encodeHeaderText(text).split(' ')) expect(word.length).toBeLessThanOrEqual(75)
})
