// The methods of Go's time.Time that a template may call.

import { quoted } from '../format/quote.ts'
import { bytesOf } from '../go-text.ts'
import { bytesType, type GoMethod, type GoType, int64Type, intType, stringType } from '../go-type.ts'
import { byteValue, Pointer, Scalar, Slice, type Value } from '../values.ts'
import { clamped, durationType, durationValue } from './duration-type.ts'
import { formatTime, rfc3339, timeText } from './format-time.ts'
import { GoTime, LocationValue, locationPointerType, timeType } from './go-time.ts'
import { dayNames, monthNames } from './layout.ts'
import { zeroTime } from './zero-time.ts'
import { Zone } from './zone.ts'

/** time.Month and time.Weekday: numbers that print as names. */
const monthType = namedNumber('time.Month', (month) => monthNames[month - 1] ?? `%!Month(${month})`)
const weekdayType = namedNumber('time.Weekday', (day) => dayNames[day] ?? `%!Weekday(${day})`)

export const timeMethods: ReadonlyMap<string, GoMethod> = new Map<string, GoMethod>([
  ['String', plain((time) => timeText(time))],
  ['GoString', plain((time) => goText(time))],
  ['Format', { parameters: [stringType], call: (time, [layout]) => formatTime(time as GoTime, layout as string) }],
  ['Unix', plain((time) => new Scalar(int64Type, BigInt(time.seconds)))],
  ['UnixMilli', plain((time) => new Scalar(int64Type, floorDivide(time.nanoseconds, 1_000_000n)))],
  ['UnixMicro', plain((time) => new Scalar(int64Type, floorDivide(time.nanoseconds, 1000n)))],
  ['UnixNano', plain((time) => new Scalar(int64Type, BigInt.asIntN(64, time.nanoseconds)))],
  ['Year', plain((time) => BigInt(time.civil.year))],
  ['Month', plain((time) => new Scalar(monthType, BigInt(time.civil.month)))],
  ['Day', plain((time) => BigInt(time.civil.day))],
  ['Weekday', plain((time) => new Scalar(weekdayType, BigInt(time.civil.weekday)))],
  ['YearDay', plain((time) => BigInt(time.civil.yearDay))],
  ['Hour', plain((time) => BigInt(time.civil.hour))],
  ['Minute', plain((time) => BigInt(time.civil.minute))],
  ['Second', plain((time) => BigInt(time.civil.second))],
  ['Nanosecond', plain((time) => time.nanosecond)],
  ['IsZero', plain((time) => time.nanoseconds === zeroTime)],
  ['IsDST', plain((time) => isSummerTime(time))],
  ['UTC', plain((time) => time.in(Zone.utc))],
  ['Local', plain((time) => time.in(Zone.load('Local')))],
  ['Location', plain((time) => new Pointer(new LocationValue(time.zone), locationPointerType))],
  ['In', withLocation((time, zone) => time.in(zone))],
  ['Add', withDuration((time, span) => time.plus(span))],
  ['Sub', withTime((time, other) => durationValue(clamped(time.nanoseconds - other.nanoseconds)))],
  ['Before', withTime((time, other) => time.nanoseconds < other.nanoseconds)],
  ['After', withTime((time, other) => time.nanoseconds > other.nanoseconds)],
  ['Equal', withTime((time, other) => time.nanoseconds === other.nanoseconds)],
  ['Compare', withTime((time, other) => compare(time.nanoseconds, other.nanoseconds))],
  ['AddDate', { parameters: [intType, intType, intType], call: (time, args) => addDate(time as GoTime, args) }],
  ['Round', withDuration((time, unit) => rounded(time, unit))],
  ['Truncate', withDuration((time, unit) => (unit <= 0n ? time : time.plus(-sinceMultiple(time, unit))))],
  ['MarshalJSON', plain((time) => bytes(`"${rfc3339(time)}"`))],
  ['MarshalText', plain((time) => bytes(rfc3339(time)))],
  ['Clock', uncallable('function Clock has 3 return values; should be 1 or 2')],
  ['Date', uncallable('function Date has 3 return values; should be 1 or 2')],
  ['ISOWeek', uncallable('invalid function signature for ISOWeek: second return value should be error; is int')],
  ['Zone', uncallable('invalid function signature for Zone: second return value should be error; is int')],
  [
    'ZoneBounds',
    uncallable('invalid function signature for ZoneBounds: second return value should be error; is time.Time'),
  ],
])

