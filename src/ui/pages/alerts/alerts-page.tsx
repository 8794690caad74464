// The Alerts page: what fires, how bad it is, since when, and who was told.

import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { Matcher } from '../../../model/matcher.ts'
import { useGroups } from '../../api/queries.ts'
import type { FilterBarHandle } from '../../components/filter-bar/filter-bar.tsx'
import { PageTitle } from '../../components/frame/page-title.tsx'
import { useShortcuts } from '../../components/shortcuts/use-shortcuts.ts'
import { chipOf, withChip } from '../../filter/chip.ts'
import { matchersForAll } from '../../filter/matchers-for-labels.ts'
import { writeAlertsView } from '../../url-state.ts'
import { AlertList } from './alert-list.tsx'
import classes from './alerts.module.css'
import { EmptyPage } from './empty-page.tsx'
import { NewsPill } from './news-pill.tsx'
import { rowsOf } from './rows.ts'
import { SelectionBar } from './selection-bar.tsx'
import { silenceSearch } from './silence-search.ts'
import { Toolbar } from './toolbar.tsx'
import { useAlertsView } from './use-alerts-view.ts'
import { usePlaces } from './use-places.ts'
import { useSelection } from './use-selection.ts'
import { useShownAlerts } from './use-shown-alerts.ts'

export function AlertsPage() {
  const { data, isError } = useGroups()
  const control = useAlertsView()
  const { view, change, setOpen } = control
  const shown = useShownAlerts(data, view)
  const selection = useSelection()
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set())
  const filter = useRef<FilterBarHandle>(null)
  const navigate = useNavigate()

  const question = JSON.stringify(writeAlertsView({ ...view, open: [] }))
  const isHeld = view.open.length > 0 || selection.selected.size > 0
  const { placed, showAll } = usePlaces({ fresh: shown.groups, question, isHeld })
  const open = useMemo(() => new Set(view.open), [view.open])
  const rows = useMemo(() => rowsOf(placed, { whole, open }), [placed, whole, open])

  const silence = (fingerprints: ReadonlySet<string>): void => {
    const labels = shown.all
      .flatMap(({ entries }) => entries)
      .filter(({ alert }) => fingerprints.has(alert.fingerprint))
      .map(({ alert }) => alert.labels)
    if (labels.length > 0) void navigate({ to: '/silences/new', search: silenceSearch(matchersForAll(labels)) })
  }
  useShortcuts([
    { key: '/', label: 'Filter', run: () => filter.current?.focus() },
    {
      key: 'Escape',
      label: 'Close and unselect everything',
      run: () => {
        selection.clear()
        if (view.open.length > 0) setOpen([])
      },
    },
    { key: '.', label: 'Show what is new', run: showAll },
  ])

  const pick = (name: string, value: string, isExcluded: boolean): void => {
    const chip = chipOf(new Matcher(isExcluded ? '!=' : '=', name, value))
    change({ chips: withChip(view.chips, chip), open: [] })
  }
  return (
    <>
      <PageTitle isHidden>Alerts</PageTitle>
      <Toolbar control={control} shown={shown} filterRef={filter} />
      <NewsPill waiting={placed.waiting} gone={placed.gone} onShow={showAll} />
      {data === undefined ? (
        <FirstFrame isError={isError} />
      ) : rows.length === 0 ? (
        <EmptyPage data={data} control={control} shown={shown} />
      ) : (
        <AlertList
          rows={rows}
          open={open}
          selected={selection.selected}
          actions={{
            toggleOpen: (fingerprint) => setOpen([...open.symmetricDifference(new Set([fingerprint]))]),
            toggleSelected: (fingerprint, isRange) => selection.toggle(fingerprint, isRange ? rows : undefined),
            pick,
          }}
          showWhole={(id) => setWhole(new Set([...whole, id]))}
          onSilence={(fingerprint) => {
            if (selection.selected.size > 0) silence(selection.selected)
            else if (fingerprint !== undefined) silence(new Set([fingerprint]))
          }}
        />
      )}
      <SelectionBar
        count={selection.selected.size}
        onSilence={() => silence(selection.selected)}
        onSelectAll={() => selection.add(shown.alerts.map(({ fingerprint }) => fingerprint))}
        total={shown.alerts.length}
        onClear={selection.clear}
      />
    </>
  )
}

/** The frame of the page, until the first answer is there. */
function FirstFrame({ isError }: { readonly isError: boolean }) {
  if (isError) return <p className={classes.first}>There is no answer from the server yet. The page goes on asking.</p>
  return (
    <div className={classes.first} aria-busy="true">
      <span className="visually-hidden">Loading the alerts</span>
      {Array.from({ length: 6 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
        <div key={index} className={classes.placeholder} />
      ))}
    </div>
  )
}
