// What the escaping pass finds out about templates on its way, and the guesses that it may have to take back.

import type { Tree } from '../nodes.ts'
import type { Context } from './context.ts'
import type { Edits } from './tree-edit.ts'

/** A template in one of the contexts in which it is called, and what has to change in it there. */
interface Body {
  readonly tree: Tree
  readonly edits: Edits
}

/** What has been found out, by derived name. Guesses are made on a set of their own, which is merged if they hold. */
export class Findings {
  /** The context after each template. */
  readonly outputs: Map<string, Context>
  readonly called = new Set<string>()
  /** The templates that are to be executed. */
  readonly bodies = new Map<string, Body>()

  constructor(outputs: ReadonlyMap<string, Context>) {
    this.outputs = new Map(outputs)
  }

  /** The changes to a template so far, to be added to. */
  editsOf(name: string, tree: Tree): Edits {
    const body = this.bodies.get(name) ?? { tree, edits: new Map() }
    this.bodies.set(name, body)
    return body.edits
  }

  /** Takes over what was found out on a guess that holds. */
  merge(other: Findings): void {
    for (const [name, context] of other.outputs) this.outputs.set(name, context)
    for (const name of other.called) this.called.add(name)
    for (const [name, { tree, edits }] of other.bodies) {
      const own = this.editsOf(name, tree)
      for (const [node, edit] of edits) own.set(node, edit)
    }
  }
}
