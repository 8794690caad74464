// The draft that is being written, with everything that follows from it.

import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useGroups } from '../../api/queries.ts'
import { useNow } from '../../components/time/times.tsx'
import { instantOfWallText, wallTextOf } from '../../components/time/wall-time.ts'
import { matchersOf } from '../../filter/chip.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import type { TimeZoneChoice } from '../../settings/settings.ts'
import { type CheckedDraft, checkDraft, type Draft } from './draft.ts'
import { type Preview, previewOf } from './preview.ts'

export interface WrittenDraft {
  readonly draft: Draft
  readonly checked: CheckedDraft
  readonly preview: Preview
  /** `preview` may lag behind what is typed; this does not. */
  readonly previewNow: () => Preview
  readonly change: (change: Partial<Draft>) => void
}

/** @param edited the id of the silence that is changed */
export function useDraft(initial: Draft, edited = ''): WrittenDraft {
  const { settings } = useServices()
  const zone = useObservable(settings.timeZone)
  const now = useNow()
  const [draft, setDraft] = useState(initial)
  const writtenIn = useRef(zone)
  useEffect(() => {
    const before = writtenIn.current
    if (before === zone) return
    writtenIn.current = zone
    setDraft((draft) => inZone(draft, before, zone))
  }, [zone])
  const { data } = useGroups()
  const chips = useDeferredValue(draft.chips)
  const preview = useMemo(() => previewOf(matchersOf(chips), data?.alerts ?? [], edited), [chips, data, edited])
  return {
    draft,
    checked: checkDraft(draft, { now, zone }),
    preview,
    previewNow: () => previewOf(matchersOf(draft.chips), data?.alerts ?? [], edited),
    change: (change) => setDraft((before) => ({ ...before, ...change })),
  }
}

/** The same times as another zone's clock shows them. */
function inZone(draft: Draft, before: TimeZoneChoice, after: TimeZoneChoice): Draft {
  const moved = (text: string): string => {
    const at = instantOfWallText(text, before)
    return at === undefined ? text : wallTextOf(at, after)
  }
  const { start, lasting } = draft
  return {
    ...draft,
    start: start === undefined ? undefined : moved(start),
    lasting: lasting.kind === 'until' ? { kind: 'until', text: moved(lasting.text) } : lasting,
  }
}
