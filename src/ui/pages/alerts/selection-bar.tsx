// What can be done with the selected alerts, at the lower edge, where the thumb is.

import { Button } from '@mantine/core'
import classes from './alerts.module.css'

interface SelectionBarProps {
  readonly count: number
  /** How many are shown. */
  readonly total: number
  readonly onSilence: () => void
  readonly onSelectAll: () => void
  readonly onClear: () => void
}

export function SelectionBar({ count, total, onSilence, onSelectAll, onClear }: SelectionBarProps) {
  if (count === 0) return null
  return (
    <section className={classes.selection} aria-label="Selected alerts">
      <span className="figures" role="status">
        {count} selected
      </span>
      <Button size="compact-md" onClick={onSilence}>
        Silence {count === 1 ? 'it' : `these ${count}`}
      </Button>
      {count < total && (
        <Button size="compact-md" variant="default" onClick={onSelectAll}>
          Select all {total}
        </Button>
      )}
      <Button size="compact-md" variant="subtle" onClick={onClear}>
        Clear
      </Button>
    </section>
  )
}
