// What an address of the Routes page says: the labels that are asked about, and the time: `#/routes?filter={team="db"}&at=…`.

import { LabelSet } from '../../../model/labels.ts'
import { type Chip, chipsFromFilters, filtersFromChips } from '../../filter/chip.ts'
import type { SearchParams } from '../../search-text.ts'

export interface RoutesView {
  readonly chips: readonly Chip[]
  /** RFC 3339; undefined for now. */
  readonly at: string | undefined
}

export function readRoutesView(params: SearchParams): RoutesView {
  const at = params.at?.at(-1)
  return {
    chips: chipsFromFilters(params.filter ?? []).map(asLabel),
    at: at === undefined || Number.isNaN(Date.parse(at)) ? undefined : at,
  }
}

export function writeRoutesView({ chips, at }: RoutesView): SearchParams {
  const filter = filtersFromChips(chips)
  return { ...(filter.length === 0 ? {} : { filter }), ...(at === undefined ? {} : { at: [at] }) }
}

/** An alert has labels, not conditions: what is no `name=value` is a mistake here. */
export function asLabel(chip: Chip): Chip {
  if (chip.matcher === undefined || chip.matcher.type === '=') return chip
  return { text: chip.text, error: 'a label of an alert is written name=value', position: undefined }
}

export function labelsOf(chips: readonly Chip[]): LabelSet {
  const pairs: (readonly [string, string])[] = []
  for (const { matcher } of chips) {
    // As Prometheus does, an empty label is none.
    if (matcher?.type === '=' && matcher.value !== '') pairs.push([matcher.name, matcher.value])
  }
  return LabelSet.fromEntries(pairs)
}

/** With what was typed last winning over an older value of the same label. */
export function withoutDoubles(chips: readonly Chip[]): readonly Chip[] {
  return chips.filter(
    ({ matcher }, index) =>
      matcher === undefined || !chips.slice(index + 1).some((later) => later.matcher?.name === matcher.name),
  )
}
