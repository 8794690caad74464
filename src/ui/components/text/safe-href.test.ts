import { expect, test } from 'vitest'
import { safeHref, splitLinks } from './safe-href.ts'

test.each([
  ['http://a.example/x', 'http://a.example/x'],
  ['HTTPS://A.example', 'https://a.example/'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['javascript:alert(1)', undefined],
  ['JaVaScRiPt:alert(1)', undefined],
  [' javascript:alert(1)', undefined],
  ['java\nscript:alert(1)', undefined],
  ['\u0001javascript:alert(1)', undefined],
  ['data:text/html,<script>alert(1)</script>', undefined],
  ['vbscript:x', undefined],
  ['file:///etc/passwd', undefined],
  ['blob:http://a.example/x', undefined],
  ['//evil.example', undefined],
  ['/relative', undefined],
  ['', undefined],
])('%j', (text, expected) => {
  expect(safeHref(text)).toBe(expected)
})

test.each([
  ['no link', [['no link']]],
  ['see https://a.example/b?c=d.', [['see '], ['https://a.example/b?c=d', 'https://a.example/b?c=d'], ['.']]],
  ['(http://a.example)', [['('], ['http://a.example', 'http://a.example'], [')']]],
  ['http://a.example/x_(y)', [['http://a.example/x_(y)', 'http://a.example/x_(y)']]],
  ['javascript:alert(1) http://', [['javascript:alert(1) http://']]],
  ['a<https://b.example/"onclick=x>', [['a<'], ['https://b.example/', 'https://b.example/'], ['"onclick=x>']]],
])('links in %s', (text, expected) => {
  expect(splitLinks(text).map(({ text, href }) => (href === undefined ? [text] : [text, href]))).toEqual(expected)
})
