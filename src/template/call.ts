// One call of a function or method: how many arguments it takes, and which types.
// As Go's text/template (exec.go evalCall, evalArg, validateType).

import { BudgetError } from './budget.ts'
import type { Access, Evaluator } from './evaluator.ts'
import {
  anyType,
  canBeNil,
  type GoFunction,
  type GoMethod,
  type GoType,
  isAssignable,
  reflectValueType,
} from './go-type.ts'
import { type CommandNode, describeNode, type OperandNode } from './nodes.ts'
import {
  GoMap,
  Interface,
  isTrue,
  Pointer,
  Scalar,
  Slice,
  textIn,
  typeOf,
  unwrapped,
  type Value,
  zeroOf,
} from './values.ts'

/** Sizes of arguments are cheaper than steps, by about so much. */
const sizePerStep = 4

/** Texts longer than this are not worth keeping: no notification is. */
const longestText = 32 * 1024 * 1024

interface CallSite {
  readonly name: string
  /** What errors of the function name. */
  readonly whole: CommandNode | OperandNode
  readonly access: Access
}

export class Call {
  readonly #evaluator: Evaluator
  readonly #site: CallSite
  readonly #operands: readonly OperandNode[]

  constructor(evaluator: Evaluator, site: CallSite) {
    this.#evaluator = evaluator
    this.#site = site
    this.#operands = site.access.operands?.slice(1) ?? []
  }

  ofFunction(called: GoFunction): Value {
    const { name } = this.#site
    this.#checkCount(called.parameters.length, called.isVariadic === true)
    if (name === 'and' || name === 'or') return this.#shortCircuit(name)
    const args = this.#arguments(called.parameters, called.isVariadic === true)
    const { context } = this.#evaluator.surroundings
    if (name === 'call') return this.#guarded(() => this.#callValue(args))
    return this.#guarded(() => called.call(args, context), args)
  }

  ofMethod(method: GoMethod, receiver: Value): Value {
    const { parameters } = method
    this.#checkCount(parameters.length, method.isVariadic === true)
    if (method.uncallable !== undefined) this.#evaluator.fail(method.uncallable)
    const args = this.#arguments(parameters, method.isVariadic === true)
    const { context } = this.#evaluator.surroundings
    return this.#guarded(() => method.call(receiver, args, context), [receiver, ...args])
  }

