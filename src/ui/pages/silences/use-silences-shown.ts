// The silences as the page works with them, and how many alerts each mutes: made anew only when the server's answer is.

import { useEffect, useMemo, useState } from 'react'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { hour, type Instant } from '../../../model/instant.ts'
import { useGroups, useSilences } from '../../api/queries.ts'
import { useServices } from '../../services.tsx'
import { nextChange, type ShownSilence, shownSilence } from './shown-silence.ts'

/** Undefined until the server has answered for the first time. */
export function useSilencesShown(): readonly ShownSilence[] | undefined {
  const { data } = useSilences()
  return useMemo(() => data?.map(shownSilence), [data])
}

/** The time at which states are judged: now, and again as soon as a silence begins or ends. */
export function useStateTime(silences: readonly ShownSilence[] | undefined): Instant {
  const { clock } = useServices()
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what makes it another time
  const now = useMemo(() => clock.now(), [clock, silences, turn])
  const next = useMemo(() => (silences === undefined ? undefined : nextChange(silences, now)), [silences, now])
  useEffect(() => {
    if (next === undefined) return
    // Never so long that a browser's timer could not take it.
    return clock.after(Math.min(Math.max(next - clock.now(), 0) + 50, hour), () => setTurn((turn) => turn + 1))
  }, [clock, next])
  return now
}

/** How many firing alerts each silence mutes, by its id, as the server says. */
export function useMutes(): ReadonlyMap<string, number> {
  const { data } = useGroups()
  return useMemo(() => countMutes(data?.alerts ?? []), [data])
}

function countMutes(alerts: readonly WireAlert[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { status } of alerts) for (const id of status.silencedBy) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
