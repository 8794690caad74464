import { describe, expect, test } from 'vitest'
import type { Content, ContentType } from './content.ts'
import { decodeCss, escapeCss, filterCssValue } from './css.ts'
import { escapeJsRegexp, escapeJsString, escapeJsTemplateLiteral, isScriptType, nullWithReason, padJson } from './js.ts'
import { dropComment, escapeAttribute, escapeRcdata, escapeText, escapeUnquoted, filterName } from './markup.ts'
import { escapeUrl, filterSrcset, filterUrl, normalizeUrl } from './url.ts'

/** Text, result, and the type if it is not plain. */
type Row = readonly [text: string, escaped: string, type?: ContentType]

const ascii = '\0\t\n\v\f\r !"#$%&\'()*+,-./0:;<=>?@A[\\]^_`a{|}~\u007f\u00a0\u2028\ufdd0\ufeff😀'

function table(name: string, escaper: (content: Content) => string, rows: readonly Row[]): void {
  describe(name, () => {
    for (const [text, escaped, type = 'plain'] of rows) {
      test(JSON.stringify(text), () => {
        expect(escaper({ text, type })).toBe(escaped)
      })
    }
  })
}

table('escapeText', escapeText, [
  ['', ''],
  ['plain ä', 'plain ä'],
  ['<b title="x">O\'R & 1+1</b>', '&lt;b title=&#34;x&#34;&gt;O&#39;R &amp; 1&#43;1&lt;/b&gt;'],
  ['&amp; \0', '&amp;amp; \ufffd'],
  ['<b>', '<b>', 'html'],
  ['<b>', '&lt;b&gt;', 'url'],
])

table('escapeAttribute', escapeAttribute, [
  ['a "b" `c`', 'a &#34;b&#34; `c`'],
  ['<b>a</b> &lt; "b"', 'a &lt; &#34;b&#34;', 'html'],
  ['1 < 2', '1 &lt; 2', 'html'],
  ['a<!-- b -->c<script>d</script>e', 'ace', 'html'],
  ['<p title="a>b" x=\'c>d\' y=e>f', 'f', 'html'],
  ['<p title="a', '', 'html'],
])

table('escapeRcdata', escapeRcdata, [
  ['</title>&', '&lt;/title&gt;&amp;'],
  ['<b>&amp;', '&lt;b&gt;&amp;', 'html'],
])

table('escapeUnquoted', escapeUnquoted, [
  ['', 'ZgotmplZ'],
  ['', 'ZgotmplZ', 'html'],
  ['a b=c`d', 'a&#32;b&#61;c&#96;d'],
  ['\0\t\n\v\f\r', '&#xfffd;&#9;&#10;&#11;&#12;&#13;'],
  ['\ufdd0\ufffe\udcff😀', '&#xfdd0;&#xfffe;&#xfffd;😀'],
  ['<i>a b</i>&amp;', 'a&#32;b&amp;', 'html'],
])

table('filterName', filterName, [
  ['title', 'title'],
  ['TITLE', 'title'],
  ['', 'ZgotmplZ'],
  ['href', 'ZgotmplZ'],
  ['onclick', 'ZgotmplZ'],
  ['style', 'ZgotmplZ'],
  ['data-x', 'ZgotmplZ'],
  ['a b', 'ZgotmplZ'],
  ['onclick="f()"', 'onclick="f()"', 'htmlAttr'],
])

table('escapeCss', escapeCss, [
  ['', ''],
  ['a(b)', 'a\\28 b\\29 '],
  ['a(g)x', 'a\\28g\\29x'],
  ['"\n1', '\\22 \\a 1'],
  ['</style>', '\\3c\\2fstyle\\3e '],
  ['a\\b', 'a\\\\b'],
  [
    ascii,
    '\\0 \\9 \\a\v\\c \\d  !\\22#$%\\26\\27\\28\\29*\\2b,-.\\2f 0\\3a\\3b\\3c=\\3e?@A[\\\\]^_`a\\7b|\\7d~\u007f\u00a0\u2028\ufdd0\ufeff😀',
  ],
])

table('filterCssValue', filterCssValue, [
  ['', ''],
  ['#fff', '#fff'],
  ['10px solid', '10px solid'],
  ['50%', '50%'],
  ['-0.5em', '-0.5em'],
  ['a--b', 'ZgotmplZ'],
  ['url(x)', 'ZgotmplZ'],
  ['a;b', 'ZgotmplZ'],
  ['exPRession', 'ZgotmplZ'],
  ['e\\78pression', 'ZgotmplZ'],
  ['-moz-binding', 'ZgotmplZ'],
  ['\\72 ed', 'red'],
  ['a(b);', 'a(b);', 'css'],
])