  #checkCount(parameters: number, isVariadic: boolean): void {
    const { name, access } = this.#site
    const given = this.#operands.length + (access.final === undefined ? 0 : 1)
    if (isVariadic) {
      if (given >= parameters - 1) return
      // Go counts the arguments here without the one from the pipeline.
      const count = `want at least ${parameters - 1} got ${this.#operands.length}`
      this.#evaluator.fail(`wrong number of args for ${name}: ${count}`)
    }
    if (given !== parameters) {
      this.#evaluator.fail(`wrong number of args for ${name}: want ${parameters} got ${given}`)
    }
  }

  #arguments(parameters: readonly GoType[], isVariadic: boolean): Value[] {
    const { dot, final } = this.#site.access
    const last = parameters.length - 1
    const typeAt = (index: number): GoType => {
      return isVariadic && index >= last ? (parameters[last] as GoType) : (parameters[index] as GoType)
    }
    const args = this.#operands.map((operand, index) => this.#argument(dot, typeAt(index), operand))
    if (final !== undefined) args.push(this.#checked(final.value, typeAt(args.length)))
    return args
  }

  /** Of `and` and `or` only as many operands are evaluated as it takes. */
  #shortCircuit(name: 'and' | 'or'): Value {
    const { dot, final } = this.#site.access
    let value: Value
    for (const operand of this.#operands) {
      value = this.#argument(dot, reflectValueType, operand)
      if (isTrue(unwrapped(value)) === (name === 'or')) return value
    }
    return final === undefined ? value : this.#checked(final.value, reflectValueType)
  }

  /** `call`: none of Alertmanager's data is a function. */
  #callValue(args: readonly Value[]): Value {
    const value = unwrapped(args[0])
    if (value === undefined) throw new Error('call of nil')
    const first = this.#operands[0]
    const name = first === undefined ? finalName(value) : describeNode(first)
    throw new Error(`non-function ${name} of type ${typeOf(value).name}`)
  }

  /** Runs the function; what it throws becomes an error of the call. */
  #guarded(run: () => Value, args: readonly Value[] = []): Value {
    const { context } = this.#evaluator.surroundings
    try {
      for (const arg of args) context.spend(sizeOf(arg) / sizePerStep)
      const result = run()
      if (typeof result === 'string') {
        if (result.length > longestText) throw new Error('the text is too long')
        context.spend(result.length / sizePerStep)
      }
      return result
    } catch (error) {
      // The stack is at its end: there is no room for more than passing it on.
      if (error instanceof RangeError) throw error
      this.#evaluator.at(this.#site.whole)
      if (error instanceof BudgetError) return this.#evaluator.fail(error.message)
      if (!(error instanceof Error)) throw error
      return this.#evaluator.fail(`error calling ${this.#site.name}: ${error.message}`, error)
    }
  }

  #argument(dot: Value, type: GoType, node: OperandNode): Value {
    const evaluator = this.#evaluator
    evaluator.at(node)
    const access = { dot, operands: undefined, final: undefined }
    switch (node.kind) {
      case 'dot':
        return this.#checked(dot, type)
      case 'nil':
        if (!canBeNil(type)) evaluator.fail(`cannot assign nil to ${type.name}`)
        return type === reflectValueType || type === anyType ? undefined : zeroOf(type)
      case 'field':
        return this.#checked(evaluator.field({ ...access, node }), type)
      case 'variable':
        return this.#checked(evaluator.variable({ ...access, node }), type)
      case 'pipe':
        return this.#checked(evaluator.pipeline(dot, node), type)
      case 'identifier':
        return this.#checked(evaluator.call({ ...access, node }, node), type)
      case 'chain':
        return this.#checked(evaluator.chain({ ...access, node }), type)
    }
    return this.#literal(type, node)
  }

  /** A constant where a value of the type is wanted. */
  #literal(type: GoType, node: Extract<OperandNode, { kind: 'bool' | 'string' | 'number' }>): Value {
    const evaluator = this.#evaluator
    const expected = (what: string): never => evaluator.fail(`expected ${what}; found ${describeNode(node)}`)
    const typed = (value: Value): Value => {
      return type.methods.size > 0 ? new Scalar(type, value as string | bigint) : value
    }
    if (type === anyType || type === reflectValueType)
      return node.kind === 'number' ? evaluator.constant(node) : node.value
    switch (type.kind) {
      case 'string':
        return node.kind === 'string' ? node.value : expected('string')
      case 'bool':
        return node.kind === 'bool' ? node.value : expected('bool')
      case 'float64':
        return node.kind === 'number' && node.float !== undefined ? node.float : expected('float')
      case 'int':
      case 'int64':
        return node.kind === 'number' && node.int !== undefined ? typed(node.int) : expected('integer')
    }
    return evaluator.fail(`can't handle ${describeNode(node)} for arg of type ${type.name}`)
  }

  /** The value, if the parameter takes it. */
  #checked(value: Value, type: GoType): Value {
    if (type === reflectValueType) return value
    if (value === undefined) {
      if (type === anyType) return undefined
      return canBeNil(type) ? zeroOf(type) : this.#evaluator.fail(`invalid value; expected ${type.name}`)
    }
    if (type === anyType) return unwrapped(value)
    if (isAssignable(typeOf(value), type)) return value
    let found: Exclude<Value, undefined> = value
    if (value instanceof Interface && value.value !== undefined) {
      found = value.value as Exclude<Value, undefined>
      if (isAssignable(typeOf(found), type)) return found
    }
    if (found instanceof Pointer && found.target !== undefined && isAssignable(found.target.type, type)) {
      return found.target
    }
    return this.#evaluator.fail(`wrong type for value; expected ${type.name}; got ${typeOf(found).name}`)
  }
}

/** What Go's reflect calls a value in an error of `call`. */
function finalName(value: Exclude<Value, undefined>): string {
  return textIn(value) ?? `<${typeOf(value).name} Value>`
}

function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length
  if (value instanceof Slice) return value.items.length
  return value instanceof GoMap ? value.entries.size : 0
}
