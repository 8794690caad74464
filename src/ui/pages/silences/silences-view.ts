// What an address of the Silences page says, and how it is written:
// `#/silences?state=expired&search=db&creator=ann&order=newest`. Alertmanager's `filter` is searched for, too.

import { chipsFromFilters } from '../../filter/chip.ts'
import type { SearchParams } from '../../search-text.ts'

export const silenceStates = ['active', 'pending', 'expired'] as const
export type SilenceState = (typeof silenceStates)[number]

/** `ending`: what ends next comes first; of the expired ones, what ended last. */
export const silenceOrders = ['ending', 'newest', 'mutes', 'creator'] as const
export type SilenceOrder = (typeof silenceOrders)[number]

export interface SilencesView {
  readonly state: SilenceState
  readonly search: string
  /** The whole name; '' for all. */
  readonly creator: string
  readonly order: SilenceOrder
}

export function readSilencesView(params: SearchParams): SilencesView {
  const last = (name: string): string => params[name]?.at(-1) ?? ''
  const filters = chipsFromFilters(params.filter ?? []).map(({ text }) => text)
  return {
    state: silenceStates.find((state) => state === last('state')) ?? 'active',
    search: [last('search'), ...filters].filter((text) => text !== '').join(' '),
    creator: last('creator'),
    order: silenceOrders.find((order) => order === last('order')) ?? 'ending',
  }
}

/** Leaves out what is so by default. */
export function writeSilencesView({ state, search, creator, order }: SilencesView): SearchParams {
  return {
    ...(state === 'active' ? {} : { state: [state] }),
    ...(search === '' ? {} : { search: [search] }),
    ...(creator === '' ? {} : { creator: [creator] }),
    ...(order === 'ending' ? {} : { order: [order] }),
  }
}
