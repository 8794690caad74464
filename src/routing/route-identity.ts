// Which route of one configuration is which of another one: what outlives a reload or a restart is kept under these names.

import { type Route, walkRoutes } from './route.ts'

/**
 * A name for each route of a tree: its matchers from the root on and its receiver, which is what makes the keys of its groups and
 * whom they tell. Routes that share both are counted. Positions and timings do not matter: a route that is moved, or that
 * waits longer now, is still the same.
 */
export function routeIdentities(root: Route): ReadonlyMap<Route, string> {
  const identities = new Map<Route, string>()
  const counts = new Map<string, number>()
  for (const route of walkRoutes(root)) {
    const name = `${route.key} -> ${route.receiver}`
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    identities.set(route, count === 0 ? name : `${name} (${count + 1})`)
  }
  return identities
}
