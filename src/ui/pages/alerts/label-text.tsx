// A label within a line or a title: text that filters by it when it is clicked. With a modifier key it is excluded.

import type { MouseEvent } from 'react'
import classes from './alerts.module.css'

interface LabelTextProps {
  readonly name: string
  readonly value: string
  readonly onPick: (name: string, value: string, isExcluded: boolean) => void
  /** For titles: the value is what counts. */
  readonly isStrong?: boolean
}

export function LabelText({ name, value, onPick, isStrong = false }: LabelTextProps) {
  const pick = (event: MouseEvent): void => {
    event.stopPropagation()
    onPick(name, value, event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
  }
  return (
    <button
      type="button"
      className={classes.label}
      title={`Show only ${name}="${value}"; with Shift, Ctrl or Alt: hide it`}
      onClick={pick}
    >
      {name === 'alertname' ? null : <span className={classes.labelName}>{name} </span>}
      <span className={isStrong ? classes.titleValue : undefined}>{value === '' ? 'none' : value}</span>
    </button>
  )
}
