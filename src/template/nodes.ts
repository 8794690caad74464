// The parsed form of a Go template, and how Go prints each part of it in its error messages (text/template/parse node.go).

import { goQuote } from '../model/go-quote.ts'
import type { Complex } from './values.ts'

/** Where a node stands in the text that it was parsed from. */
interface Place {
  /** UTF-16 units from the start of the text. */
  readonly position: number
}

export interface TextNode extends Place {
  readonly kind: 'text'
  readonly text: string
}

/** A pipeline whose value is printed, unless it declares a variable. */
export interface ActionNode extends Place {
  readonly kind: 'action'
  readonly line: number
  readonly pipe: PipeNode
}

export interface BranchNode extends Place {
  readonly kind: 'if' | 'range' | 'with'
  readonly line: number
  readonly pipe: PipeNode
  readonly list: ListNode
  readonly elseList: ListNode | undefined
}

export interface TemplateNode extends Place {
  readonly kind: 'template'
  readonly line: number
  readonly name: string
  readonly pipe: PipeNode | undefined
}

export interface BreakNode extends Place {
  readonly kind: 'break' | 'continue'
  readonly line: number
}

export type Node = TextNode | ActionNode | BranchNode | TemplateNode | BreakNode

export interface ListNode extends Place {
  readonly kind: 'list'
  readonly nodes: readonly Node[]
}

/** `$x := a | b`. */
export interface PipeNode extends Place {
  readonly kind: 'pipe'
  readonly line: number
  readonly isAssign: boolean
  readonly declarations: readonly VariableNode[]
  readonly commands: readonly CommandNode[]
}

/** `printf "%d" 1`: what stands between two pipe symbols. */
export interface CommandNode extends Place {
  readonly kind: 'command'
  readonly operands: readonly OperandNode[]
}

export interface VariableNode extends Place {
  readonly kind: 'variable'
  /** `$x.Field` is ['$x', 'Field']. */
  readonly identifiers: readonly string[]
}

export interface FieldNode extends Place {
  readonly kind: 'field'
  readonly identifiers: readonly string[]
}

/** `(pipeline).Field`, or a field of an operand that cannot have one in its own node. */
export interface ChainNode extends Place {
  readonly kind: 'chain'
  readonly node: OperandNode
  readonly fields: readonly string[]
}

export interface IdentifierNode extends Place {
  readonly kind: 'identifier'
  readonly name: string
}

/** A number constant, with every type that it fits. */
export interface NumberNode extends Place {
  readonly kind: 'number'
  readonly text: string
  readonly int: bigint | undefined
  readonly uint: bigint | undefined
  readonly float: number | undefined
  /** Of 1i and the like. */
  readonly complex: Complex | undefined
}

export interface StringNode extends Place {
  readonly kind: 'string'
  readonly quoted: string
  readonly value: string
}

export interface BoolNode extends Place {
  readonly kind: 'bool'
  readonly value: boolean
}

export interface DotNode extends Place {
  readonly kind: 'dot'
}

export interface NilNode extends Place {
  readonly kind: 'nil'
}

export type OperandNode =
  | VariableNode
  | FieldNode
  | ChainNode
  | IdentifierNode
  | NumberNode
  | StringNode
  | BoolNode
  | DotNode
  | NilNode
  | PipeNode

/** One named template as it came out of a text. */
export interface Tree {
  readonly name: string
  /** The name under which the text was parsed: what error messages call it. */
  readonly parseName: string
  readonly text: string
  readonly root: ListNode
}

/** True when nothing but space would come out: such a definition never replaces another (IsEmptyTree). */
export function isEmptyList(list: ListNode): boolean {
  return list.nodes.every((node) => node.kind === 'text' && /^[\s\u0085\u00a0]*$/.test(node.text))
}

/** The node as Go writes it in `at <…>`. */
export function describeNode(node: Node | ListNode | CommandNode | OperandNode): string {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'list':
      return node.nodes.map(describeNode).join('')
    case 'action':
      return `{{${describeNode(node.pipe)}}}`
    case 'if':
    case 'range':
    case 'with': {
      const otherwise = node.elseList === undefined ? '' : `{{else}}${describeNode(node.elseList)}`
      return `{{${node.kind} ${describeNode(node.pipe)}}}${describeNode(node.list)}${otherwise}{{end}}`
    }
    case 'template':
      return `{{template ${goQuote(node.name)}${node.pipe === undefined ? '' : ` ${describeNode(node.pipe)}`}}}`
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`
    case 'pipe': {
      const declared = node.declarations.map(describeNode).join(', ')
      const sign = node.isAssign ? ' = ' : ' := '
      return `${declared === '' ? '' : `${declared}${sign}`}${node.commands.map(describeNode).join(' | ')}`
    }
    case 'command':
      return node.operands
        .map((operand) => (operand.kind === 'pipe' ? `(${describeNode(operand)})` : describeNode(operand)))
        .join(' ')
    case 'variable':
      return node.identifiers.join('.')
    case 'field':
      return node.identifiers.map((name) => `.${name}`).join('')
    case 'chain': {
      const inner = describeNode(node.node)
      return `${node.node.kind === 'pipe' ? `(${inner})` : inner}${node.fields.map((field) => `.${field}`).join('')}`
    }
    case 'identifier':
      return node.name
    case 'number':
      return node.text
    case 'string':
      return node.quoted
    case 'bool':
      return String(node.value)
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    default:
      return node satisfies never
  }
}
