// Builds the trees of a Go template text: one for the text itself, one for each {{define}} and {{block}} in it.
// As Go's text/template/parse (parse.go), with its error texts.

import { goQuote } from '../model/go-quote.ts'
import { keywords, Lexer, type Token, type TokenKind } from './lexer.ts'
import { unquote, unquoteCharacter } from './literal.ts'
import {
  type BranchNode,
  type CommandNode,
  describeNode,
  isEmptyList,
  type ListNode,
  type Node,
  type NumberNode,
  type OperandNode,
  type PipeNode,
  type TemplateNode,
  type Tree,
  type VariableNode,
} from './nodes.ts'
import { characterConstant, parseComplex, parseNumber } from './number-constant.ts'
import { TemplateError } from './template-error.ts'

/** How deep parentheses may nest, as in Go: a text of a million of them must not end the process. */
const deepestParens = 1000

/** How deep {{if}}, {{range}}, {{with}}, {{define}} and {{block}} may nest. Go has no such limit, but grows its stack. */
const deepestBlocks = 1000

/** What ends a list of nodes. */
interface Ending extends Token {
  readonly kind: 'end' | 'else'
}

const operandKinds: readonly TokenKind[] = [
  'bool',
  'character constant',
  'complex',
  '.',
  'field',
  'identifier',
  'number',
  'nil',
  'raw string',
  'string',
  'variable',
  'left paren',
]

/**
 * Parses a text into its trees, by name. The text's own tree has the name that it was given.
 * @param isFunction tells whether there is a function of that name
 * @throws TemplateError
 */
export function parseTemplate(
  name: string,
  text: string,
  isFunction: (name: string) => boolean,
): ReadonlyMap<string, Tree> {
  const parser = new Parser({ parseName: name, text, isFunction })
  return parser.parse()
}

class Parser {
  readonly #parseName: string
  readonly #text: string
  readonly #isFunction: (name: string) => boolean
  readonly #lexer: Lexer
  readonly #trees = new Map<string, Tree>()
  /** Tokens that were looked at and put back; the last one comes next. */
  readonly #pending: Token[] = []
  #last: Token
  #variables: string[] = ['$']
  #rangeDepth = 0
  #parenDepth = 0
  #blockDepth = 0

  constructor(source: { parseName: string; text: string; isFunction: (name: string) => boolean }) {
    this.#parseName = source.parseName
    this.#text = source.text
    this.#isFunction = source.isFunction
    this.#lexer = new Lexer(source.text)
    this.#last = { kind: 'EOF', value: '', position: 0, line: 1 }
  }

  parse(): ReadonlyMap<string, Tree> {
    const nodes: Node[] = []
    const { position } = this.#peek()
    while (this.#peek().kind !== 'EOF') {
      if (this.#peek().kind === 'left delimiter') {
        const delimiter = this.#next()
        const token = this.#nextNonSpace()
        if (token.kind === 'define') {
          this.#definition()
          continue
        }
        this.#putBack(token)
        this.#putBack(delimiter)
      }
      const node = this.#textOrAction()
      if (isEnding(node)) this.#fail(`unexpected {{${node.kind}}}`)
      nodes.push(node)
    }
    this.#add(this.#parseName, { kind: 'list', position, nodes })
    return this.#trees
  }

