// How text moves the context on in HTML itself: tags, attribute names, comments, the plain and URL-like attribute values.
// As Go's html/template (transition.go). Each step reads as much text as belongs to one token.

import { goQuote } from '../../model/go-quote.ts'
import { attributeContent } from './attribute-kind.ts'
import {
  type AttributeKind,
  type Context,
  type Delimiter,
  type ElementKind,
  errorContext,
  isComment,
  isInScriptLiteral,
  type State,
  startContext,
} from './context.ts'
import { EscapeProblem } from './escape-error.ts'

/** The context after some text, and how much of it has been read. */
export interface Step {
  readonly context: Context
  readonly read: number
}

const elements: Readonly<Record<string, ElementKind>> = {
  meta: 'elementMeta',
  script: 'elementScript',
  style: 'elementStyle',
  textarea: 'elementTextarea',
  title: 'elementTitle',
}

const bodyStates: Readonly<Record<ElementKind, State>> = {
  elementNone: 'stateText',
  elementScript: 'stateJS',
  elementStyle: 'stateCSS',
  elementTextarea: 'stateRCDATA',
  elementTitle: 'stateRCDATA',
  elementMeta: 'stateText',
}

/** The state in which the value of an attribute starts. */
export const valueStates: Readonly<Record<AttributeKind, State>> = {
  attrNone: 'stateAttr',
  attrScript: 'stateJS',
  attrScriptType: 'stateAttr',
  attrStyle: 'stateCSS',
  attrURL: 'stateURL',
  attrSrcset: 'stateSrcset',
  attrMetaContent: 'stateMetaContent',
}

const endTags: Readonly<Record<ElementKind, RegExp | undefined>> = {
  elementNone: undefined,
  elementScript: /<\/script[> \t\n\f/]/i,
  elementStyle: /<\/style[> \t\n\f/]/i,
  elementTextarea: /<\/textarea[> \t\n\f/]/i,
  elementTitle: /<\/title[> \t\n\f/]/i,
  elementMeta: /<\/[> \t\n\f/]/,
}

export function afterText(context: Context, text: string): Step {
  const found = /<(?:!--|(\/?)([a-z][a-z0-9]*(?:[:-][a-z0-9]+)*))/i.exec(text)
  if (found === null) return { context, read: text.length }
  const read = found.index + found[0].length
  const name = found[2]
  if (name === undefined) return { context: { ...startContext, state: 'stateHTMLCmt' }, read }
  const element = found[1] === '/' ? undefined : elements[name.toLowerCase()]
  return { context: { ...startContext, state: 'stateTag', element: element ?? 'elementNone' }, read }
}

/** Inside of a tag: the next attribute's name, or the tag's end. */
export function afterTag(context: Context, text: string): Step {
  const start = skipSpace(text, 0)
  if (start === text.length) return { context, read: start }
  const { element } = context
  if (text[start] === '>') {
    // <meta> has no body, and with it no end tag that would leave it.
    const body = element === 'elementMeta' ? 'elementNone' : element
    return { context: { ...startContext, state: bodyStates[body], element: body }, read: start + 1 }
  }
  const end = attributeNameEnd(text, start)
  if (end instanceof EscapeProblem) return failed(end, text)
  if (end === start) {
    const description = `expected space, attr name, or end of tag, but got ${goQuote(text.slice(start))}`
    return failed(new EscapeProblem({ code: 'ErrBadHTML', description }), text)
  }
  const state = end === text.length ? 'stateAttrName' : 'stateAfterName'
  const attribute = attributeKind(element, text.slice(start, end).toLowerCase())
  return { context: { ...startContext, state, element, attribute }, read: end }
}

export function afterAttributeName(context: Context, text: string): Step {
  const end = attributeNameEnd(text, 0)
  if (end instanceof EscapeProblem) return failed(end, text)
  return { context: end === text.length ? context : { ...context, state: 'stateAfterName' }, read: end }
}

