// How many alerts a silence mutes now, or would mute once it begins.

import { useMemo } from 'react'
import { useGroups } from '../../api/queries.ts'
import { matchesAll } from '../../filter/labels.ts'
import type { ShownSilence } from './shown-silence.ts'
import classes from './silences.module.css'
import type { SilenceState } from './silences-view.ts'

interface MutesProps {
  readonly shown: ShownSilence
  readonly state: SilenceState
  /** How many it mutes, by the server. */
  readonly count: number
}

export function Mutes({ shown, state, count }: MutesProps) {
  if (state === 'pending') return <WouldMute shown={shown} />
  if (state === 'expired') return null
  if (count === 0) return <span className={classes.quiet}>mutes nothing now</span>
  return (
    <span>
      mutes <strong className="figures">{count}</strong>
    </span>
  )
}

function WouldMute({ shown }: { readonly shown: ShownSilence }) {
  const { data } = useGroups()
  const count = useMemo(
    () => (data?.alerts ?? []).filter(({ labels }) => matchesAll(shown.matchers, labels)).length,
    [data, shown],
  )
  if (count === 0) return <span className={classes.quiet}>would mute nothing now</span>
  return (
    <span>
      would mute <strong className="figures">{count}</strong>
    </span>
  )
}
