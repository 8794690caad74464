// Which groups of one configuration go on in the next one, and as which of its groups.

import { type Alert, isResolvedAt } from '../model/alert.ts'
import type { Instant } from '../model/instant.ts'
import type { LabelSet } from '../model/labels.ts'
import type { Route } from '../routing/route.ts'
import type { Group } from './group.ts'

/** An alert, and a group to which it belongs by the new configuration; the group need not be there yet. */
export interface Placement {
  readonly alert: Alert
  readonly route: Route
  readonly labels: LabelSet
  /** What the group is called in every configuration that has its route. */
  readonly name: string
}

/**
 * The groups to go on, by the names that they have in the new configuration: those whose route is still there; and of the others those
 * whose alerts have gone to a route with the same receiver, there to make a group of the same labels.
 * @param groups by the names that they had
 */
export function heirsOf(
  placements: readonly Placement[],
  groups: ReadonlyMap<string, Group>,
  now: Instant,
): ReadonlyMap<string, Group> {
  const heirs = new Map<string, Group>()
  for (const { alert, name } of placements) {
    const group = groups.get(name)
    if (group === undefined) continue
    if (!isResolvedAt(alert, now) || group.has(alert.labels.fingerprint)) heirs.set(name, group)
  }
  if (heirs.size === groups.size) return heirs
  const left = leftBehind(groups, heirs)
  for (const { alert, route, labels, name } of placements) {
    if (heirs.has(name)) continue
    const candidates = left.get(homeOf(route, labels))
    const group = candidates?.find((each) => each.has(alert.labels.fingerprint))
    if (candidates === undefined || group === undefined) continue
    heirs.set(name, group)
    candidates.splice(candidates.indexOf(group), 1)
  }
  return heirs
}

function leftBehind(groups: ReadonlyMap<string, Group>, heirs: ReadonlyMap<string, Group>): Map<string, Group[]> {
  const left = new Map<string, Group[]>()
  for (const [name, group] of groups) {
    if (heirs.has(name)) continue
    const home = homeOf(group.route, group.labels)
    const known = left.get(home)
    if (known === undefined) left.set(home, [group])
    else known.push(group)
  }
  return left
}

function homeOf({ receiver }: Route, labels: LabelSet): string {
  return `${receiver}:${labels}`
}
