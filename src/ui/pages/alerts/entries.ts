// The alerts of an answer as the page lists them: each with what it is sorted, coloured and filtered by. Pure.

import type { WireGroup, WireGroups } from '../../../api/tocsin/schema.ts'
import type { WireAlert } from '../../../api/v2/schema.ts'
import type { Instant } from '../../../model/instant.ts'
import type { Matcher } from '../../../model/matcher.ts'
import type { Regexp } from '../../../model/regexp.ts'
import { matchesAll } from '../../filter/labels.ts'
import { type Severity, severityOf } from '../../severity.ts'
import type { AlertState } from '../../url-state.ts'

/** One alert in one group; an alert that several routes tell is several entries. */
export interface Entry {
  readonly alert: WireAlert
  readonly severity: Severity
  readonly startsAt: Instant
  readonly states: readonly AlertState[]
  /** The time intervals that mute its group. */
  readonly mutedBy: readonly string[]
  /** Known from before the server's last start, and not told again since. */
  readonly isRestored: boolean
}

/** A group of the router with its entries. */
export interface RoutedGroup {
  readonly group: WireGroup
  readonly entries: readonly Entry[]
}

const active: readonly AlertState[] = ['active']

/** @param known entries of an earlier answer, by alert; what did not change is taken from there */
export function collectEntries(data: WireGroups, known: WeakMap<WireAlert, Entry>): readonly RoutedGroup[] {
  const alerts = new Map(data.alerts.map((alert) => [alert.fingerprint, alert]))
  const restored = new Set(data.restored)
  return data.groups.map((group) => {
    const entries: Entry[] = []
    for (const fingerprint of group.alerts) {
      const alert = alerts.get(fingerprint)
      if (alert === undefined) continue
      entries.push(entryOf(alert, { mutedBy: group.mutedBy, isRestored: restored.has(fingerprint), known }))
    }
    return { group, entries }
  })
}

interface EntryContext {
  readonly mutedBy: readonly string[]
  readonly isRestored: boolean
  readonly known: WeakMap<WireAlert, Entry>
}

function entryOf(alert: WireAlert, { mutedBy, isRestored, known }: EntryContext): Entry {
  let entry = known.get(alert)
  if (entry?.isRestored !== isRestored) {
    entry = {
      alert,
      severity: severityOf(alert.labels),
      startsAt: Date.parse(alert.startsAt),
      states: statesOf(alert, []),
      mutedBy: [],
      isRestored,
    }
    known.set(alert, entry)
  }
  return mutedBy.length === 0 ? entry : { ...entry, states: statesOf(alert, mutedBy), mutedBy }
}

function statesOf({ status }: WireAlert, mutedBy: readonly string[]): readonly AlertState[] {
  const states: AlertState[] = []
  if (status.silencedBy.length > 0) states.push('silenced')
  if (status.inhibitedBy.length > 0) states.push('inhibited')
  if (mutedBy.length > 0) states.push('muted')
  return states.length === 0 ? active : states
}

export interface EntryFilter {
  readonly matchers: readonly Matcher[]
  /** For the name of the receiver; undefined for all. */
  readonly receiver: Regexp | undefined
}

/** Groups with those of their entries that pass. */
export function filterEntries(
  groups: readonly RoutedGroup[],
  { matchers, receiver }: EntryFilter,
): readonly RoutedGroup[] {
  const filtered: RoutedGroup[] = []
  for (const { group, entries } of groups) {
    if (receiver !== undefined && !receiver.matches(group.receiver)) continue
    const kept = matchers.length === 0 ? entries : entries.filter(({ alert }) => matchesAll(matchers, alert.labels))
    if (kept.length > 0) filtered.push({ group, entries: kept })
  }
  return filtered
}

/** Groups with those of their entries that are in one of the states. */
export function inStates(groups: readonly RoutedGroup[], states: ReadonlySet<AlertState>): readonly RoutedGroup[] {
  const filtered: RoutedGroup[] = []
  for (const { group, entries } of groups) {
    const kept = entries.filter((entry) => entry.states.some((state) => states.has(state)))
    if (kept.length > 0) filtered.push({ group, entries: kept })
  }
  return filtered
}

export type StateCounts = Readonly<Record<AlertState, number>>

/** How many alerts are in which state. Each alert counts once, however many groups it is in. */
export function countStates(groups: readonly RoutedGroup[]): StateCounts {
  const counts = { active: 0, silenced: 0, inhibited: 0, muted: 0 }
  const seen = new Map<string, readonly AlertState[]>()
  for (const { entries } of groups) {
    for (const { alert, states } of entries) {
      const before = seen.get(alert.fingerprint)
      for (const state of states) if (!before?.includes(state)) counts[state]++
      seen.set(alert.fingerprint, before === undefined ? states : [...before, ...states])
    }
  }
  return counts
}

/** Every alert once. */
export function alertsOf(groups: readonly RoutedGroup[]): readonly WireAlert[] {
  const alerts = new Map<string, WireAlert>()
  for (const { entries } of groups) for (const { alert } of entries) alerts.set(alert.fingerprint, alert)
  return [...alerts.values()]
}
