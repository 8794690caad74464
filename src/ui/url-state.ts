// What an address of the Alerts page says, and how it is written. Alertmanager's own addresses say the same:
// `#/alerts?silenced=true&filter={a="b"}&receiver=team&group=cluster&customGrouping=true`.

import { type Chip, chipsFromFilters, filtersFromChips } from './filter/chip.ts'
import type { SearchParams } from './search-text.ts'

/** Why an alert is, or is not, told. One that several things keep quiet counts for each of them. */
export const alertStates = ['active', 'silenced', 'inhibited', 'muted'] as const
export type AlertState = (typeof alertStates)[number]

/** By what groups, and the alerts in them, are sorted. */
export const alertOrders = ['severity', 'newest', 'oldest', 'name'] as const
export type AlertOrder = (typeof alertOrders)[number]

export interface AlertsView {
  readonly chips: readonly Chip[]
  /** A regular expression for the whole name of a receiver, as Alertmanager's templates link to it; '' for all. */
  readonly receiver: string
  readonly states: ReadonlySet<AlertState>
  /** Labels to group by; none of them puts all in one group. Undefined: as the routes group. */
  readonly groupBy: readonly string[] | undefined
  readonly order: AlertOrder
  /** Fingerprints of the alerts that are open. */
  readonly open: readonly string[]
}

const shownByDefault: ReadonlySet<AlertState> = new Set(['active'])

export function readAlertsView(params: SearchParams): AlertsView {
  const last = (name: string): string | undefined => params[name]?.at(-1)
  const order = last('order')
  const groupBy = last('group')
  return {
    chips: chipsFromFilters(params.filter ?? []),
    receiver: last('receiver') ?? '',
    states: new Set(alertStates.filter((state) => isShown(state, last(state)))),
    groupBy: groupBy === undefined ? undefined : namesIn(groupBy),
    order: alertOrders.find((each) => each === order) ?? 'severity',
    open: namesIn(last('open') ?? ''),
  }
}

/** Leaves out what is so by default. */
export function writeAlertsView(view: AlertsView): SearchParams {
  const params: Record<string, readonly string[]> = {}
  const filters = filtersFromChips(view.chips)
  if (filters.length > 0) params.filter = filters
  if (view.receiver !== '') params.receiver = [view.receiver]
  for (const state of alertStates) {
    const shown = view.states.has(state)
    if (shown !== shownByDefault.has(state)) params[state] = [String(shown)]
  }
  if (view.groupBy !== undefined) {
    params.group = [view.groupBy.join(',')]
    params.customGrouping = ['true']
  }
  if (view.order !== 'severity') params.order = [view.order]
  if (view.open.length > 0) params.open = [view.open.join(',')]
  return params
}

function isShown(state: AlertState, text: string | undefined): boolean {
  return text === undefined ? shownByDefault.has(state) : text.toLowerCase() !== 'false'
}

function namesIn(text: string): readonly string[] {
  return text.split(',').filter((name) => name !== '')
}
