// Which escapers an action needs in its context, and why some actions cannot stand there. As Go's html/template
// (escape.go escapeAction).

import { goQuote } from '../../model/go-quote.ts'
import { type ActionNode, describeNode } from '../nodes.ts'
import type { TemplatePlace } from '../template-error.ts'
import { type Context, errorContext, isComment } from './context.ts'
import { type EscapeErrorCode, EscapeProblem } from './escape-error.ts'
import type { EscaperName } from './escapers.ts'
import { nudge } from './join.ts'
import { calledFunction, isPredefinedEscaper } from './pipeline.ts'

/** The context after the action, and what escapes its value. */
export interface EscapedAction {
  readonly context: Context
  readonly escapers: readonly EscaperName[]
}

export function escapeAction(before: Context, action: ActionNode, place: () => TemplatePlace): EscapedAction {
  // An assignment prints nothing.
  if (action.pipe.declarations.length > 0) return { context: before, escapers: [] }
  const context = nudge(before)
  const misplaced = misplacedEscaper(context, action)
  if (misplaced !== undefined) {
    const description = `predefined escaper ${goQuote(misplaced)} disallowed in template`
    return failed({ code: 'ErrPredefinedEscaper', place: place(), description })
  }
  if (context.state === 'stateError') return { context, escapers: [] }
  const escapers = escapersFor(context)
  if (escapers === undefined) {
    const description = `${describeNode(action)} appears in an ambiguous context within a URL`
    return failed({ code: 'ErrAmbigContext', place: place(), description })
  }
  return { context: afterAction(context), escapers: [...escapers, ...attributeEscapers(context)] }
}

/** `html` or `urlquery` where it does not stand last, or where it would not be enough. */
function misplacedEscaper(context: Context, { pipe }: ActionNode): string | undefined {
  const isUnquoted = context.state === 'stateAttr' && context.delimiter === 'delimSpaceOrTagEnd'
  for (const [i, command] of pipe.commands.entries()) {
    const name = calledFunction(command)
    if (name === undefined || !isPredefinedEscaper(name)) continue
    if (i < pipe.commands.length - 1 || (isUnquoted && name === 'html')) return name
  }
  return undefined
}

function afterAction(context: Context): Context {
  // After a value, a slash divides.
  if (context.state === 'stateJS') return { ...context, slash: 'jsCtxDivOp' }
  return context.state === 'stateTag' ? { ...context, state: 'stateAttrName' } : context
}

/** Undefined where it is unknown which part of a URL this is. */
function escapersFor({ state, urlPart }: Context): readonly EscaperName[] | undefined {
  switch (state) {
    case 'stateURL':
    case 'stateCSSDqURL':
    case 'stateCSSSqURL':
    case 'stateCSSURL':
      return urlEscapers(urlPart, '_html_template_urlnormalizer')
    case 'stateCSSDqStr':
    case 'stateCSSSqStr':
      return urlEscapers(urlPart, '_html_template_cssescaper')
    case 'stateMetaContentURL':
      return ['_html_template_urlfilter']
    case 'stateJS':
      return ['_html_template_jsvalescaper']
    case 'stateJSDqStr':
    case 'stateJSSqStr':
      return ['_html_template_jsstrescaper']
    case 'stateJSTmplLit':
      return ['_html_template_jstmpllitescaper']
    case 'stateJSRegexp':
      return ['_html_template_jsregexpescaper']
    case 'stateCSS':
      return ['_html_template_cssvaluefilter']
    case 'stateText':
      return ['_html_template_htmlescaper']
    case 'stateRCDATA':
      return ['_html_template_rcdataescaper']
    case 'stateAttrName':
    case 'stateTag':
      return ['_html_template_htmlnamefilter']
    case 'stateSrcset':
      return ['_html_template_srcsetescaper']
    default:
      return isComment(state) ? ['_html_template_commentescaper'] : []
  }
}

function urlEscapers(part: Context['urlPart'], frontEscaper: EscaperName): readonly EscaperName[] | undefined {
  switch (part) {
    case 'urlPartNone':
      return ['_html_template_urlfilter', frontEscaper]
    case 'urlPartPreQuery':
      return [frontEscaper]
    case 'urlPartQueryOrFrag':
      return ['_html_template_urlescaper']
    case 'urlPartUnknown':
      return undefined
  }
}

/** What the attribute around it all needs. */
function attributeEscapers({ delimiter }: Context): readonly EscaperName[] {
  if (delimiter === 'delimNone') return []
  return delimiter === 'delimSpaceOrTagEnd' ? ['_html_template_nospaceescaper'] : ['_html_template_attrescaper']
}

function failed(source: { code: EscapeErrorCode; place: TemplatePlace; description: string }): EscapedAction {
  return { context: errorContext(new EscapeProblem(source)), escapers: [] }
}
