// Tells the desktop of critical alerts that are new, when the person has asked for it. One notice for all that are new.

import { useEffect, useRef } from 'react'
import type { WireAlert } from '../../../api/v2/schema.ts'
import { labelOf } from '../../filter/labels.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'

/** @param critical those that fire; undefined until it is known */
export function useDesktopNotices(critical: readonly WireAlert[] | undefined): void {
  const { settings } = useServices()
  const isWanted = useObservable(settings.desktopNotices)
  const known = useRef<ReadonlySet<string> | undefined>(undefined)
  useEffect(() => {
    if (critical === undefined) return
    const before = known.current
    known.current = new Set(critical.map(({ fingerprint }) => fingerprint))
    // What fired before the page was opened is no news.
    if (before === undefined || !isWanted) return
    const fresh = critical.filter(({ fingerprint }) => !before.has(fingerprint))
    const [first] = fresh
    if (first !== undefined) show(first, fresh.length)
  }, [critical, isWanted])
}

function show(first: WireAlert, count: number): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const name = labelOf(first.labels, 'alertname') || 'An alert'
  const title = count === 1 ? `${name} fires` : `${name} and ${count - 1} more fire`
  const notice = new Notification(title, { body: labelOf(first.annotations, 'summary'), tag: 'tocsin' })
  notice.onclick = () => {
    window.focus()
    notice.close()
  }
}
