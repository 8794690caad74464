// What surrounds every page: the head with the ways to the other pages, the bar that says when the server is away, the
// page itself, and what may lie over it.

import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useServices } from '../../services.tsx'
import { NoticeList } from '../notices/notice-list.tsx'
import { useDialogs } from '../shortcuts/use-dialogs.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import classes from './frame.module.css'
import { Head } from './head.tsx'
import { TabSignal } from './tab-signal.tsx'

export function Frame() {
  const { live, ticker, shortcuts } = useServices()
  useEffect(() => live.start(), [live])
  useEffect(() => ticker.start(), [ticker])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => void shortcuts.handle(event)
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [shortcuts])
  const { openHelp, dialogs } = useDialogs()

  return (
    <>
      {/* A button: an address with a # of its own would lead the router astray. */}
      <button type="button" className={classes.skip} onClick={focusMain}>
        Skip to the page
      </button>
      <Head onHelp={openHelp} />
      <ConnectionBar />
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <NoticeList />
      {dialogs}
      <TabSignal />
    </>
  )
}

function focusMain(): void {
  document.querySelector<HTMLElement>('#main')?.focus()
}
