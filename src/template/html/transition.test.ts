import { describe, expect, test } from 'vitest'
import { attributeContent } from './attribute-kind.ts'
import { decodeCharacterReferences } from './character-reference.ts'
import { type Context, startContext } from './context.ts'
import { editText } from './text-edit.ts'

const nothing: Partial<Context> = {}

describe('the context after a text', () => {
  test.each<readonly [string, Partial<Context>]>([
    ['', nothing],
    ['Hello, <b>world</b> & 1 < 2', nothing],
    ['<a', { state: 'stateTag' }],
    ['<script ', { state: 'stateTag', element: 'elementScript' }],
    ['</script ', { state: 'stateTag' }],
    ['<a HREF', { state: 'stateAttrName', attribute: 'attrURL' }],
    ['<a on=', { state: 'stateBeforeValue', attribute: 'attrScript' }],
    ['<a style="', { state: 'stateCSS', delimiter: 'delimDoubleQuote', attribute: 'attrStyle' }],
    [
      "<a data-src='x?",
      { state: 'stateURL', delimiter: 'delimSingleQuote', urlPart: 'urlPartQueryOrFrag', attribute: 'attrURL' },
    ],
    ['<a title=x', { state: 'stateAttr', delimiter: 'delimSpaceOrTagEnd' }],
    ['<a title="x">', nothing],
    ['<!-- <b', { state: 'stateHTMLCmt' }],
    ['<title>a<b>', { state: 'stateRCDATA', element: 'elementTitle' }],
    ['<title>a</TITLE>', nothing],
    ['<script>a = "</script>', { state: 'stateJSDqStr', element: 'elementScript' }],
    ['<script>a = b /', { state: 'stateJS', element: 'elementScript' }],
    ['<script>a = /', { state: 'stateJSRegexp', element: 'elementScript' }],
    ['<script>// a\n', { state: 'stateJS', element: 'elementScript' }],
    ['<script>`${ {', { state: 'stateJS', element: 'elementScript', braceDepths: [1] }],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is JavaScript's
    ['<script>`${ {} }', { state: 'stateJSTmplLit', element: 'elementScript' }],
    ['<script type="text/x">"', nothing],
    ['<style>a { b: url( "x', { state: 'stateCSSDqURL', element: 'elementStyle', urlPart: 'urlPartPreQuery' }],
    ['<style>a { b: curl( "x', { state: 'stateCSSDqStr', element: 'elementStyle', urlPart: 'urlPartPreQuery' }],
    ['<style>/* a */ // b', { state: 'stateCSSLineCmt', element: 'elementStyle' }],
    [
      '<meta content="0; URL =',
      {
        state: 'stateMetaContentURL',
        delimiter: 'delimDoubleQuote',
        element: 'elementMeta',
        attribute: 'attrMetaContent',
      },
    ],
    ['<meta content="0">', nothing],
    ['<a onclick="f(&quot;', { state: 'stateJSDqStr', delimiter: 'delimDoubleQuote', attribute: 'attrScript' }],
  ])('%j', (text, expected) => {
    expect(editText(startContext, text).context).toEqual({ ...startContext, ...expected })
  })
})

describe('the text as it is written', () => {
  test.each([
    ['a < b <!-- c --> d', 'a &lt; b  d'],
    ['<!DOCTYPE html><p>', '<!DOCTYPE html><p>'],
    ['<script>a /* b\n */ c // d\ne</script>', '<script>a \n c \ne</script>'],
    ['<script>"</script>" + "<!-- <SCRIPT"</script>', '<script>"\\x3C/script>" + "\\x3C!-- \\x3CSCRIPT"</script>'],
    ['<style>a /* b */ // c\nd</style>', '<style>a   \nd</style>'],
    ['<p title="<!-- a -->">', '<p title="<!-- a -->">'],
  ])('%j', (text, written) => {
    expect(editText(startContext, text).text).toBe(written)
  })
})

describe('what an attribute holds', () => {
  test.each([
    ['title', 'plain'],
    ['href', 'url'],
    ['xlink:href', 'url'],
    ['xmlns:a', 'url'],
    ['data-href', 'url'],
    ['data-imgurl', 'url'],
    ['my:thing', 'plain'],
    ['onclick', 'js'],
    ['data-onclick', 'js'],
    ['style', 'css'],
    ['srcset', 'srcset'],
    ['content', 'unsafe'],
    ['', 'plain'],
  ])('%s', (name, content) => {
    expect(attributeContent(name)).toBe(content)
  })
})

describe('character references', () => {
  test.each([
    ['a &quot;b&#39;c&#x27;d', "a \"b'c'd"],
    ['&sol;&Tab;&nbsp;', '/\t\u00a0'],
    ['&amp &ltx &eacute', '& <x &eacute'],
    ['&eacute;', 'é'],
    ['&#0;&#128;&#xd800;&#x110000;&#1114112', '\ufffd\u20ac\ufffd\ufffd\ufffd'],
    ['& &; &#; &#x;', '& &; &#; &#x;'],
  ])('%j', (text, decoded) => {
    expect(decodeCharacterReferences(text)).toBe(decoded)
  })
})
