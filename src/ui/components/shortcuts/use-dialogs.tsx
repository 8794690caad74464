// The help and the palette, with the keys that open them.

import { type ReactNode, useEffect, useState } from 'react'
import { HelpDialog } from './help-dialog.tsx'
import { Palette } from './palette.tsx'
import { useShortcuts } from './use-shortcuts.ts'

export function useDialogs(): { readonly openHelp: () => void; readonly dialogs: ReactNode } {
  const [open, setOpen] = useState<'help' | 'palette'>()
  const openHelp = (): void => setOpen('help')
  useShortcuts([{ key: '?', label: 'Keys and settings', run: openHelp }])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setOpen('palette')
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  const close = (): void => setOpen(undefined)
  const dialogs = (
    <>
      {open === 'help' && <HelpDialog onClose={close} />}
      {open === 'palette' && <Palette onClose={close} />}
    </>
  )
  return { openHelp, dialogs }
}
