// A JSON array as text: whole when it is small, in pieces that are made while earlier ones are written when it is large.

import type { Slices } from '../slices.ts'
import type { Answer } from './answer.ts'

/** Up to this many items the text is made at once. */
const few = 256

/** In UTF-16 units. */
const pieceLength = 65_536

/** @param write answers one item as JSON; called once for each, in order */
export function listAnswer<T>(items: readonly T[], write: (item: T) => string, slices: Slices): Answer {
  if (items.length <= few) return { status: 200, body: `[${items.map(write).join(',')}]\n` }
  return { status: 200, body: pieces(items, write, slices) }
}

async function* pieces<T>(items: readonly T[], write: (item: T) => string, slices: Slices): AsyncGenerator<string> {
  let piece = '['
  let first = true
  for (const item of items) {
    piece += first ? write(item) : `,${write(item)}`
    first = false
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
    if (slices.isOver) await slices.next()
  }
  yield `${piece}]\n`
}
