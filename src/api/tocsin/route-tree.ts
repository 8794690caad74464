// GET /api/tocsin/v1/routes: the route tree and the time intervals, so that the page can match labels by itself.

import type { Matcher } from '../../model/matcher.ts'
import type { TimeInterval } from '../../model/time-interval.ts'
import type { Route } from '../../routing/route.ts'
import type { ApiDeps } from '../deps.ts'
import type { WireMatcher } from '../v2/schema.ts'
import type { WireRoute, WireRoutes, WireTimeInterval } from './schema.ts'

export function routeTree(deps: Pick<ApiDeps, 'config'>): WireRoutes {
  const { route, timeIntervals } = deps.config()
  return {
    route: wireRoute(route),
    timeIntervals: [...timeIntervals].map(([name, intervals]) => ({ name, intervals: intervals.map(wireInterval) })),
  }
}

function wireRoute(route: Route): WireRoute {
  return {
    ...route,
    labels: route.labels.toJSON(),
    matchers: route.matchers.map(wireMatcher),
    routes: route.routes.map(wireRoute),
  }
}

function wireMatcher({ type, name, value }: Matcher): WireMatcher {
  return { name, value, isRegex: type === '=~' || type === '!~', isEqual: type === '=' || type === '=~' }
}

function wireInterval({ location, ...fields }: TimeInterval): WireTimeInterval {
  const given = Object.entries(fields).filter(([, ranges]) => ranges !== undefined)
  // The server's own zone has no name that the page would know.
  const zone = location?.name === 'Local' ? new Intl.DateTimeFormat().resolvedOptions().timeZone : location?.name
  return { ...Object.fromEntries(given), ...(zone === undefined ? {} : { location: zone }) }
}
