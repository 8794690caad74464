// From the server's answer and the view to what the page shows, step by step; each step is done again only when what it
// takes has changed.

import { useDeferredValue, useMemo, useRef } from 'react'
import type { WireGroups } from '../../../api/tocsin/schema.ts'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { Regexp } from '../../../model/regexp.ts'
import { matchersOf } from '../../filter/chip.ts'
import { Vocabulary } from '../../filter/vocabulary.ts'
import type { AlertsView } from '../../url-state.ts'
import { arrange, type ShownGroup } from './arrange.ts'
import {
  alertsOf,
  collectEntries,
  countStates,
  type Entry,
  filterEntries,
  inStates,
  type RoutedGroup,
  type StateCounts,
} from './entries.ts'

export interface ShownAlerts {
  /** All that there is. */
  readonly all: readonly RoutedGroup[]
  /** What passes the filter, in whatever state. */
  readonly filtered: readonly RoutedGroup[]
  readonly counts: StateCounts
  readonly groups: readonly ShownGroup[]
  /** The alerts of these groups, each once. */
  readonly alerts: readonly WireAlert[]
  readonly words: Vocabulary
}

export function useShownAlerts(data: WireGroups | undefined, view: AlertsView): ShownAlerts {
  const known = useRef(new WeakMap<WireAlert, Entry>())
  // While a large answer is worked through, keys are still answered.
  const latest = useDeferredValue(data)
  const { chips, receiver, states, groupBy, order } = view
  const all = useMemo(() => (latest === undefined ? [] : collectEntries(latest, known.current)), [latest])
  const filtered = useMemo(
    () => filterEntries(all, { matchers: matchersOf(chips), receiver: regexpOf(receiver) }),
    [all, chips, receiver],
  )
  const counts = useMemo(() => countStates(filtered), [filtered])
  const shown = useMemo(() => inStates(filtered, states), [filtered, states])
  const groups = useMemo(() => arrange(shown, { groupBy, order }), [shown, groupBy, order])
  const alerts = useMemo(() => alertsOf(shown), [shown])
  const words = useMemo(() => {
    const some = filtered.length > 0 ? filtered : all
    return new Vocabulary(() => alertsOf(some).map(({ labels }) => labels))
  }, [filtered, all])
  return { all, filtered, counts, groups, alerts, words }
}

/** What is no regular expression passes nothing, as it would in Alertmanager. */
function regexpOf(receiver: string): Regexp | undefined {
  if (receiver === '') return undefined
  try {
    return new Regexp(receiver)
  } catch {
    return new Regexp('[^\\s\\S]')
  }
}
