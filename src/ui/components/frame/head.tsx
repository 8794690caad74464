// The head of the page: its name, the pages with how much is on them, the line to the server, and what a person may choose.

import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useGroups, useSilences } from '../../api/queries.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import classes from './frame.module.css'
import { LiveMark } from './live-mark.tsx'

export function Head({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <header className={classes.head}>
      <div className={classes.headInner}>
        <Link to="/alerts" className={classes.brand}>
          <BrandMark />
          tocsin
        </Link>
        <nav className={classes.nav} aria-label="Pages">
          <Link to="/alerts" activeOptions={pathOnly}>
            Alerts <AlertCount />
          </Link>
          <Link to="/silences" activeOptions={withSubpages}>
            Silences <SilenceCount />
          </Link>
          <Link to="/routes" activeOptions={pathOnly}>
            Routes
          </Link>
          <Link to="/status" activeOptions={pathOnly}>
            Status
          </Link>
        </nav>
        <div className={classes.tools}>
          <LiveMark />
          <ZoneButton />
          <ThemeButton />
          <button
            type="button"
            className={classes.tool}
            aria-label="Keys and settings"
            title="Keys and settings (?)"
            onClick={onHelp}
          >
            ?
          </button>
        </div>
      </div>
    </header>
  )
}

const pathOnly = { exact: true, includeSearch: false }
const withSubpages = { exact: false, includeSearch: false }

/** A bell, seen from below. */
function BrandMark() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <circle cx="9" cy="9" r="2.5" fill="currentColor" />
    </svg>
  )
}

function AlertCount() {
  const { data } = useGroups()
  return data === undefined ? null : <span className={classes.count}>{data.alerts.length}</span>
}

function SilenceCount() {
  const { data } = useSilences()
  if (data === undefined) return null
  return <span className={classes.count}>{data.filter(({ status }) => status.state === 'active').length}</span>
}

function ZoneButton() {
  const { settings } = useServices()
  const zone = useObservable(settings.timeZone)
  const other = zone === 'UTC' ? 'local' : 'UTC'
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={`Times are ${zone}; show ${other} times`}
      title={`Times are ${zone}`}
      onClick={() => settings.timeZone.set(other)}
    >
      {zone}
    </button>
  )
}

const schemes = ['auto', 'light', 'dark'] as const

function ThemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const shown = useComputedColorScheme('light')
  const next = schemes[(schemes.indexOf(colorScheme) + 1) % schemes.length] ?? 'auto'
  const name = colorScheme === 'auto' ? 'auto' : shown
  return (
    <button
      type="button"
      className={classes.tool}
      aria-label={`Colours are ${name}; make them ${next}`}
      title={`Colours: ${name}`}
      onClick={() => setColorScheme(next)}
    >
      <span aria-hidden="true">{colorScheme === 'auto' ? '◐' : colorScheme === 'dark' ? '☾' : '☀'}</span>
    </button>
  )
}
