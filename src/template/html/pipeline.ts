// Puts escapers at the end of a pipeline, and merges them with `html` and `urlquery` where the author wrote those.
// As Go's html/template (escape.go ensurePipelineContains).

import type { CommandNode, PipeNode } from '../nodes.ts'
import type { EscaperName } from './escapers.ts'

/** The built-in functions that escape; they may only stand last. */
export function isPredefinedEscaper(name: string): boolean {
  return name === 'html' || name === 'urlquery'
}

/** The function that a command calls, if it calls one by name. */
export function calledFunction(command: CommandNode | undefined): string | undefined {
  const [first] = command?.operands ?? []
  return first?.kind === 'identifier' ? first.name : undefined
}

export function withEscapers(pipe: PipeNode, escapers: readonly EscaperName[]): PipeNode {
  let commands = pipe.commands
  let added: readonly string[] = escapers
  const last = commands.at(-1) as CommandNode
  const predefined = calledFunction(last)
  if (predefined !== undefined && isPredefinedEscaper(predefined)) {
    if (commands.length === 1 && last.operands.length > 1) {
      // {{html .A .B}} is {{_eval_args_ .A .B | html}}.
      const [identifier, ...args] = last.operands
      const operands = [
        { kind: 'identifier', position: identifier?.position ?? 0, name: '_eval_args_' } as const,
        ...args,
      ]
      commands = [{ ...last, operands }, call(predefined, pipe.position)]
    }
    if (escapers.some((name) => equivalent(name) === predefined)) {
      commands = commands.slice(0, -1)
      added = escapers.map((name) => (equivalent(name) === predefined ? predefined : name))
    }
  }
  const present = new Set(commands.map((command) => equivalent(calledFunction(command) ?? '')))
  for (const name of added) {
    if (present.has(equivalent(name)) || isRedundant(calledFunction(commands.at(-1)), name)) continue
    commands = [...commands, call(name, pipe.position)]
  }
  return { ...pipe, commands }
}

/** The built-in function that does for an escaper; any other name stands for itself. */
function equivalent(name: string): string {
  switch (name) {
    case '_html_template_attrescaper':
    case '_html_template_htmlescaper':
    case '_html_template_rcdataescaper':
      return 'html'
    case '_html_template_urlescaper':
    // Not quite: urlquery encodes more. But templates are written that count on it.
    case '_html_template_urlnormalizer':
      return 'urlquery'
    default:
      return name
  }
}

/** True when what the earlier function returns has nothing left for the later one to escape. */
function isRedundant(earlier: string | undefined, later: string): boolean {
  switch (earlier) {
    case '_html_template_commentescaper':
      return later === '_html_template_attrescaper' || later === '_html_template_htmlescaper'
    case '_html_template_cssescaper':
    case '_html_template_jsregexpescaper':
    case '_html_template_jsstrescaper':
    case '_html_template_jstmpllitescaper':
      return later === '_html_template_attrescaper'
    case '_html_template_urlescaper':
      return later === '_html_template_urlnormalizer'
    default:
      return false
  }
}

function call(name: string, position: number): CommandNode {
  return { kind: 'command', position, operands: [{ kind: 'identifier', position, name }] }
}
