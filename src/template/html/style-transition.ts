// How text moves the context on in CSS: strings, url(…), comments. As Go's html/template (transition.go).
// Every string is taken for a URL: where it is none, that does no harm.

import { goQuote } from '../../model/go-quote.ts'
import type { Context, State } from './context.ts'
import { decodeCss } from './css.ts'
import { EscapeProblem } from './escape-error.ts'
import { afterUrl, failed, type Step } from './markup-transition.ts'

/** A character that is part of an identifier. */
const nameCharacter = /[-\w\x80-\ufffd]$/

export function afterStyle(context: Context, text: string): Step {
  const special = /[("'/]/g
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    const read = special.lastIndex
    switch (found[0]) {
      case '(':
        if (endsWithUrl(text.slice(0, found.index))) return afterUrlStart(context, { text, at: read })
        break
      case '/':
        if (text[read] === '/') return { context: { ...context, state: 'stateCSSLineCmt' }, read: read + 1 }
        if (text[read] === '*') return { context: { ...context, state: 'stateCSSBlockCmt' }, read: read + 1 }
        break
      case '"':
        return { context: { ...context, state: 'stateCSSDqStr' }, read }
      case "'":
        return { context: { ...context, state: 'stateCSSSqStr' }, read }
    }
  }
  return { context, read: text.length }
}

/** In a string, or in a url(…) with or without quotes. */
export function afterStyleString(before: Context, text: string): Step {
  const special = ends(before.state)
  let context = before
  let from = 0
  /** Where the escape before this one starts: only now is it known how far that one goes. */
  let lastEscape = 0
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    if (found[0] === '\\') {
      const description = `unfinished escape sequence in CSS string: ${goQuote(text)}`
      return failed(new EscapeProblem({ code: 'ErrPartialEscape', description }), text)
    }
    from = special.lastIndex
    if (!found[0].startsWith('\\')) return { context: { ...context, state: 'stateCSS' }, read: from }
    context = afterUrl(context, decodeCss(text.slice(lastEscape, from))).context
    lastEscape = found.index
  }
  return { context: afterUrl(context, decodeCss(text.slice(from))).context, read: text.length }
}

function ends(state: State): RegExp {
  if (state === 'stateCSSDqStr' || state === 'stateCSSDqURL') return /\\[\s\S]?|"/g
  if (state === 'stateCSSSqStr' || state === 'stateCSSSqURL') return /\\[\s\S]?|'/g
  return /\\[\s\S]?|[\t\n\f\r )]/g
}

function endsWithUrl(text: string): boolean {
  const trimmed = text.replace(/[\t\n\f\r ]+$/, '')
  return /url$/i.test(trimmed) && !nameCharacter.test(trimmed.slice(0, -3))
}

function afterUrlStart(context: Context, { text, at }: { text: string; at: number }): Step {
  const blank = /^[\t\n\f\r ]*/.exec(text.slice(at))?.[0].length ?? 0
  const start = at + blank
  if (text[start] === '"') return { context: { ...context, state: 'stateCSSDqURL' }, read: start + 1 }
  if (text[start] === "'") return { context: { ...context, state: 'stateCSSSqURL' }, read: start + 1 }
  return { context: { ...context, state: 'stateCSSURL' }, read: start }
}
