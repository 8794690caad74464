// By how much a silence is extended: what is offered, and the new end. Pure.

import { hour, type Instant } from '../../../model/instant.ts'
import { tomorrowMorning } from '../../components/time/wall-time.ts'
import type { TimeZoneChoice } from '../../settings/settings.ts'

export const extensions = ['1h', '4h', 'tomorrow'] as const
export type Extension = (typeof extensions)[number]

export const extensionWords: Readonly<Record<Extension, string>> = {
  '1h': 'by 1 h',
  '4h': 'by 4 h',
  tomorrow: 'until tomorrow 9:00',
}

/** The new end; undefined when the silence already lasts as long. */
export function extendedEnd(
  extension: Extension,
  { endsAt, now, zone }: { readonly endsAt: Instant; readonly now: Instant; readonly zone: TimeZoneChoice },
): Instant | undefined {
  if (extension === '1h') return endsAt + hour
  if (extension === '4h') return endsAt + 4 * hour
  const morning = tomorrowMorning(now, zone)
  return morning > endsAt ? morning : undefined
}