table('escapeJsString', escapeJsString, [
  ['', ''],
  ['</script>', '\\u003c\\/script\\u003e'],
  ['a\\b', 'a\\\\b'],
  ['a\\u0027', 'a\\u0027', 'jsStr'],
  [
    ascii,
    '\\u0000\\t\\n\\u000b\\f\\r !\\u0022#$%\\u0026\\u0027()*\\u002b,-.\\/0:;\\u003c=\\u003e?@A[\\\\]^_\\u0060a{|}~\u007f\u00a0\\u2028\ufdd0\ufeff😀',
  ],
])

table('escapeJsTemplateLiteral', escapeJsTemplateLiteral, [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is JavaScript's that is escaped
  ['${a}`', '\\u0024\\u007ba\\u007d\\u0060'],
])

table('escapeJsRegexp', escapeJsRegexp, [
  ['', '(?:)'],
  ['a.b*/c', 'a\\.b\\*\\/c'],
  [
    ascii,
    '\\u0000\\t\\n\\u000b\\f\\r !\\u0022#\\$%\\u0026\\u0027\\(\\)\\*\\u002b,\\-\\.\\/0:;\\u003c=\\u003e\\?@A\\[\\\\\\]\\^_`a\\{\\|\\}~\u007f\u00a0\\u2028\ufdd0\ufeff😀',
  ],
])

table('filterUrl', filterUrl, [
  ['/x', '/x'],
  ['', ''],
  ['HTTP://x', 'HTTP://x'],
  ['mailto:x', 'mailto:x'],
  ['javascript:x', '#ZgotmplZ'],
  [' javascript:x', '#ZgotmplZ'],
  ['tel:1', '#ZgotmplZ'],
  ['a/b:c', 'a/b:c'],
  ['javascript:x', 'javascript:x', 'url'],
])

table('normalizeUrl', normalizeUrl, [
  ['http://h/a b?c=d&e=f#g', 'http://h/a%20b?c=d&e=f#g'],
  ['%41%zz%4', '%41%25zz%254'],
  ["ü'()", '%c3%bc%27%28%29'],
  ['\udcff', '%ff'],
  [
    ascii,
    '%00%09%0a%0b%0c%0d%20!%22#$%25&%27%28%29*+,-./0:;%3c=%3e?@A[%5c]%5e_%60a%7b%7c%7d~%7f%c2%a0%e2%80%a8%ef%b7%90%ef%bb%bf%f0%9f%98%80',
  ],
])

table('escapeUrl', escapeUrl, [
  ['a b+c&d=e/%41', 'a%20b%2bc%26d%3de%2f%2541'],
  ['a=b&c d', 'a=b&c%20d', 'url'],
])

table('filterSrcset', filterSrcset, [
  ['a.png 1x, b c.png 2x', 'a.png 1x,#ZgotmplZ'],
  [' a.png   640w ,javascript:x', ' a.png   640w ,#ZgotmplZ'],
  ['ü.png', '%c3%bc.png'],
  ['a,b c', 'a%2cb%20c', 'url'],
  ['a(', 'a(', 'srcset'],
])

test('comments hold nothing', () => {
  expect(dropComment()).toBe('')
})

describe('decodeCss', () => {
  test.each([
    ['\\41 b', 'Ab'],
    ['\\41\r\nb\\42', 'AbB'],
    ['\\110000', '\u{11000}0'],
    ['\\d800', '\ufffd'],
    ['\\q\\"\\\\', 'q"\\'],
    ['a\\', 'a'],
  ])('%j', (text, decoded) => {
    expect(decodeCss(text)).toBe(decoded)
  })
})

describe('padJson', () => {
  test.each([
    ['1', ' 1 '],
    ['"a"', '"a"'],
    ['null', ' null '],
    ['[1]', '[1]'],
    ['', ' null '],
    ['"\u2028"', '"\\u2028"'],
  ])('%j', (json, padded) => {
    expect(padJson(json)).toBe(padded)
  })
})

test('a reason cannot end the comment that it stands in', () => {
  expect(nullWithReason('a */ </SCRIPT> <!-- b')).toBe(' /* a * / \\x3C/script> \\x3C!-- b */null ')
})

test.each([
  ['', true],
  [' Text/JavaScript ; charset=utf-8', true],
  ['module', true],
  ['application/ld+json', true],
  ['importmap', false],
  ['text/template', false],
])('scripts of type %j are code: %s', (type, isCode) => {
  expect(isScriptType(type)).toBe(isCode)
})
