// What is said when there is nothing to list.

import { Link } from '@tanstack/react-router'
import classes from './silences.module.css'
import type { SilencesView } from './silences-view.ts'

interface NoSilencesProps {
  readonly view: SilencesView
  /** Of all states. */
  readonly total: number
  readonly onChange: (change: Partial<SilencesView>) => void
}

const nothing = {
  active: 'Nothing is silenced.',
  pending: 'No silence is waiting to begin.',
  expired: 'No silence has ended lately.',
} as const

export function NoSilences({ view, total, onChange }: NoSilencesProps) {
  const isFiltered = view.search !== '' || view.creator !== ''
  return (
    <div className={classes.nothing}>
      {isFiltered && total > 0 ? (
        <p>
          No {view.state} silence {view.search !== '' && `has “${view.search}” in it`}
          {view.search !== '' && view.creator !== '' && ' and '}
          {view.creator !== '' && `is by ${view.creator}`}.{' '}
          <button type="button" className={classes.word} onClick={() => onChange({ search: '', creator: '' })}>
            show all
          </button>
        </p>
      ) : (
        <p>
          {nothing[view.state]} Silence alerts from <Link to="/alerts">the alerts</Link>, or{' '}
          <Link to="/silences/new">make a silence</Link> for what is to come.
        </p>
      )}
    </div>
  )
}
