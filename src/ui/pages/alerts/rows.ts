// The page as a list of lines: a head for each group, then its alerts. A long group shows its first alerts and how many more
// there are. Pure.

import type { Placed, PlacedEntry, PlacedGroup } from './keep-places.ts'

/** How many alerts of a group are shown at first. */
const shownAtFirst = 25

/** The same where there are so many alerts that the next group would be far away. */
const shownOfMany = 10
const many = 1000

export type Row =
  | { readonly kind: 'group'; readonly key: string; readonly placed: PlacedGroup }
  | { readonly kind: 'alert'; readonly key: string; readonly placed: PlacedGroup; readonly line: PlacedEntry }
  | { readonly kind: 'more'; readonly key: string; readonly placed: PlacedGroup; readonly hidden: number }

/** What a person has opened. */
export interface Opened {
  /** Ids of the groups that are shown to the end. */
  readonly whole: ReadonlySet<string>
  /** Fingerprints of open alerts: they are shown, wherever they stand. */
  readonly open: ReadonlySet<string>
}

export function rowsOf({ groups }: Placed, { whole, open }: Opened): readonly Row[] {
  const rows: Row[] = []
  const total = groups.reduce((sum, { entries }) => sum + entries.length, 0)
  const first = total > many ? shownOfMany : shownAtFirst
  for (const placed of groups) {
    const { id } = placed.group
    rows.push({ kind: 'group', key: `g ${id}`, placed })
    const { entries } = placed
    // One more line is no longer than the line that would say so.
    const isWhole = whole.has(id) || entries.length <= first + 1
    const lastOpen = open.size === 0 ? -1 : entries.findLastIndex(({ entry }) => open.has(entry.alert.fingerprint))
    const count = isWhole ? entries.length : Math.max(first, lastOpen + 1)
    for (const line of entries.slice(0, count)) {
      rows.push({ kind: 'alert', key: `a ${line.entry.alert.fingerprint} ${id}`, placed, line })
    }
    const hidden = entries.length - count
    if (hidden > 0) rows.push({ kind: 'more', key: `m ${id}`, placed, hidden })
  }
  return rows
}