  /** `{{define "name"}} … {{end}}`; the keyword is past. */
  #definition(): void {
    const context = 'define clause'
    const name = this.#templateName(this.#nextNonSpace(), context)
    this.#expect('right delimiter', context)
    this.#body(name, context)
  }

  /** The rest of a definition: a tree of its own, with variables of its own. */
  #body(name: string, context: string): void {
    const outer = { variables: this.#variables, rangeDepth: this.#rangeDepth }
    this.#variables = ['$']
    this.#rangeDepth = 0
    const { list, ending } = this.#itemList()
    if (ending.kind !== 'end') this.#fail(`unexpected {{else}} in ${context}`)
    this.#variables = outer.variables
    this.#rangeDepth = outer.rangeDepth
    this.#add(name, list)
  }

  /** The first definition of a name in a text stays, unless it is empty; a second one that is not is a mistake. */
  #add(name: string, root: ListNode): void {
    const known = this.#trees.get(name)
    if (known === undefined || isEmptyList(known.root)) {
      this.#trees.set(name, { name, parseName: this.#parseName, text: this.#text, root })
      return
    }
    if (!isEmptyList(root)) this.#fail(`template: multiple definition of template ${goQuote(name)}`)
  }

  /** Nodes up to the {{end}} or {{else}} that closes them. */
  #itemList(): { list: ListNode; ending: Ending } {
    if (++this.#blockDepth > deepestBlocks) this.#fail('max block depth exceeded')
    const { position } = this.#peekNonSpace()
    const nodes: Node[] = []
    while (this.#peekNonSpace().kind !== 'EOF') {
      const node = this.#textOrAction()
      if (isEnding(node)) {
        this.#blockDepth--
        return { list: { kind: 'list', position, nodes }, ending: node }
      }
      nodes.push(node)
    }
    return this.#fail('unexpected EOF')
  }

  #textOrAction(): Node | Ending {
    const token = this.#nextNonSpace()
    if (token.kind === 'text') return { kind: 'text', position: token.position, text: token.value }
    if (token.kind === 'left delimiter') return this.#action()
    return this.#unexpected(token, 'input')
  }

  #action(): Node | Ending {
    const token = this.#nextNonSpace()
    switch (token.kind) {
      case 'block':
        return this.#block()
      case 'break':
      case 'continue':
        return this.#leaveLoop(token, token.kind)
      case 'else':
        return this.#elseEnding(token)
      case 'end':
        return { ...this.#expect('right delimiter', 'end'), kind: 'end' }
      case 'if':
      case 'range':
      case 'with':
        return this.#branch(token.kind)
      case 'template':
        return this.#templateAction()
    }
    this.#putBack(token)
    const { position, line } = this.#peek()
    return { kind: 'action', position, line, pipe: this.#pipeline('command', 'right delimiter') }
  }

  #leaveLoop(token: Token, kind: 'break' | 'continue'): Node {
    const next = this.#nextNonSpace()
    if (next.kind !== 'right delimiter') this.#unexpected(next, `{{${kind}}}`)
    if (this.#rangeDepth === 0) this.#fail(`{{${kind}}} outside {{range}}`)
    return { kind, position: token.position, line: token.line }
  }

  /** `{{else}}`, or the start of `{{else if …}}` and `{{else with …}}`, whose keyword is left to be read. */
  #elseEnding(token: Token): Ending {
    const next = this.#peekNonSpace()
    if (next.kind === 'if' || next.kind === 'with') return { ...token, kind: 'else' }
    return { ...this.#expect('right delimiter', 'else'), kind: 'else' }
  }

  #branch(kind: BranchNode['kind']): BranchNode {
    const declared = this.#variables.length
    const pipe = this.#pipeline(kind, 'right delimiter')
    if (kind === 'range') this.#rangeDepth++
    const { list, ending } = this.#itemList()
    if (kind === 'range') this.#rangeDepth--
    const elseList = ending.kind === 'else' ? this.#elseList(kind, ending) : undefined
    this.#variables.length = declared
    return { kind, position: pipe.position, line: pipe.line, pipe, list, elseList }
  }

  /** `{{else if}}` is an if alone in an else, and shares its {{end}}. */
  #elseList(kind: BranchNode['kind'], ending: Ending): ListNode {
    if (kind !== 'range' && this.#peek().kind === kind) {
      this.#next()
      if (++this.#blockDepth > deepestBlocks) this.#fail('max block depth exceeded')
      const nested = this.#branch(kind)
      this.#blockDepth--
      return { kind: 'list', position: ending.position, nodes: [nested] }
    }
    const { list, ending: last } = this.#itemList()
    if (last.kind !== 'end') this.#fail('expected end; found {{else}}')
    return list
  }

  /** `{{block "name" pipeline}} … {{end}}` defines a template and uses it in its place. */
  #block(): TemplateNode {
    const context = 'block clause'
    const token = this.#nextNonSpace()
    const name = this.#templateName(token, context)
    const pipe = this.#pipeline(context, 'right delimiter')
    this.#body(name, context)
    return { kind: 'template', position: token.position, line: token.line, name, pipe }
  }

  #templateAction(): TemplateNode {
    const context = 'template clause'
    const token = this.#nextNonSpace()
    const name = this.#templateName(token, context)
    const next = this.#nextNonSpace()
    const at = { kind: 'template', position: token.position, line: token.line, name } as const
    if (next.kind === 'right delimiter') return { ...at, pipe: undefined }
    this.#putBack(next)
    return { ...at, pipe: this.#pipeline(context, 'right delimiter') }
  }

  #templateName(token: Token, context: string): string {
    if (token.kind !== 'string' && token.kind !== 'raw string') this.#unexpected(token, context)
    return unquote(token.value) ?? this.#fail('invalid syntax')
  }

  #pipeline(context: string, end: TokenKind): PipeNode {
    const { position, line } = this.#peekNonSpace()
    const { isAssign, declarations } = this.#declarations(context)
    const commands: CommandNode[] = []
    for (;;) {
      const token = this.#nextNonSpace()
      if (token.kind === end) {
        this.#checkPipeline(commands, context)
        return { kind: 'pipe', position, line, isAssign, declarations, commands }
      }
      if (!operandKinds.includes(token.kind)) this.#unexpected(token, context)
      this.#putBack(token)
      commands.push(this.#command())
    }
  }

  /** `$x :=`, `$x =`, and in a range `$i, $x :=`. */
  #declarations(context: string): { isAssign: boolean; declarations: readonly VariableNode[] } {
    const declarations: VariableNode[] = []
    for (;;) {
      const variable = this.#peekNonSpace()
      if (variable.kind !== 'variable') return { isAssign: false, declarations }
      this.#nextNonSpace()
      const after = this.#peek()
      const next = this.#peekNonSpace()
      if (next.kind === 'assign' || next.kind === 'declare') {
        this.#nextNonSpace()
        declarations.push(this.#declare(variable))
        return { isAssign: next.kind === 'assign', declarations }
      }
      if (next.kind === 'char' && next.value === ',') {
        this.#nextNonSpace()
        declarations.push(this.#declare(variable))
        if (context !== 'range' || declarations.length >= 2) this.#fail(`too many declarations in ${context}`)
        if (!['variable', 'right delimiter', 'right paren'].includes(this.#peekNonSpace().kind)) {
          this.#fail('range can only initialize variables')
        }
        continue
      }
      // An operand after all. The space after it tells it from `$x.Field`.
      if (after.kind === 'space') this.#putBack(after)
      this.#putBack(variable)
      return { isAssign: false, declarations }
    }
  }

  #declare(variable: Token): VariableNode {
    this.#variables.push(variable.value)
    return { kind: 'variable', position: variable.position, identifiers: [variable.value] }
  }

  #checkPipeline(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0) this.#fail(`missing value for ${context}`)
    for (const [index, command] of commands.entries()) {
      if (index === 0) continue
      const kind = command.operands[0]?.kind
      if (kind === 'bool' || kind === 'dot' || kind === 'nil' || kind === 'number' || kind === 'string') {
        this.#fail(`non executable command in pipeline stage ${index + 1}`)
      }
    }
  }

  /** Operands separated by space, up to a pipe symbol, which is consumed, or the pipeline's end, which is not. */
  #command(): CommandNode {
    const { position } = this.#peekNonSpace()
    const operands: OperandNode[] = []
    for (;;) {
      this.#peekNonSpace()
      const operand = this.#operand()
      if (operand !== undefined) operands.push(operand)
      const token = this.#next()
      if (token.kind === 'space') continue
      if (token.kind === 'right delimiter' || token.kind === 'right paren') this.#putBack(token)
      else if (token.kind !== 'pipe') this.#unexpected(token, 'operand')
      break
    }
    if (operands.length === 0) this.#fail('empty command')
    return { kind: 'command', position, operands }
  }

  /** A term with the fields that follow it. Where a field cannot follow, that is an error. */
  #operand(): OperandNode | undefined {
    const node = this.#term()
    if (node === undefined || this.#peek().kind !== 'field') return node
    const { position } = this.#peek()
    const fields: string[] = []
    while (this.#peek().kind === 'field') fields.push(this.#next().value.slice(1))
    switch (node.kind) {
      case 'field':
        return { kind: 'field', position, identifiers: [...node.identifiers, ...fields] }
      case 'variable':
        return { kind: 'variable', position, identifiers: [...node.identifiers, ...fields] }
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.#fail(`unexpected . after term ${goQuote(describeNode(node))}`)
    }
    return { kind: 'chain', position, node, fields }
  }

  #term(): OperandNode | undefined {
    const token = this.#nextNonSpace()
    const { position } = token
    switch (token.kind) {
      case 'identifier':
        if (!this.#isFunction(token.value)) this.#fail(`function ${goQuote(token.value)} not defined`)
        return { kind: 'identifier', position, name: token.value }
      case '.':
        return { kind: 'dot', position }
      case 'nil':
        return { kind: 'nil', position }
      case 'variable':
        if (!this.#variables.includes(token.value)) this.#fail(`undefined variable ${goQuote(token.value)}`)
        return { kind: 'variable', position, identifiers: [token.value] }
      case 'field':
        return { kind: 'field', position, identifiers: [token.value.slice(1)] }
      case 'bool':
        return { kind: 'bool', position, value: token.value === 'true' }
      case 'character constant':
      case 'complex':
      case 'number':
        return this.#number(token)
      case 'left paren':
        if (++this.#parenDepth > deepestParens) this.#fail('max expression depth exceeded')
        try {
          return this.#pipeline('parenthesized pipeline', 'right paren')
        } finally {
          this.#parenDepth--
        }
      case 'string':
      case 'raw string':
        return {
          kind: 'string',
          position,
          quoted: token.value,
          value: unquote(token.value) ?? this.#fail('invalid syntax'),
        }
    }
    this.#putBack(token)
    return undefined
  }

  #number(token: Token): NumberNode {
    const at = { kind: 'number', position: token.position, text: token.value } as const
    if (token.kind === 'character constant') {
      const code = unquoteCharacter(token.value)
      if (code === 'malformed') this.#fail(`malformed character constant: ${token.value}`)
      return code === 'invalid syntax' ? this.#fail(code) : { ...at, ...characterConstant(code) }
    }
    if (token.kind === 'complex') {
      const complex = parseComplex(token.value)
      return complex === undefined ? this.#fail('syntax error scanning complex number') : { ...at, ...complex }
    }
    const number = parseNumber(token.value)
    if (number === 'overflow') this.#fail(`integer overflow: ${goQuote(token.value)}`)
    return number === undefined ? this.#fail(`illegal number syntax: ${goQuote(token.value)}`) : { ...at, ...number }
  }

  #next(): Token {
    this.#last = this.#pending.pop() ?? this.#lexer.next()
    return this.#last
  }

  #putBack(token: Token): void {
    this.#pending.push(token)
  }

  #peek(): Token {
    const token = this.#next()
    this.#putBack(token)
    return token
  }

  #nextNonSpace(): Token {
    for (;;) {
      const token = this.#next()
      if (token.kind !== 'space') return token
    }
  }

  #peekNonSpace(): Token {
    const token = this.#nextNonSpace()
    this.#putBack(token)
    return token
  }

  #expect(kind: TokenKind, context: string): Token {
    const token = this.#nextNonSpace()
    return token.kind === kind ? token : this.#unexpected(token, context)
  }

  #unexpected(token: Token, context: string): never {
    if (token.kind === 'error') this.#fail(token.value)
    return this.#fail(`unexpected ${describeToken(token)} in ${context}`)
  }

  #fail(message: string): never {
    const { line } = this.#last
    throw new TemplateError(`template: ${this.#parseName}:${line}: ${message}`, { template: this.#parseName, line })
  }
}

function isEnding(node: Node | Ending): node is Ending {
  return node.kind === 'end' || node.kind === 'else'
}

/** As Go prints a token in an error (lex.go item.String). */
function describeToken({ kind, value }: Token): string {
  if (kind === 'EOF') return 'EOF'
  if ((keywords as readonly TokenKind[]).includes(kind)) return `<${value}>`
  const characters = [...value]
  return characters.length > 10 ? `${goQuote(characters.slice(0, 10).join(''))}...` : goQuote(value)
}