function plain(call: (time: GoTime) => Value): GoMethod {
  return { parameters: [], call: (time) => call(time as GoTime) }
}

// The types of parameters are asked for when a call is made: time's own is not there yet while this module loads.

function withTime(call: (time: GoTime, other: GoTime) => Value): GoMethod {
  return {
    get parameters() {
      return [timeType]
    },
    call: (time, [other]) => call(time as GoTime, other as GoTime),
  }
}

function withDuration(call: (time: GoTime, span: bigint) => Value): GoMethod {
  return {
    get parameters() {
      return [durationType]
    },
    call: (time, [span]) => call(time as GoTime, (span as Scalar).value as bigint),
  }
}

function withLocation(call: (time: GoTime, zone: Zone) => Value): GoMethod {
  return {
    get parameters() {
      return [locationPointerType]
    },
    call: (time, [location]) => {
      const { target } = location as Pointer
      if (target === undefined) throw new Error('time: missing Location in call to Time.In')
      return call(time as GoTime, (target as LocationValue).zone)
    },
  }
}

function uncallable(reason: string): GoMethod {
  return { parameters: [], uncallable: reason, call: () => undefined }
}

function namedNumber(name: string, text: (number: number) => string): GoType {
  const toText: GoMethod = { parameters: [], call: (value) => text(Number((value as Scalar).value)) }
  return { name, kind: 'int', isNamed: true, methods: new Map([['String', toText]]) }
}

function bytes(text: string): Slice {
  return new Slice(bytesType, Array.from(bytesOf(text), byteValue))
}

function compare(a: bigint, b: bigint): bigint {
  if (a === b) return 0n
  return a < b ? -1n : 1n
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  return value % divisor < 0n ? quotient - 1n : quotient
}

function addDate(time: GoTime, args: readonly Value[]): GoTime {
  const [years, months, days] = args.map(Number) as [number, number, number]
  const { civil } = time
  const moved = { ...civil, year: civil.year + years, month: civil.month + months, day: civil.day + days }
  return GoTime.of(moved, { nanosecond: time.nanosecond, zone: time.zone })
}

/** How long it is since the last multiple of the unit, counted from Go's zero time. */
function sinceMultiple(time: GoTime, unit: bigint): bigint {
  const rest = (time.nanoseconds - zeroTime) % unit
  return rest < 0n ? rest + unit : rest
}

function rounded(time: GoTime, unit: bigint): GoTime {
  if (unit <= 0n) return time
  const rest = sinceMultiple(time, unit)
  return time.plus(rest + rest < unit ? -rest : unit - rest)
}

/** Whether the zone is ahead of the smaller of its offsets in January and July of that year. */
function isSummerTime(time: GoTime): boolean {
  const { year } = time.civil
  const offsets = [0, 6].map((month) => time.zone.at(Date.UTC(year, month, 1) / 1000).offset)
  return time.zone.at(time.seconds).offset > Math.min(...offsets)
}

/** `time.Date(2024, time.March, 1, 12, 34, 56, 120000000, time.UTC)` */
function goText(time: GoTime): string {
  const { year, month, day, hour, minute, second } = time.civil
  const { name } = time.zone
  const zone = time.zone === Zone.utc ? 'time.UTC' : name === 'Local' ? 'time.Local' : `time.Location(${quoted(name)})`
  return `time.Date(${year}, time.${monthNames[month - 1]}, ${day}, ${hour}, ${minute}, ${second}, ${time.nanosecond}, ${zone})`
}
