// Go's time.Time: a point in time to the nanosecond, and the zone in which it is shown.

import type { Timestamp } from '../../model/instant.ts'
import { type GoType, int64Type, pointerTo, uint64Type } from '../go-type.ts'
import { Pointer, Scalar, type StructValue, type Value } from '../values.ts'
import { timeMethods } from './time-methods.ts'
import { zeroTimeSeconds } from './zero-time.ts'
import { Zone } from './zone.ts'

const nanosecondsPerSecond = 1_000_000_000n

/** What a calendar and a clock on the wall show. */
export interface CivilTime {
  readonly year: number
  /** From 1. */
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** From Sunday = 0. */
  readonly weekday: number
  /** From 1. */
  readonly yearDay: number
}

export class GoTime implements StructValue {
  readonly zone: Zone
  readonly #source: Timestamp | undefined
  #nanoseconds: bigint | undefined

  private constructor(nanoseconds: bigint | undefined, zone: Zone, source?: Timestamp) {
    this.#nanoseconds = nanoseconds
    this.zone = zone
    this.#source = source
  }

  /** @param nanoseconds since 1970 in UTC */
  static at(nanoseconds: bigint, zone: Zone = Zone.utc): GoTime {
    return new GoTime(nanoseconds, zone)
  }

  /** The time that a Timestamp's text tells, in its offset. The text is read when it is needed. */
  static from(timestamp: Timestamp): GoTime {
    const { text } = timestamp
    return new GoTime(undefined, text.endsWith('Z') ? Zone.utc : Zone.fixed(offsetIn(text)), timestamp)
  }

  /** What the calendar of a zone calls it. Fields may be out of range, as in Go's time.Date. */
  static of(
    fields: Omit<CivilTime, 'weekday' | 'yearDay'>,
    options: { readonly nanosecond: bigint; readonly zone: Zone },
  ): GoTime {
    const { year, month, day, hour, minute, second } = fields
    const date = new Date(0)
    date.setUTCFullYear(year, month - 1, day)
    date.setUTCHours(hour, minute, second)
    const wall = date.getTime() / 1000
    if (!Number.isFinite(wall)) throw new Error('time is out of range')
    // The offset depends on the result; a second look settles it, but for the hour that a zone skips.
    let seconds = wall - options.zone.at(wall).offset
    const again = options.zone.at(seconds).offset
    if (seconds + again !== wall && options.zone.at(wall - again).offset === again) seconds = wall - again
    return GoTime.at(BigInt(seconds) * nanosecondsPerSecond + options.nanosecond, options.zone)
  }

  get type(): GoType {
    return timeType
  }

  get nanoseconds(): bigint {
    this.#nanoseconds ??= nanosecondsIn((this.#source as Timestamp).text)
    return this.#nanoseconds
  }

  /** Whole seconds since 1970, rounded down. */
  get seconds(): number {
    const { nanoseconds } = this
    const whole = nanoseconds / nanosecondsPerSecond
    return Number(nanoseconds % nanosecondsPerSecond < 0n ? whole - 1n : whole)
  }

  /** From 0 to 999,999,999. */
  get nanosecond(): bigint {
    return this.nanoseconds - BigInt(this.seconds) * nanosecondsPerSecond
  }

  get civil(): CivilTime {
    const { seconds } = this
    const date = new Date((seconds + this.zone.at(seconds).offset) * 1000)
    const year = date.getUTCFullYear()
    if (Number.isNaN(year)) throw new Error('time is out of range')
    const newYear = new Date(0)
    newYear.setUTCFullYear(year, 0, 1)
    return {
      year,
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      weekday: date.getUTCDay(),
      yearDay: Math.floor((date.getTime() - newYear.getTime()) / 86_400_000) + 1,
    }
  }

  in(zone: Zone): GoTime {
    return GoTime.at(this.nanoseconds, zone)
  }

  plus(nanoseconds: bigint): GoTime {
    return GoTime.at(this.nanoseconds + nanoseconds, this.zone)
  }

  /** The fields as `%d` shows them: nanosecond, seconds since the year 1, zone. */
  get values(): readonly Value[] {
    const location = this.zone === Zone.utc ? undefined : new LocationValue(this.zone)
    return [
      new Scalar(uint64Type, this.nanosecond),
      new Scalar(int64Type, BigInt(this.seconds - zeroTimeSeconds)),
      new Pointer(location, locationPointerType),
    ]
  }
}

/** What `.Location` of a time gives. */
export class LocationValue implements StructValue {
  readonly zone: Zone
  readonly values: readonly Value[] = []

  constructor(zone: Zone) {
    this.zone = zone
  }

  get type(): GoType {
    return locationType
  }
}

export const locationType: GoType = {
  name: 'time.Location',
  kind: 'struct',
  isNamed: true,
  fields: [],
  methods: new Map([['String', { parameters: [], call: (receiver: Value) => (receiver as LocationValue).zone.name }]]),
}
export const locationPointerType: GoType = pointerTo(locationType)

const hidden = { isExported: false }

export const timeType: GoType = {
  name: 'time.Time',
  kind: 'struct',
  isNamed: true,
  fields: [
    { name: 'wall', type: uint64Type, ...hidden },
    { name: 'ext', type: int64Type, ...hidden },
    { name: 'loc', type: locationPointerType, ...hidden },
  ],
  // A getter, because the methods make times and so need this module first.
  get methods() {
    return timeMethods
  },
}

function offsetIn(text: string): number {
  const minutes = Number(text.slice(-5, -3)) * 60 + Number(text.slice(-2))
  return minutes * (text.at(-6) === '-' ? -60 : 60)
}

/** Of a text in RFC 3339 with any fraction. */
function nanosecondsIn(text: string): bigint {
  const zoneAt = text.endsWith('Z') ? text.length - 1 : text.length - 6
  const seconds = Date.parse(`${text.slice(0, 19)}Z`) / 1000 - (text.endsWith('Z') ? 0 : offsetIn(text))
  const fraction = text.slice(20, zoneAt).slice(0, 9).padEnd(9, '0')
  return BigInt(seconds) * nanosecondsPerSecond + BigInt(fraction)
}
