// Which of its labels an alert's line shows: those in which it differs from the rest of its group. Pure.

import type { Labels } from '../../filter/labels.ts'

export interface LineLabel {
  readonly name: string
  readonly value: string
  /** Whether the value needs no name beside it. */
  readonly speaksForItself: boolean
}

/** More would be no line any more; all of them are in the opened alert. */
const most = 5

/** In the order in which they are shown. What they name is plain from what they say. */
const telling = [
  'instance',
  'host',
  'hostname',
  'node',
  'pod',
  'container',
  'device',
  'mountpoint',
  'volume',
  'namespace',
  'service',
  'job',
  'cluster',
]

/** What the line shows by other means, or what no person reads. */
const untold: ReadonlySet<string> = new Set(['alertname', 'severity', 'prometheus', 'prometheus_replica'])

export interface LineContext {
  /** Labels that the group's head shows. */
  readonly title: Labels
  /** Names of labels that all alerts of the group share. */
  readonly shared: ReadonlySet<string>
}

export function lineLabels(labels: Labels, { title, shared }: LineContext): readonly LineLabel[] {
  const names = Object.keys(labels).filter((name) => !Object.hasOwn(title, name) && !shared.has(name))
  const told = names.filter((name) => !untold.has(name))
  // Where nothing tells it from others, what no person reads is still better than nothing. The severity is seen anyway.
  const shown = told.length > 0 ? told : names.filter((name) => name !== 'severity' && name !== 'alertname')
  return shown
    .map((name) => ({ name, rank: telling.indexOf(name) }))
    .sort((a, b) => rankOf(a.rank) - rankOf(b.rank) || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name, rank }) => ({ name, value: labels[name] as string, speaksForItself: rank >= 0 }))
}

function rankOf(rank: number): number {
  return rank < 0 ? telling.length : rank
}
