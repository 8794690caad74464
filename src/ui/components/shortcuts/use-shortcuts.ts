// Gives a component its keys for as long as it is shown.

import { useEffect, useRef } from 'react'
import { useServices } from '../../services.tsx'
import type { Shortcut } from './shortcuts.ts'

/** The list of keys and labels must not change from one rendering to the next; what they run may. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const services = useServices()
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const stable = latest.current.map((shortcut, index) => ({ ...shortcut, run: () => latest.current[index]?.run() }))
    return services.shortcuts.add(stable)
  }, [services])
}
