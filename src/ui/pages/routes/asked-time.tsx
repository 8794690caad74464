// The time for which the routes are asked: now, or one of the person's choice.

import { useId } from 'react'
import { instantOfWallText, wallTextOf } from '../../components/time/wall-time.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import classes from './routes.module.css'

interface AskedTimeProps {
  /** RFC 3339; undefined for now. */
  readonly at: string | undefined
  readonly onChange: (at: string | undefined) => void
}

export function AskedTime({ at, onChange }: AskedTimeProps) {
  const { clock, settings } = useServices()
  const zone = useObservable(settings.timeZone)
  const id = useId()
  if (at === undefined) {
    return (
      <span className={classes.time}>
        <span className="quiet">as of now ·</span>{' '}
        <button type="button" className={classes.word} onClick={() => onChange(new Date(clock.now()).toISOString())}>
          another time
        </button>
      </span>
    )
  }
  return (
    <span className={classes.time}>
      <label htmlFor={id} className="quiet">
        at
      </label>
      <input
        id={id}
        type="datetime-local"
        className={classes.date}
        // Not controlled: half a date has no instant, and must not be taken away while it is typed.
        key={zone}
        defaultValue={wallTextOf(Date.parse(at), zone)}
        onChange={(event) => {
          const instant = instantOfWallText(event.currentTarget.value, zone)
          if (instant !== undefined) onChange(new Date(instant).toISOString())
        }}
      />
      <span className="quiet">{zone}</span>
      <button type="button" className={classes.word} onClick={() => onChange(undefined)}>
        now
      </button>
    </span>
  )
}
