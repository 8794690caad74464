// Where an alert with some labels goes, and what is said about it. Pure; the matching is the server's own.

import { type Instant, minute } from '../../../model/instant.ts'
import type { LabelSet } from '../../../model/labels.ts'
import { mutedByTimes, type TimeIntervals } from '../../../pipeline/time-intervals.ts'
import { groupLabelsFor, matchRoutes, type Route } from '../../../routing/route.ts'
import { formatSpan } from '../../components/time/format-time.ts'
import type { RoutingTable } from './wire-tree.ts'

export interface RouteAnswer {
  /** The routes that take the alert, in their order. */
  readonly targets: readonly Route[]
  /** Ids of these and of the routes above them. */
  readonly path: ReadonlySet<string>
}

export function answerFor({ root }: Pick<RoutingTable, 'root'>, labels: LabelSet): RouteAnswer {
  const targets = matchRoutes(root, labels)
  const path = new Set<string>()
  markPath(root, new Set(targets.map(({ id }) => id)), path)
  return { targets, path }
}

/** True when the route or one below it is wanted. */
function markPath(route: Route, wanted: ReadonlySet<string>, path: Set<string>): boolean {
  let isOn = wanted.has(route.id)
  for (const child of route.routes) if (markPath(child, wanted, path)) isOn = true
  if (isOn) path.add(route.id)
  return isOn
}

export interface RouteSentence {
  readonly receiver: string
  /** What follows the receiver's name. */
  readonly rest: string
  /** Set when nothing is told at the asked time. */
  readonly muted: string | undefined
}

interface AskedTime {
  readonly intervals: TimeIntervals
  readonly at: Instant
  /** How a time is written for the person. */
  readonly momentOf: (at: Instant) => string
}

/** `team-db` `after 30 s, grouped by cluster and alertname; repeats every 4 h`. */
export function sentenceFor(route: Route, labels: LabelSet, asked: AskedTime): RouteSentence {
  const wait = route.groupWait === 0 ? 'at once' : `after ${formatSpan(route.groupWait)}`
  const rest = `${wait}, ${groupingWords(route, labels)}; news every ${formatSpan(route.groupInterval)}, repeats every ${formatSpan(route.repeatInterval)}`
  return { receiver: route.receiver, rest, muted: mutedWords(route, asked) }
}

function groupingWords(route: Route, labels: LabelSet): string {
  if (route.groupByAll) return 'each alert by itself'
  if (route.groupBy.length === 0) return 'all alerts of the route in one group'
  const present = groupLabelsFor(route, labels)
  const names = route.groupBy.map((name) => (present.has(name) ? `${name} (${present.get(name)})` : `${name} (absent)`))
  return `grouped by ${listWords(names)}`
}

function mutedWords(route: Route, { intervals, at, momentOf }: AskedTime): string | undefined {
  const names = mutedByTimes(route, intervals, at)
  if (names.length === 0) return undefined
  const isInactive =
    route.activeTimeIntervals.length > 0 && names.every((name) => route.activeTimeIntervals.includes(name))
  const end = endOfMuting(route, intervals, at)
  const until = end === undefined ? 'for more than a week' : `until ${momentOf(end)}`
  return isInactive
    ? `tells only within ${listWords(names, 'or')}: silent ${until}`
    : `muted by ${listWords(names)} ${until}`
}

/** So far one looks ahead. */
const longestLook = 8 * 24 * 60

/** The first whole minute after `at` at which the route tells again; undefined when that is more than a week away. */
export function endOfMuting(route: Route, intervals: TimeIntervals, at: Instant): Instant | undefined {
  const first = Math.floor(at / minute) * minute
  for (let ahead = 1; ahead <= longestLook; ahead++) {
    const then = first + ahead * minute
    if (mutedByTimes(route, intervals, then).length === 0) return then
  }
  return undefined
}

export function listWords(words: readonly string[], conjunction = 'and'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`
}

/** What a route has otherwise than its parent, in words; all of it for the root. */
export function differences(route: Route, parent: Route | undefined): readonly string[] {
  const words: string[] = []
  const differs = (name: 'groupWait' | 'groupInterval' | 'repeatInterval'): boolean =>
    parent === undefined || route[name] !== parent[name]
  if (
    parent === undefined ||
    route.groupByAll !== parent.groupByAll ||
    route.groupBy.join('\n') !== parent.groupBy.join('\n')
  ) {
    words.push(
      route.groupByAll
        ? 'each alert by itself'
        : route.groupBy.length === 0
          ? 'one group'
          : `by ${listWords(route.groupBy)}`,
    )
  }
  if (differs('groupWait')) words.push(route.groupWait === 0 ? 'tells at once' : `waits ${formatSpan(route.groupWait)}`)
  if (differs('groupInterval')) words.push(`news every ${formatSpan(route.groupInterval)}`)
  if (differs('repeatInterval')) words.push(`repeats every ${formatSpan(route.repeatInterval)}`)
  if (route.muteTimeIntervals.length > 0) words.push(`muted by ${listWords(route.muteTimeIntervals)}`)
  if (route.activeTimeIntervals.length > 0) words.push(`only within ${listWords(route.activeTimeIntervals, 'or')}`)
  return words
}
