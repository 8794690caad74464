// The view that the address tells, and the ways to change it.

import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { SearchParams } from '../../search-text.ts'
import { type AlertsView, readAlertsView, writeAlertsView } from '../../url-state.ts'

export interface ViewControl {
  readonly view: AlertsView
  /** What the person asks for: a step that the browser's Back undoes. */
  readonly change: (change: Partial<AlertsView>) => void
  /** What is open: no step of its own. */
  readonly setOpen: (open: readonly string[]) => void
}

export function useAlertsView(): ViewControl {
  const search = useSearch({ strict: false }) as SearchParams // the router's search is what parseSearchText made
  const navigate = useNavigate()
  const view = useMemo(() => readAlertsView(search), [search])
  const change = useCallback(
    (changed: Partial<AlertsView>) =>
      void navigate({ to: '/alerts', search: writeAlertsView({ ...view, ...changed }), resetScroll: true }),
    [navigate, view],
  )
  const setOpen = useCallback(
    (open: readonly string[]) =>
      void navigate({ to: '/alerts', search: writeAlertsView({ ...view, open }), replace: true, resetScroll: false }),
    [navigate, view],
  )
  return { view, change, setOpen }
}
