// What can be done with all silences that are selected.

import { Button } from '@mantine/core'
import { extensions, extensionWords } from './extension.ts'
import type { ShownSilence } from './shown-silence.ts'
import classes from './silences.module.css'
import { useSilenceActions } from './use-silence-actions.ts'

interface SelectionBarProps {
  readonly selected: readonly ShownSilence[]
  /** How many are shown in all. */
  readonly total: number
  readonly areOver: boolean
  readonly onSelectAll: () => void
  readonly onClear: () => void
}

export function SelectionBar({ selected, total, areOver, onSelectAll, onClear }: SelectionBarProps) {
  const actions = useSilenceActions()
  if (selected.length === 0) return null
  const act = async (action: () => Promise<void>): Promise<void> => {
    await action()
    onClear()
  }
  return (
    <section className={classes.selection} aria-label="Selected silences">
      <span>
        <strong className="figures">{selected.length}</strong> selected
      </span>
      {!areOver &&
        extensions.map((extension) => (
          <Button
            key={extension}
            size="compact-sm"
            variant="default"
            onClick={() => void act(() => actions.extend(selected, extension))}
          >
            Extend {extensionWords[extension]}
          </Button>
        ))}
      {!areOver && (
        <Button size="compact-sm" variant="default" onClick={() => void act(() => actions.expire(selected))}>
          Expire {selected.length}
        </Button>
      )}
      {selected.length < total && (
        <button type="button" className={classes.word} onClick={onSelectAll}>
          select all {total}
        </button>
      )}
      <button type="button" className={classes.word} onClick={onClear}>
        clear
      </button>
    </section>
  )
}
