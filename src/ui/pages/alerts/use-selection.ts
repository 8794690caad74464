// Which alerts are selected. It belongs to the person and the moment, so it is not in the address.

import { useRef, useState } from 'react'
import type { Row } from './rows.ts'

export interface Selection {
  readonly selected: ReadonlySet<string>
  /** @param range the rows among which all from the last one on are selected; undefined: this alert alone */
  readonly toggle: (fingerprint: string, range: readonly Row[] | undefined) => void
  readonly add: (fingerprints: readonly string[]) => void
  readonly clear: () => void
}

export function useSelection(): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  return {
    selected,
    toggle: (fingerprint, range) => {
      const from = last.current
      last.current = fingerprint
      if (range === undefined || from === undefined) {
        setSelected((before) => before.symmetricDifference(new Set([fingerprint])))
      } else setSelected((before) => before.union(new Set(between(range, from, fingerprint))))
    },
    add: (fingerprints) => setSelected((before) => before.union(new Set(fingerprints))),
    clear: () => {
      last.current = undefined
      setSelected(new Set())
    },
  }
}

/** The fingerprints of the lines from one to the other, in either direction. */
function between(rows: readonly Row[], from: string, to: string): readonly string[] {
  const fingerprints = rows.flatMap((row) => (row.kind === 'alert' ? [row.line.entry.alert.fingerprint] : []))
  const ends = [fingerprints.indexOf(from), fingerprints.indexOf(to)].sort((a, b) => a - b)
  const [first = -1, last = -1] = ends
  return first < 0 ? [to] : fingerprints.slice(first, last + 1)
}
