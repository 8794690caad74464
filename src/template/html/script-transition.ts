// How text moves the context on in JavaScript: strings, template literals, regular expressions, comments, and whether
// the next slash divides or starts a regular expression. As Go's html/template (transition.go, js.go).

import { goQuote } from '../../model/go-quote.ts'
import type { Context, SlashMeaning } from './context.ts'
import { EscapeProblem } from './escape-error.ts'
import { failed, type Step } from './markup-transition.ts'

/** Words after which a slash starts a regular expression. */
const regexpPreceders = /^(?:break|case|continue|delete|do|else|finally|in|instanceof|return|throw|try|typeof|void)$/

export function afterScript(before: Context, text: string): Step {
  const at = text.search(/["`'/{}<\-#]/)
  if (at < 0) return { context: { ...before, slash: slashAfter(text, before.slash) }, read: text.length }
  const context = { ...before, slash: slashAfter(text.slice(0, at), before.slash) }
  const rest = text.slice(at)
  switch (rest[0]) {
    case '"':
      return { context: { ...context, state: 'stateJSDqStr', slash: 'jsCtxRegexp' }, read: at + 1 }
    case "'":
      return { context: { ...context, state: 'stateJSSqStr', slash: 'jsCtxRegexp' }, read: at + 1 }
    case '`':
      return { context: { ...context, state: 'stateJSTmplLit', slash: 'jsCtxRegexp' }, read: at + 1 }
    case '/':
      return afterSlash(context, { text, at })
    // JavaScript takes HTML's comment marks for the start of a comment that ends with the line.
    case '<':
      if (!rest.startsWith('<!--')) break
      return { context: { ...context, state: 'stateJSHTMLOpenCmt' }, read: at + 4 }
    case '-':
      if (!rest.startsWith('-->')) break
      return { context: { ...context, state: 'stateJSHTMLCloseCmt' }, read: at + 3 }
    case '#':
      if (!rest.startsWith('#!')) break
      return { context: { ...context, state: 'stateJSLineCmt' }, read: at + 2 }
    case '{':
      return { context: { ...context, braceDepths: opened(context.braceDepths) }, read: at + 1 }
    case '}':
      return { context: afterClosingBrace(context), read: at + 1 }
  }
  return { context, read: at + 1 }
}

export function afterTemplateLiteral(context: Context, text: string): Step {
  const special = /\\([\s\S]?)|\$\{|`/g
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const read = special.lastIndex
    if (found[0] === '\\') return unfinishedEscape(text)
    if (found[0] === '`') return { context: { ...context, state: 'stateJS' }, read }
    if (found[0] === '${') {
      return { context: { ...context, state: 'stateJS', braceDepths: [...context.braceDepths, 0] }, read }
    }
  }
  return { context, read: text.length }
}

export function afterString(context: Context, text: string): Step {
  const special = context.state === 'stateJSSqStr' ? /\\([\s\S]?)|'/g : /\\([\s\S]?)|"/g
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    if (found[0] === '\\') return unfinishedEscape(text)
    if (!found[0].startsWith('\\')) return literalEnd(context, special.lastIndex)
  }
  return { context, read: text.length }
}

export function afterRegexp(context: Context, text: string): Step {
  const special = /\\([\s\S]?)|[/[\]]/g
  let inCharset = false
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    if (found[0] === '\\') return unfinishedEscape(text)
    if (found[0] === '[') inCharset = true
    else if (found[0] === ']') inCharset = false
    else if (found[0] === '/' && !inCharset && !isEndTagSlash(text, found.index)) {
      return literalEnd(context, special.lastIndex)
    }
  }
  if (!inCharset) return { context, read: text.length }
  const description = `unfinished JS regexp charset: ${goQuote(text)}`
  return failed(new EscapeProblem({ code: 'ErrPartialCharset', description }), text)
}

/** The slash of `</script` does not end a regular expression: the escaper writes the mark before it in another way. */
function isEndTagSlash(text: string, at: number): boolean {
  return text.slice(Math.max(at - 1, 0), at + 7).toLowerCase() === '</script'
}

/** In a comment up to its closing mark, of a script or a style. */
export function afterBlockComment(context: Context, text: string): Step {
  const end = text.indexOf('*/')
  if (end < 0) return { context, read: text.length }
  const state = context.state === 'stateJSBlockCmt' ? 'stateJS' : 'stateCSS'
  return { context: { ...context, state }, read: end + 2 }
}

/** In a comment up to the line's end, which does not belong to it; of a script or a style. */
export function afterLineComment(context: Context, text: string): Step {
  const isStyle = context.state === 'stateCSSLineCmt'
  const end = text.search(isStyle ? /[\n\f\r]/ : /[\n\r\u2028\u2029]/)
  if (end < 0) return { context, read: text.length }
  return { context: { ...context, state: isStyle ? 'stateCSS' : 'stateJS' }, read: end }
}

/**
 * What a slash after some JavaScript means, by its last token alone; blank text leaves it as it was.
 * Good enough for the scripts that people write: `x = ++/foo/i` is read wrongly.
 */
function slashAfter(text: string, before: SlashMeaning): SlashMeaning {
  const script = text.trimEnd()
  if (script === '') return before
  const signs = /(?:\++|-+)$/.exec(script)
  if (signs !== null) return signs[0].length % 2 === 1 ? 'jsCtxRegexp' : 'jsCtxDivOp'
  if (script.endsWith('.')) return /[0-9]\.$/.test(script) ? 'jsCtxDivOp' : 'jsCtxRegexp'
  if (/[,<>=*%&|^?!~([:;{}]$/.test(script)) return 'jsCtxRegexp'
  const word = /[$\w]*$/.exec(script)?.[0] ?? ''
  return regexpPreceders.test(word) ? 'jsCtxRegexp' : 'jsCtxDivOp'
}

function afterSlash(context: Context, { text, at }: { text: string; at: number }): Step {
  if (text[at + 1] === '/') return { context: { ...context, state: 'stateJSLineCmt' }, read: at + 2 }
  if (text[at + 1] === '*') return { context: { ...context, state: 'stateJSBlockCmt' }, read: at + 2 }
  if (context.slash === 'jsCtxRegexp') return { context: { ...context, state: 'stateJSRegexp' }, read: at + 1 }
  if (context.slash === 'jsCtxDivOp') return { context: { ...context, slash: 'jsCtxRegexp' }, read: at + 1 }
  const shown = goQuote([...text.slice(at)].slice(0, 32).join(''))
  const description = `'/' could start a division or regexp: ${shown}`
  return failed(new EscapeProblem({ code: 'ErrSlashAmbig', description }), text)
}

/** Braces count only inside of a template literal's `${`. */
function opened(depths: readonly number[]): readonly number[] {
  const depth = depths.at(-1)
  return depth === undefined ? depths : depths.with(-1, depth + 1)
}

function afterClosingBrace(context: Context): Context {
  const { braceDepths } = context
  const depth = braceDepths.at(-1)
  if (depth === undefined) return context
  if (depth > 0) return { ...context, braceDepths: braceDepths.with(-1, depth - 1) }
  return { ...context, state: 'stateJSTmplLit', braceDepths: braceDepths.slice(0, -1) }
}

function literalEnd(context: Context, read: number): Step {
  return { context: { ...context, state: 'stateJS', slash: 'jsCtxDivOp' }, read }
}

function unfinishedEscape(text: string): Step {
  const description = `unfinished escape sequence in JS string: ${goQuote(text)}`
  return failed(new EscapeProblem({ code: 'ErrPartialEscape', description }), text)
}
