// A route as the file has it. As Alertmanager's config/config.go Route.

import type { Duration } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import type { Matcher } from '../model/matcher.ts'
import { listOrEmpty, mapOf } from '../schema/collection-fields.ts'
import { type Field, lazy, member, optional } from '../schema/field.ts'
import {
  allMatchers,
  checkLabelName,
  labelNamesExcept,
  matchers,
  matchMap,
  matchRegexpMap,
} from '../schema/label-fields.ts'
import { boolean } from '../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../schema/object.ts'
import { withTemplates } from '../schema/template-fields.ts'
import { duration, text } from '../schema/text-fields.ts'

/** In `group_by`: group by all labels. */
const everyLabel = '...'

const deprecatedMatch = 'use matchers'

// Split where `routes` stands, because the printed file has it there.
const membersBeforeRoutes = {
  receiver: member(text, 'Who is told; the receiver of the route above unless set. The root route must have one.'),
  group_by: member(
    labelNamesExcept(everyLabel),
    `The labels by whose values alerts are put into groups; ['${everyLabel}'] means all labels. Taken from the route above unless set.`,
  ),
  match: member(matchMap, 'Labels and the values that an alert must have.', { deprecated: deprecatedMatch }),
  match_re: member(matchRegexpMap, 'Labels and regular expressions that their values must match whole.', {
    deprecated: deprecatedMatch,
  }),
  matchers: member(
    matchers,
    'Matchers that an alert must fulfil, all of them. The root route takes every alert and must have none.',
  ),
  mute_time_intervals: member(
    listOrEmpty(text),
    'Names of time intervals in which nothing is told. Not for the root route, and not inherited.',
  ),
  active_time_intervals: member(
    listOrEmpty(text),
    'Names of time intervals outside of which nothing is told. Not for the root route, and not inherited.',
  ),
  continue: member(boolean, 'True: an alert that went down this route is offered to the next ones, too.', {
    always: true,
  }),
} as const

const membersAfterRoutes = {
  group_wait: member(
    optional(duration),
    'How long a new group waits for more alerts before it is told; 30s unless set here or above.',
  ),
  group_interval: member(
    optional(duration),
    'How long a group waits before it tells of new alerts; 5m unless set here or above. Not 0.',
  ),
  repeat_interval: member(
    optional(duration),
    'After how long a notification is repeated; 4h unless set here or above. Not 0.',
  ),
  labels: member(
    withTemplates(mapOf(text, { key: checkLabelName })),
    'Labels of the route, which notifications can use; those of the routes above are kept. Since 0.34.',
  ),
} as const

const noRoutes: readonly RouteConfig[] = []

const members = {
  ...membersBeforeRoutes,
  routes: member(
    listOrEmpty(lazy((): Field<RouteConfig> => routeConfig, undefined as unknown as RouteConfig)),
    'The routes below, tried in their order.',
  ),
  ...membersAfterRoutes,
}

type WrittenRoute = Decoded<typeof membersBeforeRoutes> &
  Decoded<typeof membersAfterRoutes> & { readonly routes: readonly RouteConfig[] }

/** A route whose own values have been checked. What is undefined (or '' for the receiver) comes from the route above. */
export interface RouteConfig {
  readonly receiver: string
  /** Undefined also where `group_by` is only `...`. */
  readonly groupBy: readonly string[] | undefined
  readonly groupByAll: boolean
  /** All of match, match_re and matchers. */
  readonly matchers: readonly Matcher[]
  readonly muteTimeIntervals: readonly string[]
  readonly activeTimeIntervals: readonly string[]
  readonly continue: boolean
  readonly routes: readonly RouteConfig[]
  readonly groupWait: Duration | undefined
  readonly groupInterval: Duration | undefined
  readonly repeatInterval: Duration | undefined
  readonly labels: LabelSet
  /** As the file has it, for printing. */
  readonly written: WrittenRoute
}

export const routeConfig: Field<RouteConfig> = object<typeof members, RouteConfig>('a route', members, {
  finish,
  restore: (value) => value.written,
})

function finish(written: WrittenRoute, complain: Complain<typeof members>): RouteConfig {
  if (written.groupBy !== undefined) checkGroupBy(written.groupBy, complain)
  if (written.groupInterval === 0)
    complain('group_interval', 'group_interval cannot be zero', 'Write how long a group waits, such as 5m.')
  if (written.repeatInterval === 0)
    complain('repeat_interval', 'repeat_interval cannot be zero', 'Write after how long to repeat, such as 4h.')
  const routes = written.routes.filter((route) => route !== undefined)
  if (routes.length < written.routes.length) {
    complain('routes', 'there is an empty entry in this list', 'Remove it, or write the route behind the dash.')
  }
  const groupByAll = written.groupBy?.includes(everyLabel) ?? false
  return {
    ...written,
    groupBy: groupByAll ? undefined : written.groupBy,
    groupByAll,
    matchers: allMatchers(written),
    labels: written.labels.size === 0 ? LabelSet.empty : LabelSet.fromEntries(written.labels),
    routes: routes.length === 0 ? noRoutes : routes,
    written: routes.length === written.routes.length ? written : { ...written, routes },
  }
}

function checkGroupBy(names: readonly string[], complain: Complain<typeof members>): void {
  const labels = names.filter((name) => name !== everyLabel)
  if (labels.length < names.length && labels.length > 0) {
    complain(
      'group_by',
      `group_by cannot have both ${everyLabel} and other labels`,
      `Keep ['${everyLabel}'] to group by all labels, or remove it.`,
    )
  }
  for (const name of new Set(labels.filter((label, i) => labels.indexOf(label) < i))) {
    complain('group_by', `"${name}" is in group_by twice`, 'Keep one of the two.')
  }
}
