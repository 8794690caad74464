// Times as people read them: how old, how long until, and exactly when. Each draws itself again once a second, alone.

import type { Instant } from '../../../model/instant.ts'
import { useObservable } from '../../observable.ts'
import { useServices } from '../../services.tsx'
import { formatAge, formatCountdown, formatInstant, formatMoment } from './format-time.ts'

/** The time now, to the second, by the server's clock. Whoever uses it is drawn again each second. */
export function useNow(): Instant {
  return useObservable(useServices().ticker.now)
}

interface TimeProps {
  /** RFC 3339. */
  readonly at: string
}

/** `14 m`. Its title says exactly when. */
export function Age({ at }: TimeProps) {
  const now = useNow()
  const zone = useObservable(useServices().settings.timeZone)
  const instant = Date.parse(at)
  return (
    <time className="figures" dateTime={at} title={formatInstant(instant, zone)}>
      {formatAge(now - instant)}
    </time>
  )
}

/** `2:10`, counting down. */
export function Countdown({ at }: TimeProps) {
  const now = useNow()
  return (
    <time className="figures" dateTime={at}>
      {formatCountdown(Date.parse(at) - now)}
    </time>
  )
}

/** `2026-11-21 14:03:21`, in the zone that the person chose. */
export function ExactTime({ at }: TimeProps) {
  const zone = useObservable(useServices().settings.timeZone)
  return (
    <time className="figures" dateTime={at}>
      {formatInstant(Date.parse(at), zone)}
    </time>
  )
}

/** `14:03` for today, with the date on other days. */
export function Moment({ at }: TimeProps) {
  const { settings, ticker } = useServices()
  const zone = useObservable(settings.timeZone)
  const instant = Date.parse(at)
  return (
    <time className="figures" dateTime={at} title={formatInstant(instant, zone)}>
      {formatMoment(instant, ticker.now.value, zone)}
    </time>
  )
}
