// The text of the search field. What is typed shows at once; the address, which is the truth for everybody else, follows a
// moment later, and wins when it was changed by something else than typing.

import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { parseSearchText } from '../../search-text.ts'
import { readSilencesView } from './silences-view.ts'

/**
 * @param settled what the page shows, which lags behind the address
 * @returns the text of the field, and what to call when it is typed into
 */
export function useTypedSearch(
  settled: string,
  onType: (text: string) => void,
): readonly [string, (text: string) => void] {
  const router = useRouter()
  const [typed, setTyped] = useState(settled)
  const latest = useRef(typed)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever the page has caught up
  useEffect(() => {
    const { search } = readSilencesView(parseSearchText(router.history.location.search))
    if (search === latest.current.trim() || search === latest.current) return
    latest.current = search
    setTyped(search)
  }, [settled, router])
  const type = (text: string): void => {
    latest.current = text
    setTyped(text)
    onType(text)
  }
  return [typed, type]
}
