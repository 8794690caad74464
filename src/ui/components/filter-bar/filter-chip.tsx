// One chip of the filter: shows a matcher, becomes a field when it is clicked, and marks a mistake where it is.

import { type KeyboardEvent, useState } from 'react'
import { type Chip, readChips } from '../../filter/chip.ts'
import classes from './filter-bar.module.css'

interface FilterChipProps {
  readonly chip: Chip
  /** With nothing, the chip goes away. */
  readonly onReplace: (replacement: readonly Chip[]) => void
}

export function FilterChip({ chip, onReplace }: FilterChipProps) {
  const [edited, setEdited] = useState<string>()
  if (edited !== undefined) {
    const commit = (): void => {
      setEdited(undefined)
      if (edited !== chip.text) onReplace(readChips(edited))
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      event.stopPropagation()
      if (event.key === 'Enter') commit()
      if (event.key === 'Escape') setEdited(undefined)
    }
    return (
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
        className={classes.chipInput}
        style={{ width: `${Math.min(edited.length + 3, 60)}ch` }}
        aria-label={`Edit ${chip.text}`}
        spellCheck={false}
        value={edited}
        onChange={(event) => setEdited(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={commit}
      />
    )
  }
  return (
    <span className={classes.chip} data-wrong={chip.matcher === undefined}>
      <button type="button" className={classes.chipText} onClick={() => setEdited(chip.text)}>
        {chip.matcher === undefined ? <MarkedMistake chip={chip} /> : chip.text}
      </button>
      <button type="button" className={classes.remove} aria-label={`Remove ${chip.text}`} onClick={() => onReplace([])}>
        ×
      </button>
      {chip.matcher === undefined && (
        <span className={classes.mistake} role="alert">
          {chip.error}
        </span>
      )}
    </span>
  )
}

/** The text up to the mistake, and from there on underlined. */
function MarkedMistake({ chip }: { readonly chip: Extract<Chip, { readonly error: string }> }) {
  const characters = [...chip.text]
  const at = Math.min(chip.position ?? 0, Math.max(0, characters.length - 1))
  return (
    <>
      {characters.slice(0, at).join('')}
      <span className={classes.marked}>{characters.slice(at).join('')}</span>
    </>
  )
}
