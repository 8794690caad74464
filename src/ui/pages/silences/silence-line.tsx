// One silence as one line: its matchers, who and why, the time left, how many alerts it mutes; opened, all about it.

import { Checkbox } from '@mantine/core'
import { memo } from 'react'
import { MatcherChip } from '../../components/labels/matcher-chip.tsx'
import { Mutes } from './mutes.tsx'
import type { ShownSilence } from './shown-silence.ts'
import { LineButtons, MoreMenu } from './silence-buttons.tsx'
import { SilenceDetails } from './silence-details.tsx'
import classes from './silences.module.css'
import type { SilenceState } from './silences-view.ts'
import { TimeLeft } from './time-left.tsx'

interface SilenceLineProps {
  readonly shown: ShownSilence
  readonly state: SilenceState
  readonly count: number
  readonly isOpen: boolean
  readonly isSelected: boolean
  readonly onToggle: (id: string) => void
  readonly onSelect: (id: string) => void
}

/** Matchers beyond this are counted on the line, and all there once it is open. */
const mostMatchers = 8

export const SilenceLine = memo(function SilenceLine(props: SilenceLineProps) {
  const { shown, state, count, isOpen, isSelected, onToggle, onSelect } = props
  const { silence, matchers } = shown
  const rest = matchers.length - mostMatchers
  return (
    <>
      <div className={classes.line} data-open={isOpen}>
        <Checkbox
          size="xs"
          aria-label={`Select ${matchers.join(', ')}`}
          checked={isSelected}
          onChange={() => onSelect(silence.id)}
        />
        <button
          type="button"
          className={classes.what}
          data-silence={silence.id}
          aria-expanded={isOpen}
          onClick={() => onToggle(silence.id)}
        >
          {matchers.slice(0, mostMatchers).map((matcher, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the matchers of a silence keep their places, and one may be there twice
            <MatcherChip key={index} matcher={matcher} />
          ))}
          {rest > 0 && <span className={classes.quiet}>and {rest} more</span>}
        </button>
        <span className={classes.why} title={silence.comment}>
          <span className={classes.who}>{silence.createdBy}</span> {silence.comment}
        </span>
        <TimeLeft shown={shown} />
        <span className={classes.mutes}>
          <Mutes shown={shown} state={state} count={count} />
        </span>
        <LineButtons shown={shown} state={state} />
        <MoreMenu shown={shown} state={state} />
      </div>
      {isOpen && <SilenceDetails shown={shown} state={state} count={count} />}
    </>
  )
})
