import { expect, test } from 'vitest'
import { quotedPrintable } from './quoted-printable.ts'

test.each([
  ['', ''],
  ['plain', 'plain'],
  ['a=b', 'a=3Db'],
  ['ü😀', '=C3=BC=F0=9F=98=80'],
  ['a\nb\r\nc\rd\n', 'a\r\nb\r\nc\r\nd\r\n'],
  ['end \nend\t\n x', 'end=20\r\nend=09\r\n x'],
  ['x'.repeat(75), 'x'.repeat(75)],
  ['x'.repeat(76), `${'x'.repeat(75)}=\r\nx`],
  [`${'x'.repeat(73)}ü`, `${'x'.repeat(73)}=\r\n=C3=BC`],
  [`${'x'.repeat(72)}ü`, `${'x'.repeat(72)}=C3=\r\n=BC`],
  [`${'x'.repeat(74)} `, `${'x'.repeat(74)}=\r\n=20`],
])('%j', (text, expected) => {
  expect(quotedPrintable(text)).toBe(expected)
})
