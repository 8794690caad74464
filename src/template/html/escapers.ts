// The functions that the escaping pass puts at the end of pipelines, under the names that Go gives them; the errors of a
// rendering show them.

import { goJsonString } from '../../model/go-json.ts'
import { sprint } from '../format/printf.ts'
import { jsonText } from '../functions/json-text.ts'
import { htmlType, urlType } from '../functions/text-functions.ts'
import { anyType, type CallContext, type GoFunction } from '../go-type.ts'
import { timeType } from '../time/go-time.ts'
import { Pointer, Scalar, textIn, typeOf, unwrapped, type Value } from '../values.ts'
import type { Content } from './content.ts'
import { escapeCss, filterCssValue } from './css.ts'
import { escapeJsRegexp, escapeJsString, escapeJsTemplateLiteral, nullWithReason, padJson } from './js.ts'
import { dropComment, escapeAttribute, escapeRcdata, escapeText, escapeUnquoted, filterName } from './markup.ts'
import { escapeUrl, filterSrcset, filterUrl, normalizeUrl } from './url.ts'

/** Those that need no more than the value's text. */
const textEscapers = {
  _html_template_attrescaper: escapeAttribute,
  _html_template_commentescaper: dropComment,
  _html_template_cssescaper: escapeCss,
  _html_template_cssvaluefilter: filterCssValue,
  _html_template_htmlescaper: escapeText,
  _html_template_htmlnamefilter: filterName,
  _html_template_jsregexpescaper: escapeJsRegexp,
  _html_template_jsstrescaper: escapeJsString,
  _html_template_jstmpllitescaper: escapeJsTemplateLiteral,
  _html_template_nospaceescaper: escapeUnquoted,
  _html_template_rcdataescaper: escapeRcdata,
  _html_template_srcsetescaper: filterSrcset,
  _html_template_urlescaper: escapeUrl,
  _html_template_urlfilter: filterUrl,
  _html_template_urlnormalizer: normalizeUrl,
} as const satisfies Record<string, (content: Content) => string>

export type EscaperName = keyof typeof textEscapers | '_html_template_jsvalescaper'

const operands = { parameters: [anyType], isVariadic: true }

/** All functions that an escaped tree calls beside the template's own, by name. No text that is parsed may name them. */
export const escaperFunctions: ReadonlyMap<string, GoFunction> = new Map<string, GoFunction>([
  ...Object.entries(textEscapers).map(([name, escaper]): [string, GoFunction] => {
    return [name, { ...operands, call: ([value]) => escaper(contentOf(value)) }]
  }),
  ['_html_template_jsvalescaper', { ...operands, call: ([value], context) => jsValue(value, context) }],
  // What stands before `html` or `urlquery` when they were given arguments in the template.
  ['_eval_args_', { ...operands, call: (values) => sprint(values) }],
])

/** The value's text, and whether it is to be trusted. Nil is no text at all. */
function contentOf(value: Value): Content {
  const bare = unwrapped(value)
  const text = textIn(bare)
  if (text === undefined) return { text: bare === undefined ? '' : sprint([bare]), type: 'plain' }
  if (!(bare instanceof Scalar)) return { text, type: 'plain' }
  if (bare.type === htmlType) return { text, type: 'html' }
  if (bare.type === urlType) return { text, type: 'url' }
  return { text: sprint([bare]), type: 'plain' }
}

function jsValue(value: Value, context: CallContext): string {
  try {
    return padJson(scriptJson(unwrapped(value), context))
  } catch (error) {
    return nullWithReason(error instanceof Error ? error.message : String(error))
  }
}

/** As toJson, but what has a String method and no JSON of its own is written as that text. */
function scriptJson(value: Value, context: CallContext): string {
  if (value === undefined) return 'null'
  if (value instanceof Pointer && value.target !== undefined) return scriptJson(value.target, context)
  const type = typeOf(value)
  const string = type === timeType ? undefined : type.methods.get('String')
  if (string !== undefined) return goJsonString(string.call(value, [], context) as string)
  return jsonText(value, (work) => context.spend(work))
}
