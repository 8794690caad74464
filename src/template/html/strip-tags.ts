// The text content of trusted HTML, for places that take no tags. As Go's html/template (html.go stripTags).

import { type Context, type State, startContext } from './context.ts'
import { transitions, valueEnds } from './transition.ts'

/** `<b>&iexcl;Hi!</b>` becomes `&iexcl;Hi!`. */
export function stripTags(markup: string): string {
  let context: Context = startContext
  let stripped = ''
  let allText = true
  let at = 0
  while (at < markup.length) {
    if (context.delimiter !== 'delimNone') {
      const length = markup.slice(at).search(valueEnds[context.delimiter])
      if (length < 0) break
      at += context.delimiter === 'delimSpaceOrTagEnd' ? length : length + 1
      context = { ...startContext, state: 'stateTag', element: context.element }
      continue
    }
    const { context: next, read } = transitions[readAs(context)](context, markup.slice(at))
    const token = markup.slice(at, at + read)
    if (isText(context.state)) stripped += next.state === context.state ? token : upToLastTag(token)
    else allText = false
    context = next
    at += read
  }
  if (allText) return markup
  return isText(context.state) ? stripped + markup.slice(at) : stripped
}

/** Scripts and styles count as text here. */
function readAs({ element, state }: Context): State {
  return element === 'elementNone' || isInTag(state) ? state : 'stateRCDATA'
}

function isInTag(state: State): boolean {
  switch (state) {
    case 'stateTag':
    case 'stateAttrName':
    case 'stateAfterName':
    case 'stateBeforeValue':
    case 'stateAttr':
      return true
    default:
      return false
  }
}

function isText(state: State): boolean {
  return state === 'stateText' || state === 'stateRCDATA'
}

function upToLastTag(text: string): string {
  const tag = text.lastIndexOf('<')
  return tag < 0 ? text : text.slice(0, tag)
}
