// What becomes of a template's own text: comments are dropped, a `<` that starts no tag is escaped, `</script` in a
// script's string is broken. As Go's html/template (escape.go escapeText).

import { type Context, isComment, isInScriptLiteral } from './context.ts'
import { ReadText } from './transition.ts'

/** The context after the text, and the text to write in its place where that differs. */
export interface EditedText {
  readonly context: Context
  readonly text: string
}

export function editText(before: Context, text: string): EditedText {
  const source = new ReadText(text)
  let context = before
  let edited = ''
  /** How much of the text is in `edited` already. */
  let written = 0
  let at = 0
  while (at < text.length) {
    const { context: next, read } = source.contextAfter(context, at)
    const end = at + read
    if (read === 0 && next.state === context.state) throw new Error(`no way on from ${next.state}`)
    if (context.state === 'stateText' || context.state === 'stateRCDATA') {
      const tag = next.state === context.state ? -1 : text.slice(at, end).lastIndexOf('<')
      const textEnd = tag < 0 ? end : at + tag
      edited += text.slice(written, at) + escapeLoneMarks(text.slice(at, textEnd))
      written = textEnd
    } else if (isComment(context.state) && context.delimiter === 'delimNone') {
      edited += placeholder(context, text.slice(written, end))
      written = end
    }
    if (context.state !== next.state && isComment(next.state) && next.delimiter === 'delimNone') {
      edited += text.slice(written, end - markLength(next))
      written = end
    }
    if (isInScriptLiteral(context.state)) {
      edited += text.slice(written, at) + text.slice(at, end).replace(/<(script|\/script|!--)/giu, '\\x3C$1')
      written = end
    }
    context = next
    at = end
  }
  // The rest of a comment is dropped, too.
  const isDropped = isComment(context.state) && context.delimiter === 'delimNone'
  return { context, text: isDropped ? edited : edited + text.slice(written) }
}

function escapeLoneMarks(text: string): string {
  return text.replace(/<(?!!doctype)/gi, '&lt;')
}

/** What stands in place of a comment: a space, or the line break that JavaScript takes it for. */
function placeholder({ state }: Context, comment: string): string {
  if (state === 'stateJSBlockCmt') return /[\n\r\u2028\u2029]/.test(comment) ? '\n' : ' '
  return state === 'stateCSSBlockCmt' ? ' ' : ''
}

/** Of the mark that started the comment. */
function markLength({ state }: Context): number {
  if (state === 'stateHTMLCmt' || state === 'stateJSHTMLOpenCmt') return 4
  return state === 'stateJSHTMLCloseCmt' ? 3 : 2
}
