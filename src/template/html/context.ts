// Where in a document an action stands: the state that a browser's parser would be in there.
// The values carry the names of Go's html/template (context.go), since its error messages print them.

import type { BreakNode } from '../nodes.ts'
import type { EscapeProblem } from './escape-error.ts'

/** The high-level state of the parser. */
export type State =
  | 'stateText'
  | 'stateTag'
  | 'stateAttrName'
  | 'stateAfterName'
  | 'stateBeforeValue'
  | 'stateHTMLCmt'
  | 'stateRCDATA'
  | 'stateAttr'
  | 'stateURL'
  | 'stateSrcset'
  | 'stateJS'
  | 'stateJSDqStr'
  | 'stateJSSqStr'
  | 'stateJSTmplLit'
  | 'stateJSRegexp'
  | 'stateJSBlockCmt'
  | 'stateJSLineCmt'
  | 'stateJSHTMLOpenCmt'
  | 'stateJSHTMLCloseCmt'
  | 'stateCSS'
  | 'stateCSSDqStr'
  | 'stateCSSSqStr'
  | 'stateCSSDqURL'
  | 'stateCSSSqURL'
  | 'stateCSSURL'
  | 'stateCSSBlockCmt'
  | 'stateCSSLineCmt'
  | 'stateError'
  | 'stateMetaContent'
  | 'stateMetaContentURL'
  /** After {{break}} and {{continue}}: never reached. */
  | 'stateDead'

/** What will end the attribute's value. */
export type Delimiter = 'delimNone' | 'delimDoubleQuote' | 'delimSingleQuote' | 'delimSpaceOrTagEnd'

/** The part of a URL; unknown where branches leave off in different ones. */
export type UrlPart = 'urlPartNone' | 'urlPartPreQuery' | 'urlPartQueryOrFrag' | 'urlPartUnknown'

/** What a slash would start in a script. */
export type SlashMeaning = 'jsCtxRegexp' | 'jsCtxDivOp' | 'jsCtxUnknown'

/** What the value of the attribute is. */
export type AttributeKind =
  | 'attrNone'
  | 'attrScript'
  | 'attrScriptType'
  | 'attrStyle'
  | 'attrURL'
  | 'attrSrcset'
  | 'attrMetaContent'

/** The element whose tag or body this is, if it is one with a body or an attribute of its own kind. */
export type ElementKind =
  | 'elementNone'
  | 'elementScript'
  | 'elementStyle'
  | 'elementTextarea'
  | 'elementTitle'
  | 'elementMeta'

export interface Context {
  readonly state: State
  readonly delimiter: Delimiter
  readonly urlPart: UrlPart
  readonly slash: SlashMeaning
  /** For each `${` of a JavaScript template literal that is open here: how many braces are open in it. */
  readonly braceDepths: readonly number[]
  readonly attribute: AttributeKind
  readonly element: ElementKind
  /** In 'stateError' alone. */
  readonly problem: EscapeProblem | undefined
  /** The {{break}} or {{continue}} at which this context was left. */
  readonly leftAt: BreakNode | undefined
}

/** Where every document starts. */
export const startContext: Context = {
  state: 'stateText',
  delimiter: 'delimNone',
  urlPart: 'urlPartNone',
  slash: 'jsCtxRegexp',
  braceDepths: [],
  attribute: 'attrNone',
  element: 'elementNone',
  problem: undefined,
  leftAt: undefined,
}

/** The context after a mistake; it stays to the end. */
export function errorContext(problem: EscapeProblem): Context {
  return { ...startContext, state: 'stateError', problem }
}

export function sameContext(a: Context, b: Context): boolean {
  return (
    a.state === b.state &&
    a.delimiter === b.delimiter &&
    a.urlPart === b.urlPart &&
    a.slash === b.slash &&
    a.braceDepths.join() === b.braceDepths.join() &&
    a.attribute === b.attribute &&
    a.element === b.element &&
    a.problem === b.problem
  )
}

/** As Go prints a context in an error. */
export function describeContext(context: Context): string {
  const { state, delimiter, urlPart, slash, braceDepths, attribute, element, problem } = context
  const parts = [state, delimiter, urlPart, slash, `[${braceDepths.join(' ')}]`, attribute, element]
  return `{${[...parts, problem?.message('') ?? '<nil>'].join(' ')}}`
}

/** The name of a template as it is when it starts in a context other than text: Go shows it in the errors of a render. */
export function derivedName(name: string, context: Context): string {
  const { state, delimiter, urlPart, slash, braceDepths, attribute, element } = context
  if (state === 'stateText') return name
  let derived = `${name}$htmltemplate_${state}`
  if (delimiter !== 'delimNone') derived += `_${delimiter}`
  if (urlPart !== 'urlPartNone') derived += `_${urlPart}`
  if (slash !== 'jsCtxRegexp') derived += `_${slash}`
  if (braceDepths.length > 0) derived += `_jsBraceDepth([${braceDepths.join(' ')}])`
  if (attribute !== 'attrNone') derived += `_${attribute}`
  if (element !== 'elementNone') derived += `_${element}`
  return derived
}

/** True in comments, whose content is for the template's author and is dropped. */
export function isComment(state: State): boolean {
  switch (state) {
    case 'stateHTMLCmt':
    case 'stateJSBlockCmt':
    case 'stateJSLineCmt':
    case 'stateJSHTMLOpenCmt':
    case 'stateJSHTMLCloseCmt':
    case 'stateCSSBlockCmt':
    case 'stateCSSLineCmt':
      return true
    default:
      return false
  }
}

/** True in the literals of a script, where `</script` and the like need escaping instead of ending it. */
export function isInScriptLiteral(state: State): boolean {
  return state === 'stateJSDqStr' || state === 'stateJSSqStr' || state === 'stateJSTmplLit' || state === 'stateJSRegexp'
}
