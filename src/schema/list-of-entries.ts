// Lists of things that have to be there: an empty item is a mistake.

import { listOrEmpty } from './collection-fields.ts'
import { type Field, optional } from './field.ts'

/** A list, empty when absent or null. A null in it is reported; Alertmanager takes it and breaks when it uses it. */
export function listOfEntries<T>(item: Field<T>): Field<readonly T[]> {
  const field = listOrEmpty(optional(item))
  return {
    ...listOrEmpty(item),
    decode(node, context) {
      const entries: T[] = []
      for (const [i, entry] of field.decode(node, context).entries()) {
        if (entry !== undefined) entries.push(entry)
        // A null is undefined in a list of what is optional; what is no list has no items.
        else if (node.kind === 'sequence' && node.items[i] !== undefined)
          context.report(node.items[i], 'there is an empty entry in this list', 'Remove it, or fill it in.')
      }
      return entries
    },
  }
}
