// Long text in pieces that are made while earlier ones are written, in slices of time.

import type { Slices } from './slices.ts'

/** How many items' texts are joined between two looks at the clock. */
const runLength = 64

/** In UTF-16 units. */
const pieceLength = 65_536

/** Joins texts into pieces. Takes them one by one, so that what makes them is done in slices too: none may take long. */
export async function* inPieces(texts: Iterable<string>, slices: Slices): AsyncGenerator<string, void> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length >= pieceLength) {
      yield piece
      piece = ''
    }
    if (slices.isOver) await slices.next()
  }
  yield piece
}

/** The only piece as it is, or all of them as they come. */
export async function wholeIfShort<T>(pieces: AsyncGenerator<T, void>): Promise<T | AsyncIterable<T>> {
  const first = await pieces.next()
  if (first.done) throw new Error('an answer has at least one piece')
  const second = await pieces.next()
  return second.done ? first.value : resumed([first.value, second.value], pieces)
}

async function* resumed<T>(begun: readonly T[], rest: AsyncIterable<T>): AsyncGenerator<T, void> {
  yield* begun
  yield* rest
}

/**
 * The items with commas between them, run by run: to yield each by itself would take longer than to make it.
 * @param write answers one item as JSON, or undefined for one that is left out; called in order, and once for each
 */
export function* commaSeparated<T>(items: readonly T[], write: (item: T) => string | undefined): Generator<string> {
  let isFirst = true
  for (let from = 0; from < items.length; from += runLength) {
    const run = runOf(items, from, write)
    yield isFirst ? run.slice(1) : run
    if (run !== '') isFirst = false
  }
}

/** A JSON array with a newline behind it. */
export function* listTexts<T>(items: readonly T[], write: (item: T) => string | undefined): Generator<string> {
  yield '['
  yield* commaSeparated(items, write)
  yield ']\n'
}

/** Each with a comma before it. */
function runOf<T>(items: readonly T[], from: number, write: (item: T) => string | undefined): string {
  const end = Math.min(from + runLength, items.length)
  let run = ''
  for (let i = from; i < end; i++) {
    const text = write(items[i] as T)
    if (text !== undefined) run += `,${text}`
  }
  return run
}
