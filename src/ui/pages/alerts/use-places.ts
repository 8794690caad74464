// Holds the places of what is shown, as keep-places.ts keeps them, and decides when everything may take its new place.

import { useEffect, useMemo, useRef, useState } from 'react'
import type { Duration } from '../../../model/instant.ts'
import { useServices } from '../../services.tsx'
import type { ShownGroup } from './arrange.ts'
import { keepPlaces, type Placed } from './keep-places.ts'

/** Nobody who neither types nor points for so long, at the top of the page, is kept from seeing what is new. */
const stillness: Duration = 30_000

interface PlacesOptions {
  readonly fresh: readonly ShownGroup[]
  /** Another one when the person asked for something else: then everything takes its place at once. */
  readonly question: string
  /** While something is open or selected, nothing moves by itself. */
  readonly isHeld: boolean
}

export function usePlaces({ fresh, question, isHeld }: PlacesOptions): {
  readonly placed: Placed
  readonly showAll: () => void
} {
  const { clock } = useServices()
  const [shown, setShown] = useState({ groups: fresh, question })
  // Where there was nothing to read, nothing can be moved away.
  const isStale = shown.question !== question || (shown.groups.length === 0 && fresh.length > 0)
  if (isStale) setShown({ groups: fresh, question })
  const groups = isStale ? fresh : shown.groups
  const placed = useMemo(() => keepPlaces(groups, fresh), [groups, fresh])
  const showAll = (): void => setShown({ groups: fresh, question })

  // Data may come every second: the waiting must not begin anew each time.
  const latest = useRef({ groups: fresh, question })
  useEffect(() => {
    latest.current = { groups: fresh, question }
  })
  const isWaiting = placed.waiting + placed.gone > 0
  useEffect(() => {
    if (!isWaiting || isHeld) return
    const settle = (): void => {
      if (window.scrollY < 8 || document.hidden) setShown(latest.current)
    }
    if (document.hidden) {
      settle()
      return
    }
    let cancel = clock.after(stillness, settle)
    const onSign = (): void => {
      cancel()
      cancel = clock.after(stillness, settle)
    }
    const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const
    for (const sign of signs) addEventListener(sign, onSign, { passive: true })
    document.addEventListener('visibilitychange', settle)
    return () => {
      cancel()
      for (const sign of signs) removeEventListener(sign, onSign)
      document.removeEventListener('visibilitychange', settle)
    }
  }, [isWaiting, isHeld, clock])
  return { placed, showAll }
}
