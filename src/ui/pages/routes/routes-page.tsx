// The routes: who is told of what. Labels that are typed above light up the way that an alert with them would go.

import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { WireGroups } from '../../../api/tocsin/schema.ts'
import { minute } from '../../../model/instant.ts'
import { useGroups, useRoutes } from '../../api/queries.ts'
import { FilterBar, type FilterBarHandle } from '../../components/filter-bar/filter-bar.tsx'
import { PageTitle } from '../../components/frame/page-title.tsx'
import { useShortcuts } from '../../components/shortcuts/use-shortcuts.ts'
import { useNow } from '../../components/time/times.tsx'
import { chipOf } from '../../filter/chip.ts'
import { matchersForLabels } from '../../filter/matchers-for-labels.ts'
import { Vocabulary } from '../../filter/vocabulary.ts'
import type { SearchParams } from '../../search-text.ts'
import { AlertPicker } from './alert-picker.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import { AskedTime } from './asked-time.tsx'
import { answerFor } from './route-answer.ts'
import { type RouteCount, RouteOutline } from './route-outline.tsx'
import classes from './routes.module.css'
import { asLabel, labelsOf, type RoutesView, readRoutesView, withoutDoubles, writeRoutesView } from './routes-view.ts'
import { routingTable } from './wire-tree.ts'

export function RoutesPage() {
  const params = useSearch({ strict: false }) as SearchParams // parseSearchText made it
  const navigate = useNavigate()
  const { data: wire, error } = useRoutes()
  const { data: groups } = useGroups()
  const view = useMemo(() => readRoutesView(params), [params])
  const table = useMemo(() => (wire === undefined ? undefined : routingTable(wire)), [wire])
  const labels = useMemo(() => labelsOf(view.chips), [view])
  const isAsked = view.chips.length > 0
  const answer = useMemo(
    () => (table === undefined || !isAsked ? undefined : answerFor(table, labels)),
    [table, labels, isAsked],
  )
  const counts = useMemo(() => countsOf(groups), [groups])
  const words = useMemo(() => new Vocabulary((groups?.alerts ?? []).map((alert) => alert.labels)), [groups])
  const now = Math.floor(useNow() / minute) * minute
  const [isPicking, setPicking] = useState(false)
  const bar = useRef<FilterBarHandle>(null)
  const change = (part: Partial<RoutesView>): void =>
    void navigate({ to: '/routes', search: writeRoutesView({ ...view, ...part }), replace: true, resetScroll: false })
  useShortcuts([{ key: '/', label: 'Type labels', run: () => bar.current?.focus() }])

  return (
    <>
      <PageTitle isHidden>Routes</PageTitle>
      <div className={classes.ask}>
        <div className={classes.bar}>
          <FilterBar
            ref={bar}
            chips={view.chips}
            onChange={(chips) => change({ chips: withoutDoubles(chips.map(asLabel)) })}
            words={words}
            label="Labels of an alert"
            placeholder={isAsked ? 'add a label…' : 'labels of an alert: where would it go?'}
          />
        </div>
        <Button variant="default" onClick={() => setPicking(true)}>
          Pick an alert…
        </Button>
        <AskedTime at={view.at} onChange={(at) => change({ at })} />
      </div>
      {table === undefined && (
        <p className="quiet">{error === null ? 'Reading the routes…' : 'The routes could not be read yet.'}</p>
      )}
      {table !== undefined && answer !== undefined && (
        <AnswerPanel
          table={table}
          answer={answer}
          labels={labels}
          at={view.at === undefined ? now : Date.parse(view.at)}
        />
      )}
      {table !== undefined && <RouteOutline root={table.root} answer={answer} counts={counts} />}
      {isPicking && (
        <AlertPicker
          onClose={() => setPicking(false)}
          onPick={(alert) => {
            setPicking(false)
            change({ chips: matchersForLabels(alert.labels).map(chipOf) })
          }}
        />
      )}
    </>
  )
}

function countsOf(groups: WireGroups | undefined): ReadonlyMap<string, RouteCount> {
  const counts = new Map<string, RouteCount>()
  for (const { routeId, alerts } of groups?.groups ?? []) {
    const before = counts.get(routeId) ?? { groups: 0, alerts: 0 }
    counts.set(routeId, { groups: before.groups + 1, alerts: before.alerts + alerts.length })
  }
  return counts
}
