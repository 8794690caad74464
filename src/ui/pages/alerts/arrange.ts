// Which groups the page shows, and in which order: those of the router, or others by labels of the person's choice. Pure.

import type { WireGroup } from '../../../api/tocsin/schema.ts'
import type { Instant } from '../../../model/instant.ts'
import { type Labels, labelOf } from '../../filter/labels.ts'
import { type Severity, severities, severityRank } from '../../severity.ts'
import type { AlertOrder } from '../../url-state.ts'
import type { Entry, RoutedGroup } from './entries.ts'

/** A group as it stands on the page. */
export interface ShownGroup {
  readonly id: string
  /** What its title says: the group's labels, `alertname` first. */
  readonly title: Labels
  readonly entries: readonly Entry[]
  readonly worst: Severity
  /** How many entries are how bad. */
  readonly counts: Readonly<Record<Severity, number>>
  /** The router's own group; absent where the person groups. */
  readonly routed: WireGroup | undefined
  readonly receivers: readonly string[]
  /** Label names that all entries share with the same value: what a line need not repeat. */
  readonly shared: ReadonlySet<string>
}

export interface Arrangement {
  /** Undefined: as the router groups. */
  readonly groupBy: readonly string[] | undefined
  readonly order: AlertOrder
}

export function arrange(groups: readonly RoutedGroup[], { groupBy, order }: Arrangement): readonly ShownGroup[] {
  const shown =
    groupBy === undefined
      ? groups.map(({ group, entries }) =>
          shownGroup({ id: group.id, title: group.labels, entries, routed: group, receivers: [group.receiver], order }),
        )
      : regroup(groups, groupBy, order)
  return sortGroups(shown, order)
}

function regroup(groups: readonly RoutedGroup[], groupBy: readonly string[], order: AlertOrder): readonly ShownGroup[] {
  const byId = new Map<string, { title: Labels; entries: Map<string, Entry>; receivers: Set<string> }>()
  for (const { group, entries } of groups) {
    for (const entry of entries) {
      const title: Record<string, string> = Object.create(null)
      for (const name of groupBy) title[name] = labelOf(entry.alert.labels, name)
      const id = JSON.stringify(title)
      let found = byId.get(id)
      if (found === undefined) {
        found = { title, entries: new Map(), receivers: new Set() }
        byId.set(id, found)
      }
      found.entries.set(entry.alert.fingerprint, merged(found.entries.get(entry.alert.fingerprint), entry))
      found.receivers.add(group.receiver)
    }
  }
  return [...byId].map(([id, { title, entries, receivers }]) =>
    shownGroup({
      id,
      title,
      entries: [...entries.values()],
      routed: undefined,
      receivers: [...receivers].sort(),
      order,
    }),
  )
}

/** An alert is muted only where every group that tells it is. */
function merged(known: Entry | undefined, entry: Entry): Entry {
  if (known === undefined) return entry
  return known.mutedBy.length <= entry.mutedBy.length ? known : entry
}

function shownGroup(
  group: Pick<ShownGroup, 'id' | 'title' | 'entries' | 'routed' | 'receivers'> & { readonly order: AlertOrder },
): ShownGroup {
  const { id, title, routed, receivers, order } = group
  const entries = group.entries.toSorted(comparing(order))
  const counts: Record<Severity, number> = { critical: 0, warning: 0, info: 0, other: 0 }
  for (const { severity } of entries) counts[severity]++
  const worst = severities.find((severity) => counts[severity] > 0) ?? 'other'
  return { id, title, entries, routed, receivers, counts, worst, shared: sharedNames(entries) }
}

function sharedNames(entries: readonly Entry[]): ReadonlySet<string> {
  const [first, ...rest] = entries
  const shared = new Set(first === undefined || rest.length === 0 ? [] : Object.keys(first.alert.labels))
  if (first === undefined) return shared
  for (const { alert } of rest) {
    for (const name of shared) {
      if (labelOf(alert.labels, name) !== labelOf(first.alert.labels, name)) shared.delete(name)
    }
    if (shared.size === 0) break
  }
  return shared
}

/** Two entries of one group. */
function comparing(order: AlertOrder): (a: Entry, b: Entry) => number {
  switch (order) {
    case 'severity':
      return (a, b) => severityRank(a.severity) - severityRank(b.severity) || youngestFirst(a, b)
    case 'newest':
      return youngestFirst
    case 'oldest':
      return (a, b) => a.startsAt - b.startsAt || byFingerprint(a, b)
    case 'name':
      // The server's own order: by job, instance, and the other labels.
      return () => 0
    default:
      return order satisfies never
  }
}

function youngestFirst(a: Entry, b: Entry): number {
  return b.startsAt - a.startsAt || byFingerprint(a, b)
}

/** So that equal ones keep their order over answers. */
function byFingerprint(a: Entry, b: Entry): number {
  return a.alert.fingerprint < b.alert.fingerprint ? -1 : 1
}

function sortGroups(groups: readonly ShownGroup[], order: AlertOrder): readonly ShownGroup[] {
  const keyed = groups.map((group) => ({
    group,
    name: titleText(group.title),
    youngest: youngest(group),
    oldest: oldest(group),
  }))
  keyed.sort((a, b) => {
    const byName = compareText(a.name, b.name) || compareText(a.group.id, b.group.id)
    switch (order) {
      case 'severity':
        return severityRank(a.group.worst) - severityRank(b.group.worst) || b.youngest - a.youngest || byName
      case 'newest':
        return b.youngest - a.youngest || byName
      case 'oldest':
        return a.oldest - b.oldest || byName
      case 'name':
        return byName
      default:
        return order satisfies never
    }
  })
  return keyed.map(({ group }) => group)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function youngest({ entries }: ShownGroup): Instant {
  let at = Number.NEGATIVE_INFINITY
  for (const { startsAt } of entries) if (startsAt > at) at = startsAt
  return at
}

function oldest({ entries }: ShownGroup): Instant {
  let at = Number.POSITIVE_INFINITY
  for (const { startsAt } of entries) if (startsAt < at) at = startsAt
  return at
}

/** The labels of a title in the order in which they are shown: the alert's name first. */
export function titleLabels(title: Labels): readonly (readonly [name: string, value: string])[] {
  return Object.entries(title).sort(([a], [b]) => Number(b === 'alertname') - Number(a === 'alertname'))
}

/** How many of them a title takes. */
const mostShared = 4

/** Where the person groups: what all alerts of the group have in common beside that, and their lines leave out. */
export function sharedLabels({ entries, title, shared, routed }: ShownGroup): readonly (readonly [string, string])[] {
  const [first] = entries
  if (routed !== undefined || first === undefined) return []
  return Object.entries(first.alert.labels)
    .filter(([name]) => shared.has(name) && !Object.hasOwn(title, name) && name !== 'alertname' && name !== 'severity')
    .slice(0, mostShared)
}

function titleText(title: Labels): string {
  return titleLabels(title)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}
