// What Alertmanager's templates can do with times. As template/template.go DefaultFuncs.

import { anyType, type GoFunction, stringType } from '../go-type.ts'
import { clamped, durationValue } from '../time/duration-type.ts'
import { formatTime } from '../time/format-time.ts'
import { GoTime, timeType } from '../time/go-time.ts'
import { parseTime, TimeParseError } from '../time/parse-time.ts'
import { zeroTime } from '../time/zero-time.ts'
import { Zone } from '../time/zone.ts'
import { humanizeDuration } from './humanize-duration.ts'

/** The functions, with zones of their own: one costs a millisecond to look up. */
export function timeFunctions(): Readonly<Record<string, GoFunction>> {
  const zones = new Map<string, Zone>()
  const zone = (name: string): Zone => {
    const known = zones.get(name)
    if (known !== undefined) return known
    const loaded = Zone.load(name)
    zones.set(name, loaded)
    return loaded
  }
  const layoutAndText = [stringType, stringType]
  return {
    date: {
      parameters: [stringType, timeType],
      call: ([layout, time]) => formatTime(time as GoTime, layout as string),
    },
    tz: { parameters: [stringType, timeType], call: ([name, time]) => (time as GoTime).in(zone(name as string)) },
    now: { parameters: [], call: (_, { now }) => GoTime.at(nanoseconds(now), zone('Local')) },
    since: {
      parameters: [timeType],
      call: ([time], { now }) => durationValue(clamped(nanoseconds(now) - (time as GoTime).nanoseconds)),
    },
    humanizeDuration: { parameters: [anyType], call: ([value]) => humanizeDuration(value) },
    toDate: { parameters: layoutAndText, call: ([layout, text]) => toDate(layout as string, text as string) },
    mustToDate: { parameters: layoutAndText, call: ([layout, text]) => parseTime(layout as string, text as string) },
  }
}

/** Go's zero time for a text that is none. */
function toDate(layout: string, text: string): GoTime {
  try {
    return parseTime(layout, text)
  } catch (error) {
    if (error instanceof TimeParseError) return GoTime.at(zeroTime)
    throw error
  }
}

/** A number of milliseconds is exact to the microsecond these days. */
function nanoseconds(milliseconds: number): bigint {
  const whole = Math.floor(milliseconds)
  return BigInt(whole) * 1_000_000n + BigInt(Math.round((milliseconds - whole) * 1000)) * 1000n
}
