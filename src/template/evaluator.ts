// Evaluates the pipelines of one template: commands, fields, methods, variables and constants.
// As Go's text/template (exec.go), step by step, because its errors name the node that was looked at last.

import { Call } from './call.ts'
import { quoted } from './format/quote.ts'
import { byteLength } from './go-text.ts'
import type { CallContext, GoFunction } from './go-type.ts'
import { complexType } from './go-type.ts'
import {
  type CommandNode,
  describeNode,
  type ListNode,
  type Node,
  type NumberNode,
  type OperandNode,
  type PipeNode,
  type Tree,
} from './nodes.ts'
import { TemplateError } from './template-error.ts'
import { GoMap, Interface, indirect, Scalar, type StructValue, typeOf, unwrapped, type Value } from './values.ts'

/** What comes into a command from the one before it: nothing for the first one. */
export type Final = { readonly value: Value } | undefined

/** What a template may call, and what a call costs and may know. */
export interface Surroundings {
  readonly functions: ReadonlyMap<string, GoFunction>
  readonly context: CallContext
}

/** A value to look at, and the arguments that a method of it would get. */
export interface Access {
  readonly dot: Value
  readonly node: OperandNode
  /** Undefined where no arguments can be: inside of an argument. The first one is the node itself. */
  readonly operands: readonly OperandNode[] | undefined
  readonly final: Final
}

export class Evaluator {
  readonly tree: Tree
  readonly surroundings: Surroundings
  /** The node that an error would name. */
  #node: Node | ListNode | CommandNode | OperandNode
  readonly #names: string[] = ['$']
  readonly #values: Value[]

  constructor(tree: Tree, dot: Value, surroundings: Surroundings) {
    this.tree = tree
    this.surroundings = surroundings
    this.#node = tree.root
    this.#values = [dot]
  }

  /** Makes errors name this node. */
  at(node: Node | ListNode | CommandNode | OperandNode): void {
    this.#node = node
  }

  /** How many variables there are: what `forget` takes. */
  get declared(): number {
    return this.#names.length
  }

  /** Ends the scope of all variables beyond so many. */
  forget(declared: number): void {
    if (this.#names.length === declared) return
    this.#names.length = declared
    this.#values.length = declared
  }

  /** Gives a value to the variable that was declared last but `back`. */
  setLatest(back: number, value: Value): void {
    this.#values[this.#values.length - 1 - back] = value
  }

  /** `$x = …` */
  assign(name: string, value: Value): void {
    const index = this.#names.lastIndexOf(name)
    if (index < 0) this.fail(`undefined variable: ${name}`)
    this.#values[index] = value
  }

  /** The value of a pipeline, whose variables it declares. */
  pipeline(dot: Value, pipe: PipeNode): Value {
    this.at(pipe)
    let final: Final
    for (const command of pipe.commands) final = { value: unwrapped(this.#command(dot, command, final)) }
    for (const { identifiers } of pipe.declarations) {
      const name = identifiers[0] as string
      if (pipe.isAssign) this.assign(name, final?.value)
      else {
        this.#names.push(name)
        this.#values.push(final?.value)
      }
    }
    return final?.value
  }

  #command(dot: Value, command: CommandNode, final: Final): Value {
    this.#step()
    const { operands } = command
    const first = operands[0] as OperandNode
    switch (first.kind) {
      case 'field':
        return this.field({ dot, node: first, operands, final })
      case 'chain':
        return this.chain({ dot, node: first, operands, final })
      case 'variable':
        return this.variable({ dot, node: first, operands, final })
      case 'identifier':
        return this.call({ dot, node: first, operands, final }, command)
      case 'pipe':
        this.#refuseArguments(operands, final)
        return this.pipeline(dot, first)
    }
    this.at(first)
    this.#refuseArguments(operands, final)
    switch (first.kind) {
      case 'bool':
      case 'string':
        return first.value
      case 'dot':
        return dot
      case 'number':
        return this.constant(first)
      case 'nil':
        return this.fail('nil is not a command')
      default:
        return first satisfies never
    }
  }

  #step(): void {
    try {
      this.surroundings.context.spend(1)
    } catch (error) {
      this.fail((error as Error).message, error)
    }
  }

  #refuseArguments(operands: readonly OperandNode[] | undefined, final: Final): void {
    if (operands === undefined || (operands.length <= 1 && final === undefined)) return
    this.fail(`can't give argument to non-function ${describeNode(operands[0] as OperandNode)}`)
  }

