// The words in which timelines are written: alerts, steps and configurations, short enough to read as a story.

import { stringify } from 'yaml'
import {
  type Action,
  type AlertSpec,
  type Behaviour,
  type MatcherSpec,
  type RelativeTime,
  receiverOrigin,
  type Second,
  type Step,
} from './timeline-case.ts'

/** What happens at a second. */
export function at(second: Second, ...actions: Action[]): Step {
  return { at: second, actions }
}

/** An alert that fires, named by its alertname; more labels and the rest as wanted. */
export function alert(alertname: string, { labels = {}, ...rest }: Partial<AlertSpec> = {}): AlertSpec {
  return { labels: { alertname, ...labels }, ...rest }
}

/** The same alert, over at the second of the step. */
export function resolved(spec: AlertSpec | string): AlertSpec {
  return { ...(typeof spec === 'string' ? alert(spec) : spec), endsAt: 'now' }
}

/** Posts alerts in one request; a text stands for an alert with that name. */
export function post(...alerts: readonly (AlertSpec | string)[]): Action {
  return { post: alerts.map((spec) => (typeof spec === 'string' ? alert(spec) : spec)) }
}

/** Sets or updates the silence called `as`, by default from now for an hour. `matchers` like `a="b", c=~"d.*"`. */
export function silence(
  as: string,
  matchers: string,
  { from = 'now', until = 'now+1h' }: { readonly from?: RelativeTime; readonly until?: RelativeTime } = {},
): Action {
  return { silence: { as, matchers: matchersOf(matchers), startsAt: from, endsAt: until } }
}

function matchersOf(text: string): readonly MatcherSpec[] {
  return [...text.matchAll(/([^\s,=!~]+)(=~|!~|!=|=)"([^"]*)"/g)].map(([, name = '', type = '', value = '']) => ({
    name,
    value,
    isRegex: type.endsWith('~'),
    isEqual: !type.startsWith('!'),
  }))
}

export function expire(as: string): Action {
  return { expire: as }
}

export function reload(config: string): Action {
  return { reload: config }
}

export function restart(): Action {
  return { restart: true }
}

export function crash(): Action {
  return { crash: true }
}

/** Somebody sets the clock, forward or backward. */
export function setClock(seconds: Second): Action {
  return { setClock: seconds }
}

/** From now on the receiver at this path does so. */
export function receiver(path: string, does: Behaviour): Action {
  return { receiver: path, does }
}

type Yaml = string | number | boolean | readonly Yaml[] | { readonly [key: string]: Yaml }

/** A part of a configuration, in the words of the file. */
export type YamlObject = { readonly [key: string]: Yaml }

/** Short timings for timelines that have to be played in real time. */
const quickRoute: YamlObject = { receiver: 'a', group_wait: '1s', group_interval: '2s', repeat_interval: '1h' }

/** The timings that Alertmanager has by default, for timelines in virtual time. */
export const usualTimings: YamlObject = { group_wait: '30s', group_interval: '5m', repeat_interval: '4h' }

/**
 * The text of a configuration. The root route has receiver `a`, group_wait 1 s, group_interval 2 s and repeat_interval
 * 1 h unless said otherwise; every receiver that a route names and `receivers` does not define is a webhook at
 * `/<its name>`.
 */
export function config({ route = {}, receivers = [], ...rest }: ConfigParts = {}): string {
  const root: YamlObject = { ...quickRoute, ...route }
  const defined = new Set(receivers.map((one) => one.name))
  const named = receiverNames(root).filter((name) => !defined.has(name))
  return stringify({ ...rest, route: root, receivers: [...named.map((name) => webhook(name)), ...receivers] })
}

export interface ConfigParts {
  readonly route?: YamlObject
  readonly receivers?: readonly YamlObject[]
  readonly global?: YamlObject
  readonly inhibit_rules?: readonly YamlObject[]
  readonly time_intervals?: readonly YamlObject[]
  readonly mute_time_intervals?: readonly YamlObject[]
}

/** A receiver with one webhook for each set of options; each has the path `/<name>` unless it says another. */
export function webhook(name: string, ...options: readonly YamlObject[]): YamlObject {
  const each = options.length === 0 ? [{}] : options
  return {
    name,
    webhook_configs: each.map(({ path = `/${name}`, ...rest }) => ({ url: `${receiverOrigin}${path}`, ...rest })),
  }
}

function receiverNames(route: YamlObject): readonly string[] {
  const own = typeof route.receiver === 'string' ? [route.receiver] : []
  const children = Array.isArray(route.routes) ? route.routes.flatMap((child) => receiverNames(child)) : []
  return [...new Set([...own, ...children])]
}
