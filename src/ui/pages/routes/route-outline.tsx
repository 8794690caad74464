// The route tree as an indented outline.

import { Link } from '@tanstack/react-router'
import type { Route } from '../../../routing/route.ts'
import { MatcherChip } from '../../components/labels/matcher-chip.tsx'
import { differences, type RouteAnswer } from './route-answer.ts'
import classes from './routes.module.css'

/** What is in the groups of a route now. */
export interface RouteCount {
  readonly groups: number
  readonly alerts: number
}

interface RouteOutlineProps {
  readonly root: Route
  /** Undefined while no labels are asked about. */
  readonly answer: RouteAnswer | undefined
  /** By the id of the route. */
  readonly counts: ReadonlyMap<string, RouteCount>
}

export function RouteOutline({ root, answer, counts }: RouteOutlineProps) {
  return (
    <ul className={classes.tree} aria-label="Routes" data-asked={answer !== undefined}>
      <RouteNode route={root} parent={undefined} answer={answer} counts={counts} />
    </ul>
  )
}

interface RouteNodeProps extends Omit<RouteOutlineProps, 'root'> {
  readonly route: Route
  readonly parent: Route | undefined
}

function RouteNode({ route, parent, answer, counts }: RouteNodeProps) {
  const isTarget = answer?.targets.some(({ id }) => id === route.id) ?? false
  const isOnPath = answer?.path.has(route.id) ?? false
  const count = counts.get(route.id)
  return (
    <li>
      <div id={rowId(route)} className={classes.route} data-place={isTarget ? 'target' : isOnPath ? 'path' : undefined}>
        <span className={classes.matchers}>
          {route.matchers.map((matcher) => (
            <MatcherChip key={matcher.toString()} matcher={matcher} />
          ))}
          {route.matchers.length === 0 && (
            <span className="quiet">{parent === undefined ? 'every alert' : 'every alert of the route above'}</span>
          )}
        </span>
        <span className={classes.receiver}>
          → <strong>{route.receiver}</strong>
          {isTarget && <span className={classes.here}> goes here</span>}
        </span>
        <span className={classes.differences}>
          {[...differences(route, parent), ...(route.continue ? ['goes on to the next routes, too'] : [])].join(' · ')}
        </span>
        <span className={classes.live}>
          {count === undefined ? (
            <span className="quiet">nothing now</span>
          ) : (
            <Link
              to="/alerts"
              search={{ receiver: [escaped(route.receiver)], silenced: ['true'], inhibited: ['true'], muted: ['true'] }}
            >
              {count.alerts} {count.alerts === 1 ? 'alert' : 'alerts'} in {count.groups}{' '}
              {count.groups === 1 ? 'group' : 'groups'}
            </Link>
          )}
        </span>
      </div>
      {route.routes.length > 0 && (
        <ul>
          {route.routes.map((child) => (
            <RouteNode key={child.id} route={child} parent={route} answer={answer} counts={counts} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** Where the route stands in the document. */
export function rowId({ index }: Route): string {
  return `route-${index}`
}

/** The address has a pattern for the receiver's name. */
function escaped(name: string): string {
  return name.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}
