// Walks the tree of a template and writes its text. As Go's text/template (exec.go walk).

import { Budget, deepestTemplates } from './budget.ts'
import { Evaluator } from './evaluator.ts'
import { sprint } from './format/printf.ts'
import { quoted } from './format/quote.ts'
import type { GoFunction } from './go-type.ts'
import type { BranchNode, ListNode, Node, TemplateNode, Tree } from './nodes.ts'
import { printed } from './printed.ts'
import { TemplateError } from './template-error.ts'
import { elementOf, GoMap, indirect, integerIn, isTrue, Scalar, Slice, unwrapped, type Value } from './values.ts'

/** A template to run, and what it may reach. */
export interface Execution {
  readonly tree: Tree
  /** Other templates, for {{template}}. */
  readonly lookup: (name: string) => Tree | undefined
  readonly functions: ReadonlyMap<string, GoFunction>
  readonly data: Value
  /** The present, in milliseconds. */
  readonly now: number
  readonly routeLabel: (name: string) => string
}

/** A loop that is to be left, or to go on with its next round. */
type Leave = 'break' | 'continue' | undefined

/** Runs a template. Throws a TemplateError, also for a template that would never end. */
export function execute(execution: Execution): string {
  const budget = new Budget()
  const walk = new Walk(execution, budget, 0)
  try {
    walk.list(execution.data, execution.tree.root)
  } catch (error) {
    // Out of stack: templates that call each other, or lists in lists, deeper than anyone means.
    if (error instanceof RangeError) {
      throw new TemplateError(
        `template: ${execution.tree.parseName}:1:0: executing ${quoted(execution.tree.name)}: exceeded maximum depth or size`,
        { template: execution.tree.parseName, line: 1, column: 0 },
        { cause: error },
      )
    }
    throw error
  }
  return budget.output
}

/** The run of one template; each {{template}} has one of its own, with variables of its own. */
class Walk {
  readonly #execution: Execution
  readonly #budget: Budget
  readonly #depth: number
  readonly #evaluator: Evaluator

  constructor(execution: Execution, budget: Budget, depth: number) {
    this.#execution = execution
    this.#budget = budget
    this.#depth = depth
    const { tree, functions, data, now, routeLabel } = execution
    const spend = (work: number): void => budget.spend(work)
    this.#evaluator = new Evaluator(tree, data, { functions, context: { now, spend, routeLabel } })
  }

  list(dot: Value, list: ListNode): Leave {
    for (const node of list.nodes) {
      const leave = this.#node(dot, node)
      if (leave !== undefined) return leave
    }
    return undefined
  }

  #node(dot: Value, node: Node): Leave {
    const evaluator = this.#evaluator
    evaluator.at(node)
    switch (node.kind) {
      case 'text':
        this.#write(node.text)
        return undefined
      case 'action': {
        const value = evaluator.pipeline(dot, node.pipe)
        if (node.pipe.declarations.length > 0) return undefined
        evaluator.at(node)
        if (typeof value === 'string') this.#write(value)
        else this.#limited(() => this.#budget.write(printed(value)))
        return undefined
      }
      case 'if':
      case 'with':
        return this.#ifOrWith(dot, node)
      case 'range':
        return this.#range(dot, node)
      case 'template':
        this.#template(dot, node)
        return undefined
      case 'break':
      case 'continue':
        return node.kind
      default:
        return node satisfies never
    }
  }

  #ifOrWith(dot: Value, node: BranchNode): Leave {
    const { declared } = this.#evaluator
    const value = this.#evaluator.pipeline(dot, node.pipe)
    let leave: Leave
    if (isTrue(unwrapped(value))) leave = this.list(node.kind === 'with' ? value : dot, node.list)
    else if (node.elseList !== undefined) leave = this.list(dot, node.elseList)
    this.#evaluator.forget(declared)
    return leave
  }

  #range(dot: Value, node: BranchNode): Leave {
    const evaluator = this.#evaluator
    const { declared } = evaluator
    const pipeline = evaluator.pipeline(dot, node.pipe)
    const { value } = indirect(pipeline)
    const inside = evaluator.declared
    let isEmpty = true
    for (const [index, element] of this.#rounds(value, node)) {
      isEmpty = false
      this.#limited(() => this.#budget.spend(1))
      this.#setVariables(node, index, element)
      evaluator.at(node.list)
      const leave = this.list(element, node.list)
      evaluator.forget(inside)
      if (leave === 'break') break
    }
    const leave = isEmpty && node.elseList !== undefined ? this.list(dot, node.elseList) : undefined
    evaluator.forget(declared)
    return leave
  }

  /** Index and element of every round. */
  *#rounds(value: Value, node: BranchNode): Iterable<readonly [Value, Value]> {
    if (value === undefined) return
    if (value instanceof Slice) {
      for (const [index, item] of value.items.entries()) yield [BigInt(index), elementOf(value.type, item)]
      return
    }
    if (value instanceof GoMap) {
      for (const key of value.sortedKeys) yield [key, value.get(key)]
      return
    }
    // A pointer or interface that holds nothing is like an empty list.
    const count = integerIn(value)
    if (count === undefined) this.#cannotRange(value)
    if (node.pipe.declarations.length > 1) {
      this.#evaluator.fail(`can't use ${shown(value)} to iterate over more than one variable`)
    }
    for (let i = 0n; i < count; i++) yield [undefined, value instanceof Scalar ? new Scalar(value.type, i) : i]
  }

  #cannotRange(value: Value): never {
    return this.#evaluator.fail(`range can't iterate over ${shown(value)}`)
  }

  #setVariables({ pipe }: BranchNode, index: Value, element: Value): void {
    const { declarations, isAssign } = pipe
    const [first, second] = declarations
    if (first === undefined) return
    if (isAssign) {
      this.#evaluator.assign(first.identifiers[0] as string, second === undefined ? element : index)
      if (second !== undefined) this.#evaluator.assign(second.identifiers[0] as string, element)
      return
    }
    this.#evaluator.setLatest(0, element)
    if (second !== undefined) this.#evaluator.setLatest(1, index)
  }

  #template(dot: Value, node: TemplateNode): void {
    const evaluator = this.#evaluator
    const tree = this.#execution.lookup(node.name) ?? evaluator.fail(`template ${quoted(node.name)} not defined`)
    if (this.#depth === deepestTemplates) {
      evaluator.fail(`exceeded maximum template depth (${deepestTemplates})`)
    }
    const data = node.pipe === undefined ? undefined : evaluator.pipeline(dot, node.pipe)
    new Walk({ ...this.#execution, tree, data }, this.#budget, this.#depth + 1).list(data, tree.root)
  }

  #write(text: string): void {
    this.#limited(() => this.#budget.write(text))
  }

  /** Whatever goes wrong becomes an error at the present node. */
  #limited(run: () => void): void {
    try {
      run()
    } catch (error) {
      if (error instanceof TemplateError || error instanceof RangeError || !(error instanceof Error)) throw error
      this.#evaluator.fail(error.message, error)
    }
  }
}

/** A value in an error text. */
function shown(value: Value): string {
  return sprint([value])
}
