// The escaping pass: follows every way through a template and the templates that it calls, and returns trees whose
// actions end in the escapers that their places need. As Go's html/template (escape.go): the same contexts, the same errors.

import { goQuote } from '../../model/go-quote.ts'
import { byteLength } from '../go-text.ts'
import type { ActionNode, BranchNode, BreakNode, ListNode, Node, TemplateNode, TextNode, Tree } from '../nodes.ts'
import type { TemplatePlace } from '../template-error.ts'
import { escapeAction } from './action-escapers.ts'
import { type Context, derivedName, describeContext, errorContext, sameContext, startContext } from './context.ts'
import { EscapeProblem } from './escape-error.ts'
import { Findings } from './findings.ts'
import { join } from './join.ts'
import { editText } from './text-edit.ts'
import { applyEdits } from './tree-edit.ts'

/** How many nodes are looked at. A range is followed twice, so every one around another doubles the work. */
const mostVisits = 200_000

/** A template, and the others that it may call. */
interface Templates {
  readonly tree: Tree
  readonly lookup: (name: string) => Tree | undefined
}

/**
 * Makes a template safe to render as HTML. It has to start and end in the text of a document.
 * @returns the tree to execute, and those that it calls: under names of their own where they are called in other places
 *   than text. Those given are left as they are.
 * @throws EscapeError
 */
export function escapeTemplates({ tree, lookup }: Templates): Templates {
  const findings = new Findings(new Map())
  const context = followed(tree, { lookup, findings })
  if (context.problem !== undefined) throw context.problem.error(tree.name)
  if (context.state !== 'stateText') {
    const description = `ends in a non-text context: ${describeContext(context)}`
    throw new EscapeProblem({ code: 'ErrEndContext', description }).error(tree.name)
  }
  const escaped = new Map<string, Tree>()
  for (const [name, body] of findings.bodies) {
    escaped.set(name, { ...body.tree, name, root: applyEdits(body.tree.root, body.edits) })
  }
  return { tree: escaped.get(tree.name) ?? tree, lookup: (name) => escaped.get(name) }
}

/** The context at the end of the template. */
function followed(tree: Tree, { lookup, findings }: { lookup: Templates['lookup']; findings: Findings }): Context {
  const escaper = new Escaper((name) => (name === tree.name ? tree : lookup(name)))
  try {
    return escaper.call({ name: tree.name, context: startContext, findings, caller: undefined })
  } catch (error) {
    // Out of stack.
    if (!(error instanceof RangeError)) throw error
    const description = 'templates call each other too deeply'
    return errorContext(new EscapeProblem({ code: 'TooComplex', description }))
  }
}

/** The contexts at which loops are left early. */
interface Loop {
  readonly outer: Loop | undefined
  readonly breaks: Context[]
  readonly continues: Context[]
}

/** The template whose nodes are being looked at, and where its findings go. */
interface Scope {
  readonly derived: string
  readonly tree: Tree
  readonly findings: Findings
  readonly loop: Loop | undefined
}

class Escaper {
  readonly #lookup: Templates['lookup']
  #visits = 0

  constructor(lookup: Templates['lookup']) {
    this.#lookup = lookup
  }

  /** The context after a template that is called in the given one. */
  call(called: {
    readonly name: string
    readonly context: Context
    readonly findings: Findings
    readonly caller: { readonly node: TemplateNode; readonly scope: Scope } | undefined
  }): Context {
    const { name, context, findings, caller } = called
    // Go follows templates that are called after a mistake, too: at every depth twice as often.
    if (context.state === 'stateError') return context
    const derived = derivedName(name, context)
    findings.called.add(derived)
    const known = findings.outputs.get(derived)
    if (known !== undefined) return known
    const tree = this.#lookup(name)
    if (tree === undefined) {
      const place = caller === undefined ? {} : { place: placeOf(caller.scope.tree, caller.node) }
      const description = `no such template ${goQuote(name)}`
      return errorContext(new EscapeProblem({ code: 'ErrNoSuchTemplate', description, ...place }))
    }
    return this.#afterTemplate(context, { derived, tree, findings, loop: undefined })
  }

