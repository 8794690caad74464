// What the context is after branches that may have been taken or not. As Go's html/template (escape.go join, nudge).

import type { TemplatePlace } from '../template-error.ts'
import { type Context, describeContext, errorContext, sameContext } from './context.ts'
import { EscapeProblem } from './escape-error.ts'
import { valueStates } from './markup-transition.ts'

/** The branching as an error names it: its keyword, and where it stands. */
export interface Branching {
  readonly keyword: 'if' | 'range' | 'with'
  readonly place: () => TemplatePlace
}

/** The context after either of two branches; an error when they differ in more than what can be left open. */
export function join(a: Context, b: Context, branching: Branching): Context {
  if (a.state === 'stateError') return a
  if (b.state === 'stateError') return b
  if (a.state === 'stateDead') return b
  if (b.state === 'stateDead') return a
  if (sameContext(a, b)) return a
  if (sameContext({ ...a, urlPart: b.urlPart }, b)) return { ...a, urlPart: 'urlPartUnknown' }
  if (sameContext({ ...a, slash: b.slash }, b)) return { ...a, slash: 'jsCtxUnknown' }
  // In `<p title={{if .C}}{{.}}{{end}}` one branch is inside of the value, the other before it: the same place.
  const nudgedA = nudge(a)
  const nudgedB = nudge(b)
  if (!sameContext(a, nudgedA) || !sameContext(b, nudgedB)) {
    const joined = join(nudgedA, nudgedB, branching)
    if (joined.state !== 'stateError') return joined
  }
  const description = `{{${branching.keyword}}} branches end in different contexts: ${describeContext(a)}, ${describeContext(b)}`
  return errorContext(new EscapeProblem({ code: 'ErrBranchEnd', place: branching.place(), description }))
}

/** The context in which a value would stand right here: a new name, or the start of a value without quotes. */
export function nudge(context: Context): Context {
  switch (context.state) {
    case 'stateTag':
      return { ...context, state: 'stateAttrName' }
    case 'stateBeforeValue':
      return {
        ...context,
        state: valueStates[context.attribute],
        delimiter: 'delimSpaceOrTagEnd',
        attribute: 'attrNone',
      }
    case 'stateAfterName':
      return { ...context, state: 'stateAttrName', attribute: 'attrNone' }
    default:
      return context
  }
}
