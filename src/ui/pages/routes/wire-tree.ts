// The server's route tree and time intervals, from the wire back to what the server's own code works on. Pure.

import type { WireRoute, WireRoutes, WireTimeInterval } from '../../../api/tocsin/schema.ts'
import { LabelSet } from '../../../model/labels.ts'
import { Location } from '../../../model/location.ts'
import { Matcher } from '../../../model/matcher.ts'
import type { TimeInterval } from '../../../model/time-interval.ts'
import type { TimeIntervals } from '../../../pipeline/time-intervals.ts'
import { indexRoutes, type Route } from '../../../routing/route.ts'

export interface RoutingTable {
  readonly root: Route
  readonly intervals: TimeIntervals
}

export function routingTable({ route, timeIntervals }: WireRoutes): RoutingTable {
  return {
    root: routeOf(route),
    intervals: new Map(timeIntervals.map(({ name, intervals }) => [name, intervals.map(intervalOf)])),
  }
}

function routeOf(wire: WireRoute): Route {
  const routes = wire.routes.map(routeOf)
  return {
    ...wire,
    labels: LabelSet.fromRecord(wire.labels),
    matchers: wire.matchers.map(({ name, value, isRegex, isEqual = true }) => {
      return new Matcher(isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=', name, value)
    }),
    routes,
    routeIndex: indexRoutes(routes),
  }
}

function intervalOf({ times, weekdays, daysOfMonth, months, years, location }: WireTimeInterval): TimeInterval {
  return {
    times,
    weekdays,
    daysOfMonth,
    months,
    years,
    location: location === undefined ? undefined : locationOf(location),
  }
}

/** A browser may know fewer zones than the server; it then reads the times as UTC, which the page cannot tell. */
function locationOf(name: string): Location {
  try {
    return Location.parse(name)
  } catch {
    return Location.utc
  }
}