  /** Follows a template, which may call itself, from a guess at the context after it. */
  #afterTemplate(context: Context, scope: Scope): Context {
    const first = this.#afterBody({ before: context, guess: context }, scope)
    if (first.holds) return first.context
    // Perhaps it ends in the context that the wrong guess led to.
    const second = this.#afterBody({ before: first.context, guess: first.context }, scope)
    if (second.holds) return second.context
    if (first.context.state === 'stateError') return first.context
    const description = `cannot compute output context for template ${scope.derived}`
    const place = placeOf(scope.tree, scope.tree.root)
    return errorContext(new EscapeProblem({ code: 'ErrOutputContext', place, description }))
  }

  #afterBody(
    { before, guess }: { before: Context; guess: Context },
    scope: Scope,
  ): { context: Context; holds: boolean } {
    scope.findings.outputs.set(scope.derived, guess)
    const findings = new Findings(scope.findings.outputs)
    const context = this.#afterList(before, scope.tree.root, { ...scope, findings })
    const holds = context.state !== 'stateError' && (!findings.called.has(scope.derived) || sameContext(guess, context))
    if (holds) {
      scope.findings.editsOf(scope.derived, scope.tree)
      scope.findings.merge(findings)
    }
    return { context, holds }
  }

  #afterList(before: Context, list: ListNode | undefined, scope: Scope): Context {
    let context = before
    for (const node of list?.nodes ?? []) {
      context = this.#afterNode(context, node, scope)
      if (context.state === 'stateDead') break
    }
    return context
  }

  #afterNode(context: Context, node: Node, scope: Scope): Context {
    if (++this.#visits > mostVisits) {
      const description = 'too many branches to follow'
      return errorContext(new EscapeProblem({ code: 'TooComplex', place: placeOf(scope.tree, node), description }))
    }
    switch (node.kind) {
      case 'action':
        return this.#afterAction(context, node, scope)
      case 'text':
        return this.#afterText(context, node, scope)
      case 'if':
      case 'with':
        return this.#afterChoice(context, node, scope)
      case 'range':
        return this.#afterRange(context, node, scope)
      case 'break':
      case 'continue':
        return this.#leaveLoop(context, node, scope)
      case 'template':
        return this.#afterCall(context, node, scope)
      default:
        return node satisfies never
    }
  }

  #afterAction(before: Context, node: ActionNode, scope: Scope): Context {
    const { context, escapers } = escapeAction(before, node, () => placeOf(scope.tree, node))
    if (escapers.length > 0) scope.findings.editsOf(scope.derived, scope.tree).set(node, { escapers })
    return context
  }

  #afterText(before: Context, node: TextNode, scope: Scope): Context {
    const { context, text } = editText(before, node.text)
    if (text !== node.text) scope.findings.editsOf(scope.derived, scope.tree).set(node, { text })
    return context
  }

  #afterCall(before: Context, node: TemplateNode, scope: Scope): Context {
    const { findings } = scope
    const name = derivedName(node.name, before)
    const context = this.call({ name: node.name, context: before, findings, caller: { node, scope } })
    if (name !== node.name) findings.editsOf(scope.derived, scope.tree).set(node, { name })
    return context
  }

  #afterChoice(before: Context, node: BranchNode, scope: Scope): Context {
    const taken = this.#afterList(before, node.list, scope)
    const otherwise = this.#afterList(before, node.elseList, scope)
    return join(taken, otherwise, { keyword: node.kind, place: () => placeOf(scope.tree, node) })
  }

  #afterRange(before: Context, node: BranchNode, scope: Scope): Context {
    const branching = { keyword: 'range', place: () => placeOf(scope.tree, node) } as const
    const loop: Loop = { outer: scope.loop, breaks: [], continues: [] }
    const once = joinLoop(this.#afterList(before, node.list, { ...scope, loop }), loop, scope)
    if (once.state === 'stateError') return once
    // The second time around has to come out where the first did.
    const again: Loop = { outer: scope.loop, breaks: [], continues: [] }
    const findings = new Findings(scope.findings.outputs)
    const twice = join(once, this.#afterList(once, node.list, { ...scope, loop: again, findings }), branching)
    if (twice.state === 'stateError') {
      twice.problem?.addLoop('on range loop re-entry: ', node.line)
      return twice
    }
    const joined = joinLoop(twice, again, scope)
    if (joined.state === 'stateError') return joined
    return join(joined, this.#afterList(before, node.elseList, scope), branching)
  }

  #leaveLoop(context: Context, node: BreakNode, { loop }: Scope): Context {
    const left = { ...context, leftAt: node }
    if (node.kind === 'break') loop?.breaks.push(left)
    else loop?.continues.push(left)
    return { ...startContext, state: 'stateDead' }
  }
}

/** The context after a loop that may also have been left at its breaks and gone on at its continues. */
function joinLoop(after: Context, loop: Loop, scope: Scope): Context {
  let context = after
  if (context.state === 'stateError') return context
  for (const left of [...loop.breaks, ...loop.continues]) {
    const node = left.leftAt as BreakNode
    context = join(context, left, { keyword: 'range', place: () => placeOf(scope.tree, node) })
    if (context.state !== 'stateError') continue
    context.problem?.addLoop(`at range loop ${node.kind}: `, node.line)
    break
  }
  return context
}

/** Line, and byte in it, as Go's ErrorContext. */
function placeOf({ parseName, text }: Tree, { position }: { readonly position: number }): TemplatePlace {
  const before = text.slice(0, position)
  const lineStart = before.lastIndexOf('\n') + 1
  return { template: parseName, line: before.split('\n').length, column: byteLength(before.slice(lineStart)) }
}
