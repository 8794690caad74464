// The route tree: who is told. Built once from the configuration, then only read.

import type { Duration } from '../model/instant.ts'
import { hour, minute, second } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { compareMatchers, formatMatchers, type Matcher, matchAll } from '../model/matcher.ts'
import { MatcherIndex } from '../model/matcher-index.ts'
import type { RouteConfig } from './route-schema.ts'

/** One node of the tree with everything that it inherits from its parents. */
export interface Route {
  /** Counts the routes, children before their parent. */
  readonly index: number
  /** Unique in the tree: the matchers from the root on, with each node's position among its siblings. */
  readonly id: string
  /** The matchers from the root on: the first part of a group's key. Two routes may share it. */
  readonly key: string
  readonly receiver: string
  readonly groupBy: readonly string[]
  readonly groupByAll: boolean
  readonly groupWait: Duration
  readonly groupInterval: Duration
  readonly repeatInterval: Duration
  /** Not inherited. */
  readonly muteTimeIntervals: readonly string[]
  /** Not inherited. */
  readonly activeTimeIntervals: readonly string[]
  readonly labels: LabelSet
  readonly matchers: readonly Matcher[]
  readonly continue: boolean
  readonly routes: readonly Route[]
  /** `routes`, by what their matchers demand: see indexRoutes. */
  readonly routeIndex: MatcherIndex<Route>
}

type Inherited = Pick<
  Route,
  'receiver' | 'groupBy' | 'groupByAll' | 'groupWait' | 'groupInterval' | 'repeatInterval' | 'labels'
>

/** What the root has unless the file says otherwise. As dispatch/route.go DefaultRouteOpts. */
const rootDefaults: Inherited = {
  receiver: '',
  groupBy: [],
  groupByAll: false,
  groupWait: 30 * second,
  groupInterval: 5 * minute,
  repeatInterval: 4 * hour,
  labels: LabelSet.empty,
}

/** Builds the tree from the configuration's root route, whose values have been checked. */
export function buildRoute(config: RouteConfig): Route {
  let count = 0
  const childless = indexRoutes([])

  function build(
    config: RouteConfig,
    parent: { inherited: Inherited; id: string; key: string } | undefined,
    position: number,
  ): Route {
    const from = parent?.inherited ?? rootDefaults
    const matchers = [...config.matchers].sort(compareMatchers)
    const text = formatMatchers(matchers)
    const inherited: Inherited = {
      receiver: config.receiver || from.receiver,
      ...grouping(config, from),
      groupWait: config.groupWait ?? from.groupWait,
      groupInterval: config.groupInterval ?? from.groupInterval,
      repeatInterval: config.repeatInterval ?? from.repeatInterval,
      labels:
        config.labels.size === 0
          ? from.labels
          : LabelSet.fromEntries([...from.labels.entries(), ...config.labels.entries()]),
    }
    const id = parent === undefined ? text : `${parent.id}/${text}/${position}`
    const key = parent === undefined ? text : `${parent.key}/${text}`
    const routes = config.routes.map((child, i) => build(child, { inherited, id, key }, i))
    return {
      ...inherited,
      index: count++,
      id,
      key,
      muteTimeIntervals: config.muteTimeIntervals,
      activeTimeIntervals: config.activeTimeIntervals,
      matchers,
      continue: config.continue,
      routes,
      routeIndex: routes.length === 0 ? childless : indexRoutes(routes),
    }
  }

  return build(config, undefined, 0)
}

/** Makes siblings quick to choose from. */
export function indexRoutes(routes: readonly Route[]): MatcherIndex<Route> {
  const index = new MatcherIndex<Route>()
  for (const [position, route] of routes.entries()) index.add(route, route.matchers, position)
  return index
}

/** A list of names ends an inherited `...`, but `...` on a child of a route with a list keeps the list. As dispatch/route.go newRoute. */
function grouping(config: RouteConfig, from: Inherited): Pick<Inherited, 'groupBy' | 'groupByAll'> {
  if (config.groupBy !== undefined) return { groupBy: config.groupBy, groupByAll: false }
  return { groupBy: from.groupBy, groupByAll: from.groupByAll || config.groupByAll }
}

/**
 * The routes that an alert goes down: depth first, from left to right, the deepest that match; a match without
 * `continue` ends the search among its siblings. Empty when not even the root matches.
 */
export function matchRoutes(root: Route, labels: LabelSet): readonly Route[] {
  if (!matchAll(root.matchers, labels)) return []
  const found: Route[] = []
  for (const child of root.routeIndex.candidates(labels)) {
    const matches = matchRoutes(child, labels)
    found.push(...matches)
    if (matches.length > 0 && !child.continue) break
  }
  return found.length > 0 ? found : [root]
}

/** The labels of an alert by which the route groups. Those that the alert lacks are missing from the answer too. */
export function groupLabelsFor(route: Route, labels: LabelSet): LabelSet {
  if (route.groupByAll) return labels
  return labels.only(route.groupBy)
}

/**
 * Names the group of a route that an alert goes into: two label sets have the same name exactly when groupLabelsFor gives
 * the same for both. Costs less than these labels do; the same for these labels themselves.
 */
export function groupNameFor(route: Route, labels: LabelSet): string {
  if (route.groupByAll) return labels.fingerprint
  const [only = '', ...others] = route.groupBy
  if (others.length === 0) return labels.get(only)
  let name = ''
  for (const label of route.groupBy) {
    const value = labels.get(label)
    // The length comes first, so that no value can imitate the border between two. No label is empty: '' stands for none.
    name += `${value.length}:${value}`
  }
  return name
}

/** Every route of the tree, parents first. */
export function* walkRoutes(root: Route): Generator<Route> {
  yield root
  for (const child of root.routes) yield* walkRoutes(child)
}
