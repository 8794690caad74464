// What the page shows, and how: the filter, the receiver, the states, the grouping, the order.

import { Link } from '@tanstack/react-router'
import type { Ref } from 'react'
import { FilterBar, type FilterBarHandle } from '../../components/filter-bar/filter-bar.tsx'
import { matchersOf } from '../../filter/chip.ts'
import { quoteRegexp } from '../../filter/matchers-for-labels.ts'
import { alertOrders, alertStates } from '../../url-state.ts'
import classes from './alerts.module.css'
import { GroupByMenu } from './group-by-menu.tsx'
import { silenceSearch } from './silence-search.ts'
import { StateShape } from './state-mark.tsx'
import type { ViewControl } from './use-alerts-view.ts'
import type { ShownAlerts } from './use-shown-alerts.ts'

interface ToolbarProps {
  readonly control: ViewControl
  readonly shown: ShownAlerts
  readonly filterRef: Ref<FilterBarHandle>
}

const orderNames = {
  severity: 'worst first',
  newest: 'newest first',
  oldest: 'oldest first',
  name: 'by name',
} as const

export function Toolbar({ control, shown, filterRef }: ToolbarProps) {
  const { view, change } = control
  const matchers = matchersOf(view.chips)
  return (
    <search className={classes.toolbar} aria-label="Alerts">
      <FilterBar
        ref={filterRef}
        label="Filter alerts"
        chips={view.chips}
        words={shown.words}
        onChange={(chips) => change({ chips, open: [] })}
      >
        {matchers.length > 0 && matchers.length === view.chips.length && shown.alerts.length > 0 && (
          <Link className={classes.silenceThese} to="/silences/new" search={silenceSearch(matchers)}>
            Silence {shown.alerts.length === 1 ? 'this one' : `these ${shown.alerts.length}`}
          </Link>
        )}
      </FilterBar>
      <div className={classes.choices}>
        <GroupByMenu groupBy={view.groupBy} words={shown.words} onChange={(groupBy) => change({ groupBy, open: [] })} />
        <ReceiverChoice control={control} shown={shown} />
        <label className={classes.choice}>
          <span className="quiet">order</span>
          <select
            value={view.order}
            onChange={({ currentTarget }) =>
              change({ order: alertOrders.find((order) => order === currentTarget.value) ?? 'severity' })
            }
          >
            {alertOrders.map((order) => (
              <option key={order} value={order}>
                {orderNames[order]}
              </option>
            ))}
          </select>
        </label>
        <fieldset className={classes.states}>
          <legend className="visually-hidden">States</legend>
          {alertStates.map((state) => (
            <label key={state} className={classes.state}>
              <input
                type="checkbox"
                checked={view.states.has(state)}
                onChange={() => change({ states: view.states.symmetricDifference(new Set([state])), open: [] })}
              />
              <StateShape state={state} />
              {state} <span className="figures quiet">{shown.counts[state]}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </search>
  )
}

/** A link from a notification may name several receivers by a pattern: it stays as a choice of its own. */
function ReceiverChoice({ control: { view, change }, shown }: Pick<ToolbarProps, 'control' | 'shown'>) {
  const names = [...new Set(shown.all.map(({ group }) => group.receiver))].sort()
  const patterns = new Map(names.map((name) => [quoteRegexp(name), name]))
  const isOther = view.receiver !== '' && !patterns.has(view.receiver)
  return (
    <label className={classes.choice}>
      <span className="quiet">receiver</span>
      <select value={view.receiver} onChange={(event) => change({ receiver: event.currentTarget.value, open: [] })}>
        <option value="">all</option>
        {isOther && <option value={view.receiver}>{view.receiver}</option>}
        {[...patterns].map(([pattern, name]) => (
          <option key={pattern} value={pattern}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