/** Between an attribute's name and its equals sign, or the next name if there is none. */
export function afterName(context: Context, text: string): Step {
  const start = skipSpace(text, 0)
  if (start === text.length) return { context, read: start }
  if (text[start] !== '=') return { context: { ...context, state: 'stateTag' }, read: start }
  return { context: { ...context, state: 'stateBeforeValue' }, read: start + 1 }
}

export function afterEqualsSign(context: Context, text: string): Step {
  const start = skipSpace(text, 0)
  if (start === text.length) return { context, read: start }
  const delimiter = delimiterOf(text[start])
  const read = delimiter === 'delimSpaceOrTagEnd' ? start : start + 1
  return { context: { ...context, state: valueStates[context.attribute], delimiter }, read }
}

export function afterMarkupComment(context: Context, text: string): Step {
  const end = text.indexOf('-->')
  return end < 0 ? { context, read: text.length } : { context: startContext, read: end + 3 }
}

/** The end tag of the script, style, title or textarea that the context is in; all of the text where there is none. */
export function afterBody(context: Context, text: string): Step {
  const found = endsWithTag(context) ? endTags[context.element]?.exec(text) : null
  return found == null ? { context, read: text.length } : { context: startContext, read: found.index }
}

/** False where an end tag is text: in a script's literals and comments, where the escaper writes it in another way. */
export function endsWithTag({ element, state }: Context): boolean {
  return element !== 'elementScript' || !(isInScriptLiteral(state) || isComment(state))
}

export function afterPlainValue(context: Context, text: string): Step {
  return { context, read: text.length }
}

export function afterUrl(context: Context, text: string): Step {
  return { context: { ...context, urlPart: urlPartAfter(context, text) }, read: text.length }
}

/** The content of <meta http-equiv=refresh>: `5; url=…`. */
export function afterMetaContent(context: Context, text: string): Step {
  const found = /url[ \t\n\f\r]*=/i.exec(text)
  if (found === null) return { context, read: text.length }
  return { context: { ...context, state: 'stateMetaContentURL' }, read: found.index + found[0].length }
}

export function afterMetaUrl(context: Context, text: string): Step {
  const end = text.indexOf(';')
  if (end < 0) return { context, read: text.length }
  return { context: { ...context, state: 'stateMetaContent' }, read: end + 1 }
}

/** The error context, all of the text read. */
export function failed(problem: EscapeProblem, text: string): Step {
  return { context: errorContext(problem), read: text.length }
}

function urlPartAfter({ urlPart }: Context, text: string): Context['urlPart'] {
  if (/[#?]/.test(text)) return 'urlPartQueryOrFrag'
  if (urlPart === 'urlPartNone' && skipSpace(text, 0) !== text.length) return 'urlPartPreQuery'
  return urlPart
}

function attributeKind(element: ElementKind, name: string): AttributeKind {
  if (element === 'elementScript' && name === 'type') return 'attrScriptType'
  if (element === 'elementMeta' && name === 'content') return 'attrMetaContent'
  switch (attributeContent(name)) {
    case 'url':
      return 'attrURL'
    case 'css':
      return 'attrStyle'
    case 'js':
      return 'attrScript'
    case 'srcset':
      return 'attrSrcset'
    default:
      return 'attrNone'
  }
}

function attributeNameEnd(text: string, start: number): number | EscapeProblem {
  const length = text.slice(start).search(/[ \t\n\f\r=>'"<]/)
  if (length < 0) return text.length
  const end = start + length
  const character = text[end] as string
  if (!`'"<`.includes(character)) return end
  const shown = goQuote([...text].slice(0, 32).join(''))
  return new EscapeProblem({ code: 'ErrBadHTML', description: `${goQuote(character)} in attribute name: ${shown}` })
}

function delimiterOf(character: string | undefined): Delimiter {
  if (character === "'") return 'delimSingleQuote'
  return character === '"' ? 'delimDoubleQuote' : 'delimSpaceOrTagEnd'
}

function skipSpace(text: string, from: number): number {
  const space = /[ \t\n\f\r]*/y
  space.lastIndex = from
  return from + (space.exec(text)?.[0].length ?? 0)
}
