// The order in which the API lists silences.

import type { Instant } from '../model/instant.ts'
import { type Silence, type SilenceState, silenceState } from '../model/silence.ts'

const states: readonly SilenceState[] = ['active', 'pending', 'expired']

/**
 * Active ones first, the next to end before the others; then pending ones by their start; then expired ones, the latest
 * first. Equal ones stay as they are. As api/v2/api.go SortSilences.
 */
export function silencesInQueryOrder(silences: Iterable<Silence>, now: Instant): readonly Silence[] {
  const placed = [...silences].map((silence) => {
    const state = silenceState(silence, now)
    return { silence, rank: states.indexOf(state), place: placeWithin(state, silence) }
  })
  placed.sort((a, b) => a.rank - b.rank || a.place - b.place)
  return placed.map(({ silence }) => silence)
}

function placeWithin(state: SilenceState, { startsAt, endsAt }: Silence): number {
  switch (state) {
    case 'active':
      return endsAt.at
    case 'pending':
      return startsAt.at
    case 'expired':
      return -endsAt.at
    default:
      return state satisfies never
  }
}
