// Long work in slices, so that the event loop serves others between them.

import type { Clock } from '../clock.ts'
import type { Duration, Instant } from '../model/instant.ts'
import type { Turns } from './turns.ts'

/** How long a slice may take. */
const sliceLength: Duration = 2

/** Thrown into work whose client is gone or was told that it took too long. Nobody waits for the result. */
export class Abandoned extends Error {}

export interface SlicesOptions {
  readonly clock: Clock
  /** Shared by all long works of a process. */
  readonly turns: Turns
  /** Asked between slices whether the work is still wanted. */
  readonly isAbandoned?: () => boolean
}

/** Tells when a slice is over, and waits until others had their turn. */
export class Slices {
  readonly #options: SlicesOptions
  #began: Instant

  constructor(options: SlicesOptions) {
    this.#options = options
    this.#began = options.clock.now()
  }

  /** Reads the clock: ask it once for a few dozen items, not for each. */
  get isOver(): boolean {
    return this.#options.clock.now() - this.#began >= sliceLength
  }

  /** @throws Abandoned when the work is not wanted any more */
  async next(): Promise<void> {
    const { clock, turns, isAbandoned } = this.#options
    await turns.next()
    if (isAbandoned?.()) throw new Abandoned('nobody waits for this answer')
    this.#began = clock.now()
  }
}

const runLength = 1024

/** A sorted copy; a merge sort that pauses between runs, and stable like the built-in one. */
export async function sortInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  slices: Slices,
): Promise<readonly T[]> {
  if (items.length <= runLength) return items.toSorted(compare)
  let from: T[] = []
  for (let start = 0; start < items.length; start += runLength) {
    for (const item of items.slice(start, start + runLength).sort(compare)) from.push(item)
    if (slices.isOver) await slices.next()
  }
  for (let width = runLength; width < from.length; width *= 2) {
    const to: T[] = []
    for (let start = 0; start < from.length; start += 2 * width) {
      let left = start
      const middle = Math.min(start + width, from.length)
      let right = middle
      const end = Math.min(start + 2 * width, from.length)
      while (left < middle || right < end) {
        const takeLeft = right >= end || (left < middle && compare(from[left] as T, from[right] as T) <= 0)
        to.push(from[takeLeft ? left++ : right++] as T)
        if (to.length % runLength === 0 && slices.isOver) await slices.next()
      }
    }
    from = to
  }
  return from
}

/** Joins two sorted lists into a third. */
export async function mergeInSlices<T>(
  left: readonly T[],
  right: readonly T[],
  { compare, slices }: { readonly compare: (a: T, b: T) => number; readonly slices: Slices },
): Promise<readonly T[]> {
  if (left.length === 0) return right
  if (right.length === 0) return left
  const merged: T[] = []
  let next = 0
  for (const item of left) {
    while (next < right.length && compare(right[next] as T, item) < 0) merged.push(right[next++] as T)
    merged.push(item)
    if (merged.length % runLength === 0 && slices.isOver) await slices.next()
  }
  while (next < right.length) merged.push(right[next++] as T)
  return merged
}
