// Says what became of the silence while it was being edited here, and what can be done about it.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { WireSilence } from '../../../api/v2/schema.ts'
import { Moment } from '../../components/time/times.tsx'
import { useServices } from '../../services.tsx'
import classes from './silence-form.module.css'

interface ChangedElsewhereProps {
  readonly latest: WireSilence
  readonly isGone: boolean
  /** Fill the form with what is there now. */
  readonly onTake: (silence: WireSilence) => void
  /** Go on with what was typed, for another silence. */
  readonly onInstead: (silence: WireSilence) => void
}

export function ChangedElsewhere({ latest, isGone, onTake, onInstead }: ChangedElsewhereProps) {
  return (
    <div className={classes.changed} role="alert">
      {isGone ? (
        <p>The server has forgotten this silence meanwhile. What you typed is kept: saving makes a new silence.</p>
      ) : latest.status.state === 'expired' ? (
        <Ended latest={latest} onInstead={onInstead} />
      ) : (
        <>
          <p>
            This silence was changed elsewhere at <Moment at={latest.updatedAt} />. What you typed is kept: saving
            writes it over that change.
          </p>
          <button type="button" className={classes.word} onClick={() => onTake(latest)}>
            take over what is there now
          </button>
        </>
      )}
    </div>
  )
}

/** A change of matchers ends a silence and makes another one in its place, in the same moment. */
function Ended({
  latest,
  onInstead,
}: {
  readonly latest: WireSilence
  readonly onInstead: (silence: WireSilence) => void
}) {
  const { client } = useServices()
  const { data } = useQuery({
    queryKey: ['successor', latest.id, latest.updatedAt],
    queryFn: ({ signal }) => client.request<readonly WireSilence[]>('api/v2/silences?expired=false', { signal }),
    gcTime: 0,
  })
  const successor = data?.find(({ id, updatedAt }) => id !== latest.id && updatedAt === latest.updatedAt)
  if (successor === undefined) {
    return (
      <p>
        This silence ended elsewhere at <Moment at={latest.endsAt} />. What you typed is kept: saving makes a new
        silence.
      </p>
    )
  }
  return (
    <>
      <p>
        This silence was replaced elsewhere at <Moment at={latest.endsAt} /> by{' '}
        <Link to="/silences/$silenceId" params={{ silenceId: successor.id }} target="_blank">
          another one
        </Link>
        . What you typed is kept: saving makes a new silence beside that.
      </p>
      <button type="button" className={classes.word} onClick={() => onInstead(successor)}>
        change that one instead
      </button>
    </>
  )
}
