// The automaton: for every state, how text moves it on; and where an attribute's value or an element's body ends.
// As Go's html/template (transition.go, escape.go contextAfterText).

import { goQuote } from '../../model/go-quote.ts'
import { decodeCharacterReferences } from './character-reference.ts'
import { type Context, type Delimiter, type ElementKind, type State, startContext } from './context.ts'
import { EscapeProblem } from './escape-error.ts'
import { isScriptType } from './js.ts'
import {
  afterAttributeName,
  afterBody,
  afterEqualsSign,
  afterMarkupComment,
  afterMetaContent,
  afterMetaUrl,
  afterName,
  afterPlainValue,
  afterTag,
  afterText,
  afterUrl,
  endsWithTag,
  failed,
  type Step,
} from './markup-transition.ts'
import {
  afterBlockComment,
  afterLineComment,
  afterRegexp,
  afterScript,
  afterString,
  afterTemplateLiteral,
} from './script-transition.ts'
import { afterStyle, afterStyleString } from './style-transition.ts'

/** By state: the context after the next token of the text. */
export const transitions: Readonly<Record<State, (context: Context, text: string) => Step>> = {
  stateText: afterText,
  stateTag: afterTag,
  stateAttrName: afterAttributeName,
  stateAfterName: afterName,
  stateBeforeValue: afterEqualsSign,
  stateHTMLCmt: afterMarkupComment,
  stateRCDATA: afterBody,
  stateAttr: afterPlainValue,
  stateURL: afterUrl,
  stateSrcset: afterUrl,
  stateMetaContent: afterMetaContent,
  stateMetaContentURL: afterMetaUrl,
  stateJS: afterScript,
  stateJSDqStr: afterString,
  stateJSSqStr: afterString,
  stateJSTmplLit: afterTemplateLiteral,
  stateJSRegexp: afterRegexp,
  stateJSBlockCmt: afterBlockComment,
  stateJSLineCmt: afterLineComment,
  stateJSHTMLOpenCmt: afterLineComment,
  stateJSHTMLCloseCmt: afterLineComment,
  stateCSS: afterStyle,
  stateCSSDqStr: afterStyleString,
  stateCSSSqStr: afterStyleString,
  stateCSSDqURL: afterStyleString,
  stateCSSSqURL: afterStyleString,
  stateCSSURL: afterStyleString,
  stateCSSBlockCmt: afterBlockComment,
  stateCSSLineCmt: afterLineComment,
  stateError: afterPlainValue,
  stateDead: afterPlainValue,
}

/** What ends the value of an attribute. */
export const valueEnds: Readonly<Record<Exclude<Delimiter, 'delimNone'>, RegExp>> = {
  delimDoubleQuote: /"/,
  delimSingleQuote: /'/,
  delimSpaceOrTagEnd: /[ \t\n\f\r>]/,
}

/** A text that is read token by token. Where the bodies of its elements end is looked up once for each, not for each token. */
export class ReadText {
  readonly #text: string
  readonly #bodyEnds = new Map<ElementKind, number>()

  constructor(text: string) {
    this.#text = text
  }

  /** The context after the token that starts at `at`, and how much was read. */
  contextAfter(context: Context, at: number): Step {
    if (context.delimiter !== 'delimNone') return afterValue(context, this.#text.slice(at), context.delimiter)
    const end = endsWithTag(context) ? this.#bodyEnd(context.element, at) : this.#text.length
    if (end === at) return { context: startContext, read: 0 }
    return transitions[context.state](context, this.#text.slice(at, end))
  }

  #bodyEnd(element: ElementKind, at: number): number {
    const known = this.#bodyEnds.get(element)
    if (known !== undefined && known >= at) return known
    const { read } = afterBody({ ...startContext, state: 'stateRCDATA', element }, this.#text.slice(at))
    this.#bodyEnds.set(element, at + read)
    return at + read
  }
}

function afterValue(context: Context, text: string, delimiter: Exclude<Delimiter, 'delimNone'>): Step {
  const found = text.search(valueEnds[delimiter])
  const value = found < 0 ? text : text.slice(0, found)
  const bad = delimiter === 'delimSpaceOrTagEnd' ? /["'<=`]/.exec(value)?.[0] : undefined
  if (bad !== undefined) {
    const description = `${goQuote(bad)} in unquoted attr: ${goQuote(value)}`
    return failed(new EscapeProblem({ code: 'ErrBadHTML', description }), text)
  }
  if (found < 0) return { context: insideValue(context, text), read: text.length }
  const isData = context.state === 'stateAttr' && context.attribute === 'attrScriptType' && !isScriptType(value)
  const element = isData && context.element === 'elementScript' ? 'elementNone' : context.element
  const read = delimiter === 'delimSpaceOrTagEnd' ? found : found + 1
  return { context: { ...startContext, state: 'stateTag', element }, read }
}

/** The value goes on after the text. What it holds is read with its references decoded, as a browser does. */
function insideValue(before: Context, text: string): Context {
  let context = before
  let rest = decodeCharacterReferences(text)
  while (rest !== '') {
    const step = transitions[context.state](context, rest)
    context = step.context
    rest = rest.slice(step.read)
  }
  return context
}
