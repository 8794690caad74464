// The states of an alert, each by a shape and a word: no colour has to tell them apart.

import type { AlertState } from '../../url-state.ts'
import classes from './alerts.module.css'

/** The shape alone, for where the word stands beside it. */
export function StateShape({ state }: { readonly state: AlertState }) {
  return (
    <svg className={classes.shape} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      {shapes[state]}
    </svg>
  )
}

/** Shape and word, for what keeps an alert quiet. */
export function StateMark({ state }: { readonly state: AlertState }) {
  return (
    <span className={classes.mark}>
      <StateShape state={state} />
      {state}
    </span>
  )
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const

const shapes = {
  active: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  silenced: (
    <>
      <circle cx="6" cy="6" r="4.5" {...line} />
      <path d="M3 9 9 3" {...line} />
    </>
  ),
  inhibited: <path d="M6 1 11 6 6 11 1 6Z" {...line} />,
  muted: <path d="M8.5 1.5a4.8 4.8 0 1 0 2 7A4 4 0 0 1 8.5 1.5Z" {...line} />,
} as const
