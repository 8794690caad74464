// What a person reads must not move: the groups and lines that are shown keep their places when new data comes. What is
// new waits until it is asked for, and what is gone stays as a line that says so. Pure.

import type { ShownGroup } from './arrange.ts'
import type { Entry } from './entries.ts'

/** A line: an alert in a group, there or gone. */
export interface PlacedEntry {
  readonly entry: Entry
  readonly isGone: boolean
}

export interface PlacedGroup {
  readonly group: ShownGroup
  readonly entries: readonly PlacedEntry[]
}

export interface Placed {
  readonly groups: readonly PlacedGroup[]
  /** How many alerts wait to be shown, and how many that are shown are gone. */
  readonly waiting: number
  readonly gone: number
}

/** Everything at its own place, with nothing waiting. */
export function placeAnew(fresh: readonly ShownGroup[]): Placed {
  return {
    groups: fresh.map((group) => ({ group, entries: group.entries.map((entry) => ({ entry, isGone: false })) })),
    waiting: 0,
    gone: 0,
  }
}

/** The places of `shown`, with what `fresh` says of each. */
export function keepPlaces(shown: readonly ShownGroup[], fresh: readonly ShownGroup[]): Placed {
  if (shown === fresh) return placeAnew(fresh)
  const freshGroups = new Map(fresh.map((group) => [group.id, group]))
  const waiting = new Set<string>()
  let gone = 0
  const groups = shown.map((old): PlacedGroup => {
    const now = freshGroups.get(old.id)
    freshGroups.delete(old.id)
    const left = new Map(now?.entries.map((entry) => [entry.alert.fingerprint, entry]))
    const entries = old.entries.map((entry): PlacedEntry => {
      const current = left.get(entry.alert.fingerprint)
      left.delete(entry.alert.fingerprint)
      if (current === undefined) gone++
      return { entry: current ?? entry, isGone: current === undefined }
    })
    for (const fingerprint of left.keys()) waiting.add(fingerprint)
    // The lines leave out what the old ones share: what the new ones share may be more.
    return { group: now === undefined ? old : { ...now, shared: old.shared }, entries }
  })
  for (const { entries } of freshGroups.values()) for (const { alert } of entries) waiting.add(alert.fingerprint)
  return { groups, waiting: waiting.size, gone }
}
