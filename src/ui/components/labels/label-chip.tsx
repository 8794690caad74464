// One label: its name quiet, its value strong. A click filters by it, a click with a modifier key excludes it.

import type { MouseEvent } from 'react'
import classes from './labels.module.css'

interface LabelChipProps {
  readonly name: string
  readonly value: string
  /** Without it the label is text. */
  readonly onPick?: (picked: { readonly name: string; readonly value: string; readonly isExcluded: boolean }) => void
}

export function LabelChip({ name, value, onPick }: LabelChipProps) {
  const content = (
    <>
      <span className={classes.name}>{name}</span> <span className={classes.value}>{value}</span>
    </>
  )
  if (onPick === undefined) return <span className={classes.chip}>{content}</span>
  const pick = (event: MouseEvent): void => {
    event.stopPropagation()
    onPick({ name, value, isExcluded: event.altKey || event.ctrlKey || event.metaKey || event.shiftKey })
  }
  return (
    <button
      type="button"
      className={classes.chip}
      title={`Show only ${name}=${value}; with Shift, Ctrl or Alt: hide it`}
      onClick={pick}
    >
      {content}
    </button>
  )
}