  /** A number whose type its own form decides. */
  constant(node: NumberNode): Value {
    this.at(node)
    const { text, complex, float, int } = node
    if (complex !== undefined) return new Scalar(complexType, complex)
    const isCharacter = text.startsWith("'")
    const isHex = /^0[xX]/.test(text) && !/[pP]/.test(text)
    if (float !== undefined && !isCharacter && !isHex && /[.eEpP]/.test(text)) return float
    return int ?? this.fail(`${text} overflows int`)
  }

  /** `.A.B` */
  field(
    access: Access & { readonly node: { readonly kind: 'field'; readonly identifiers: readonly string[] } },
  ): Value {
    this.at(access.node)
    return this.#fields(access.dot, access.node.identifiers, access)
  }

  /** `$x` or `$x.A` */
  variable(
    access: Access & { readonly node: { readonly kind: 'variable'; readonly identifiers: readonly string[] } },
  ): Value {
    const { node, operands, final } = access
    this.at(node)
    const index = this.#names.lastIndexOf(node.identifiers[0] as string)
    if (index < 0) this.fail(`undefined variable: ${node.identifiers[0]}`)
    if (node.identifiers.length > 1) return this.#fields(this.#values[index], node.identifiers.slice(1), access)
    this.#refuseArguments(operands, final)
    return this.#values[index]
  }

  /** `(…).A` */
  chain(
    access: Access & {
      readonly node: { readonly kind: 'chain'; readonly node: OperandNode; readonly fields: readonly string[] }
    },
  ): Value {
    const { dot, node } = access
    this.at(node)
    if (node.node.kind === 'nil') this.fail(`indirection through explicit nil in ${describeNode(node)}`)
    return this.#fields(this.#chainStart(dot, node.node), node.fields, access)
  }

  #chainStart(dot: Value, node: OperandNode): Value {
    this.at(node)
    if (node.kind === 'pipe') return this.pipeline(dot, node)
    const access = { dot, operands: undefined, final: undefined }
    if (node.kind === 'identifier') return this.call({ ...access, node }, node)
    return this.fail(`can't evaluate command ${quoted(describeNode(node))}`)
  }

  /** A function by its name. `whole` is what errors of the call name. */
  call(
    access: Access & { readonly node: { readonly kind: 'identifier'; readonly name: string } },
    whole: CommandNode | OperandNode,
  ): Value {
    const { name } = access.node
    this.at(access.node)
    const called = this.surroundings.functions.get(name)
    if (called === undefined) return this.fail(`${quoted(name)} is not a defined function`)
    return new Call(this, { name, whole, access }).ofFunction(called)
  }

  #fields(start: Value, names: readonly string[], access: Access): Value {
    let receiver = start
    const last = names.length - 1
    for (let i = 0; i < last; i++) {
      receiver = this.#fieldOf(receiver, names[i] as string, { ...access, operands: undefined, final: undefined })
    }
    return this.#fieldOf(receiver, names[last] as string, access)
  }

  /** A method, a field or the value of a key. */
  #fieldOf(start: Value, name: string, access: Access): Value {
    if (start === undefined) return undefined
    const { value, isNil } = indirect(start)
    if (isNil && value instanceof Interface) this.fail(`nil pointer evaluating ${typeOf(start).name}.${name}`)
    const type = typeOf(value as Exclude<Value, undefined>)
    const method = type.methods.get(name)
    if (method !== undefined && !isNil) {
      return new Call(this, { name, whole: access.node, access }).ofMethod(method, value)
    }
    const { operands, final } = access
    const hasArguments = (operands !== undefined && operands.length > 1) || final !== undefined
    if (type.kind === 'struct') {
      const index = type.fields?.findIndex((field) => field.name === name) ?? -1
      const field = type.fields?.[index]
      if (field !== undefined) {
        if (!field.isExported) this.fail(`${name} is an unexported field of struct type ${typeOf(start).name}`)
        if (hasArguments) this.fail(`${name} has arguments but cannot be invoked as function`)
        return (value as StructValue).values[index]
      }
    }
    if (value instanceof GoMap) {
      if (hasArguments) this.fail(`${name} is not a method but has arguments`)
      return value.get(name)
    }
    return this.fail(`can't evaluate field ${name} in type ${typeOf(start).name}`)
  }

  /** Ends the rendering with an error at the node that was looked at last. */
  fail(message: string, cause?: unknown): never {
    const { name, parseName, text } = this.tree
    const before = text.slice(0, this.#node.position)
    const lineStart = before.lastIndexOf('\n') + 1
    const line = before.split('\n').length
    const column = byteLength(before.slice(lineStart))
    const where = `${parseName}:${line}:${column}`
    throw new TemplateError(
      `template: ${where}: executing ${quoted(name)} at <${describeNode(this.#node)}>: ${message}`,
      { template: parseName, line, column },
      { cause },
    )
  }
}
