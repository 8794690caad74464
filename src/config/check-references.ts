// Checks across sections: what routes refer to exists, and no name is given twice. As config/config.go Config.UnmarshalYAML.

import type { RouteConfig } from '../routing/route-schema.ts'
import type { DecodeContext } from '../schema/decode-context.ts'
import { nearestName } from '../schema/nearest-name.ts'
import type { ConfigFile } from './config-schema.ts'

interface Known {
  readonly receivers: ReadonlySet<string>
  readonly intervals: ReadonlySet<string>
}

/** Reports references that lead nowhere, names that are not unique, and what the root route must not have. */
export function checkReferences(file: ConfigFile, context: DecodeContext): void {
  const known: Known = {
    receivers: uniqueNames(file.receivers, 'receiver', context),
    intervals: uniqueNames([...file.muteTimeIntervals, ...file.timeIntervals], 'time interval', context),
  }
  if (file.route === undefined) {
    context.reportAt(file, undefined, 'there is no route', 'Add route with a receiver.')
    return
  }
  checkRoot(file.route, context)
  checkRoute(file.route, known, context)
}

function uniqueNames(
  items: readonly { readonly name: string }[],
  what: string,
  context: DecodeContext,
): ReadonlySet<string> {
  const names = new Set<string>()
  for (const item of items) {
    if (names.has(item.name))
      context.reportAt(item, 'name', `there are two ${what}s named "${item.name}"`, 'Rename one of the two.')
    names.add(item.name)
  }
  return names
}

function checkRoot(root: RouteConfig, context: DecodeContext): void {
  if (root.receiver === '')
    context.reportAt(
      root,
      'receiver',
      'the root route needs a receiver',
      'Add receiver: it is told where no other route matches.',
    )
  for (const key of ['match', 'match_re', 'matchers'] as const) {
    if (isFilled(root, key))
      context.report(
        context.keyOf(root, key),
        `the root route cannot have ${key}: it takes every alert`,
        'Move it to a route below routes.',
      )
  }
  if (root.muteTimeIntervals.length > 0) {
    context.report(
      context.keyOf(root, 'mute_time_intervals'),
      'the root route cannot have mute_time_intervals',
      'Move them to a route below routes.',
    )
  }
  if (root.activeTimeIntervals.length > 0) {
    context.report(
      context.keyOf(root, 'active_time_intervals'),
      'the root route cannot have active_time_intervals',
      'Move them to a route below routes.',
    )
  }
  if (root.continue)
    context.report(context.keyOf(root, 'continue'), 'the root route cannot have continue', 'Remove it.')
}

function isFilled({ written }: RouteConfig, key: 'match' | 'match_re' | 'matchers'): boolean {
  if (key === 'match') return written.match.size > 0
  return key === 'match_re' ? written.matchRe.size > 0 : written.matchers.length > 0
}

function checkRoute(route: RouteConfig, known: Known, context: DecodeContext): void {
  if (route.receiver !== '' && !known.receivers.has(route.receiver)) {
    context.reportAt(
      route,
      'receiver',
      `there is no receiver "${route.receiver}"`,
      suggestion(route.receiver, known.receivers, 'receivers'),
    )
  }
  for (const key of ['mute_time_intervals', 'active_time_intervals'] as const) {
    const names = key === 'mute_time_intervals' ? route.muteTimeIntervals : route.activeTimeIntervals
    for (const [i, name] of names.entries()) {
      if (known.intervals.has(name)) continue
      context.report(
        context.itemOf(route, key, i),
        `there is no time interval "${name}"`,
        suggestion(name, known.intervals, 'time_intervals'),
      )
    }
  }
  for (const child of route.routes) checkRoute(child, known, context)
}

function suggestion(name: string, known: ReadonlySet<string>, section: string): string {
  const nearest = nearestName(name, [...known])
  if (nearest !== undefined) return `Did you mean "${nearest}"?`
  return known.size === 0
    ? `Define it under ${section}.`
    : `Define it under ${section}, or use one of: ${[...known].slice(0, 10).join(', ')}.`
}
