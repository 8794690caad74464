// Above the silences: which state, what is searched for, by whom, in which order.

import { Link } from '@tanstack/react-router'
import { type Ref, useId } from 'react'
import classes from './silences.module.css'
import {
  type SilenceOrder,
  type SilenceState,
  type SilencesView,
  silenceOrders,
  silenceStates,
} from './silences-view.ts'
import { useTypedSearch } from './use-typed-search.ts'

interface SilencesToolbarProps {
  readonly view: SilencesView
  readonly counts: Readonly<Record<SilenceState, number>>
  readonly creators: readonly { readonly name: string; readonly count: number }[]
  readonly onChange: (change: Partial<SilencesView>) => void
  readonly searchRef: Ref<HTMLInputElement>
}

const orderWords: Readonly<Record<SilenceOrder, string>> = {
  ending: 'ending first',
  newest: 'newest change first',
  mutes: 'muting most first',
  creator: 'by creator',
}

export function SilencesToolbar({ view, counts, creators, onChange, searchRef }: SilencesToolbarProps) {
  const name = useId()
  const [search, typeSearch] = useTypedSearch(view.search, (text) => onChange({ search: text }))
  return (
    <div className={classes.toolbar}>
      <fieldset className={classes.states}>
        <legend className="visually-hidden">State</legend>
        {silenceStates.map((state) => (
          <label key={state} className={classes.state}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={view.state === state}
              onChange={() => onChange({ state })}
            />
            {state} <span className={classes.count}>{counts[state]}</span>
          </label>
        ))}
      </fieldset>
      <input
        ref={searchRef}
        type="search"
        className={classes.search}
        aria-label="Search silences"
        placeholder="search matchers, names, reasons…"
        value={search}
        onChange={(event) => typeSearch(event.currentTarget.value)}
      />
      <span className={classes.choice}>
        <span className={classes.quiet} aria-hidden="true">
          by
        </span>
        <select
          aria-label="By creator"
          value={view.creator}
          onChange={(event) => onChange({ creator: event.currentTarget.value })}
        >
          <option value="">everybody</option>
          {view.creator !== '' && !creators.some((creator) => creator.name === view.creator) && (
            <option value={view.creator}>{view.creator}</option>
          )}
          {creators.map((creator) => (
            <option key={creator.name} value={creator.name}>
              {creator.name === '' ? 'nobody named' : creator.name} ({creator.count})
            </option>
          ))}
        </select>
      </span>
      <span className={classes.choice}>
        <select
          aria-label="Order"
          value={view.order}
          onChange={(event) => onChange({ order: event.currentTarget.value as SilenceOrder })}
        >
          {silenceOrders.map((order) => (
            <option key={order} value={order}>
              {orderWords[order]}
            </option>
          ))}
        </select>
      </span>
      <Link to="/silences/new" className={classes.newSilence}>
        New silence
      </Link>
    </div>
  )
}
