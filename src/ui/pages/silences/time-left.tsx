// How much of a silence is left: a thin bar, and words.

import { type Duration, minute, second } from '../../../model/instant.ts'
import { formatAge, formatInstant, formatSpan } from '../../components/time/format-time.ts'
import { useNow } from '../../components/time/times.tsx'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import { type ShownSilence, stateAt } from './shown-silence.ts'
import classes from './silences.module.css'

export function TimeLeft({ shown }: { readonly shown: ShownSilence }) {
  const { settings } = useServices()
  const zone = useObservable(settings.timeZone)
  const { startsAt, endsAt } = shown
  const now = Math.max(useNow(), 0)
  const state = stateAt(shown, now)
  const left = state === 'active' ? (endsAt - now) / Math.max(1, endsAt - startsAt) : state === 'pending' ? 1 : 0
  return (
    <span className={classes.time} title={`${formatInstant(startsAt, zone)} to ${formatInstant(endsAt, zone)}`}>
      <span className="figures">
        {state === 'active' && `${calmSpan(endsAt - now)} left`}
        {state === 'pending' && `begins in ${calmSpan(startsAt - now)}`}
        {state === 'expired' && `ended ${formatAge(now - endsAt)} ago`}
      </span>
      <span className={classes.bar} data-state={state} aria-hidden="true">
        <span style={{ width: `${Math.round(left * 100)}%` }} />
      </span>
    </span>
  )
}

/** Without seconds, until they are all that is left: a page full of them would never be still. A second that has begun counts as whole. */
function calmSpan(span: Duration): string {
  return formatSpan(span < minute ? Math.ceil(span / second) * second : Math.floor(span / minute) * minute)
}
