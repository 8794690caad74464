// Makes a copy of a parsed template with what the escaping pass wants changed in it; the original stays for other uses.

import type { BranchNode, ListNode, Node } from '../nodes.ts'
import type { EscaperName } from './escapers.ts'
import { withEscapers } from './pipeline.ts'

/** A change to one node: escapers for an action, another text, or another name of the template that is called. */
export type Edit = { readonly escapers: readonly EscaperName[] } | { readonly text: string } | { readonly name: string }

export type Edits = Map<Node, Edit>

export function applyEdits(list: ListNode, edits: ReadonlyMap<Node, Edit>): ListNode {
  return { ...list, nodes: list.nodes.map((node) => applyEdit(node, edits)) }
}

function applyEdit(node: Node, edits: ReadonlyMap<Node, Edit>): Node {
  if (node.kind === 'if' || node.kind === 'range' || node.kind === 'with') return applyToBranches(node, edits)
  const edit = edits.get(node)
  if (edit === undefined) return node
  if (node.kind === 'action' && 'escapers' in edit) return { ...node, pipe: withEscapers(node.pipe, edit.escapers) }
  if (node.kind === 'text' && 'text' in edit) return { ...node, text: edit.text }
  if (node.kind === 'template' && 'name' in edit) return { ...node, name: edit.name }
  return node
}

function applyToBranches(node: BranchNode, edits: ReadonlyMap<Node, Edit>): BranchNode {
  const elseList = node.elseList === undefined ? undefined : applyEdits(node.elseList, edits)
  return { ...node, list: applyEdits(node.list, edits), elseList }
}
