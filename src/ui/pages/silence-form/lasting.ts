// How long a silence is to last, as a person chooses it: a span, until a morning, or until an exact time. Pure.

import { type Duration, hour, type Instant, minute } from '../../../model/instant.ts'
import { formatMoment, formatSpan } from '../../components/time/format-time.ts'
import { instantOfWallText, mondayMorning, tomorrowMorning } from '../../components/time/wall-time.ts'
import type { TimeZoneChoice } from '../../settings/settings.ts'

export type Lasting =
  | { readonly kind: 'for'; readonly span: Duration }
  | { readonly kind: 'tomorrow' }
  | { readonly kind: 'monday' }
  /** The text of a date field. */
  | { readonly kind: 'until'; readonly text: string }

export interface Preset {
  readonly label: string
  readonly lasting: Lasting
}

export const presets: readonly Preset[] = [
  { label: '30 m', lasting: { kind: 'for', span: 30 * minute } },
  { label: '1 h', lasting: { kind: 'for', span: hour } },
  { label: '4 h', lasting: { kind: 'for', span: 4 * hour } },
  { label: 'until tomorrow 9:00', lasting: { kind: 'tomorrow' } },
  { label: 'until Monday 9:00', lasting: { kind: 'monday' } },
]

interface When {
  /** When the silence begins. */
  readonly from: Instant
  readonly now: Instant
  readonly zone: TimeZoneChoice
}

/** The end; undefined while the exact time is no time. */
export function endOf(lasting: Lasting, { from, now, zone }: When): Instant | undefined {
  switch (lasting.kind) {
    case 'for':
      return from + lasting.span
    case 'tomorrow':
      return tomorrowMorning(Math.max(from, now), zone)
    case 'monday':
      return mondayMorning(Math.max(from, now), zone)
    case 'until':
      return instantOfWallText(lasting.text, zone)
    default:
      return lasting satisfies never
  }
}

/** `for 4 h`, `until tomorrow 9:00`, `until 18:30`. */
export function lastingWords(lasting: Lasting, { from, now, zone }: When): string {
  switch (lasting.kind) {
    case 'for':
      return `for ${formatSpan(lasting.span)}`
    case 'tomorrow':
      return from > now ? `until ${momentOf(lasting, { from, now, zone })}` : 'until tomorrow 9:00'
    case 'monday':
      return from > now ? `until ${momentOf(lasting, { from, now, zone })}` : 'until Monday 9:00'
    case 'until':
      return `until ${momentOf(lasting, { from, now, zone })}`
    default:
      return lasting satisfies never
  }
}

function momentOf(lasting: Lasting, when: When): string {
  const end = endOf(lasting, when)
  return end === undefined ? 'a time still to be given' : formatMoment(end, when.now, when.zone)
}

export function isSameLasting(a: Lasting, b: Lasting): boolean {
  return a.kind === b.kind && (a.kind !== 'for' || (b.kind === 'for' && a.span === b.span))
}
