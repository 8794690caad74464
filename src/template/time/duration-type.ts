// Go's time.Duration as templates see it: an int64 of nanoseconds with methods.

import { type GoMethod, type GoType, int64Type } from '../go-type.ts'
import { Scalar, type Value } from '../values.ts'

const microsecond = 1000n
const millisecond = 1_000_000n
const second = 1_000_000_000n
const minute = 60n * second
const hour = 60n * minute
const largest = 2n ** 63n - 1n

const durationMethods: ReadonlyMap<string, GoMethod> = new Map<string, GoMethod>([
  ['String', method((span) => durationText(span))],
  ['Nanoseconds', method((span) => new Scalar(int64Type, span))],
  ['Microseconds', method((span) => new Scalar(int64Type, span / microsecond))],
  ['Milliseconds', method((span) => new Scalar(int64Type, span / millisecond))],
  ['Seconds', method((span) => inUnits(span, second))],
  ['Minutes', method((span) => inUnits(span, minute))],
  ['Hours', method((span) => inUnits(span, hour))],
  ['Abs', method((span) => durationValue(span < 0n ? clamped(-span) : span))],
  ['Round', rounding((span, unit) => rounded(span, unit))],
  ['Truncate', rounding((span, unit) => span - (span % unit))],
])

export const durationType: GoType = {
  name: 'time.Duration',
  kind: 'int64',
  isNamed: true,
  methods: durationMethods,
}

export function durationValue(nanoseconds: bigint): Scalar {
  return new Scalar(durationType, nanoseconds)
}

/** The nearest span that an int64 holds, as the difference of two times gives it. */
export function clamped(nanoseconds: bigint): bigint {
  if (nanoseconds > largest) return largest
  return nanoseconds < -largest - 1n ? -largest - 1n : nanoseconds
}

/** Nanoseconds as a number of units. Go adds whole units and the fraction of one, which decides the last digit. */
export function inUnits(nanoseconds: bigint, unit: bigint): number {
  return Number(nanoseconds / unit) + Number(nanoseconds % unit) / Number(unit)
}

/** `1h2m3.5s`. As Go's Duration.String. */
export function durationText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s'
  const sign = nanoseconds < 0n ? '-' : ''
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds
  if (size < microsecond) return `${sign}${size}ns`
  if (size < millisecond) return `${sign}${decimal(size, 3)}\u00b5s`
  if (size < second) return `${sign}${decimal(size, 6)}ms`
  const seconds = `${decimal(size % minute, 9)}s`
  const minutes = size / minute
  if (minutes === 0n) return sign + seconds
  return minutes < 60n ? `${sign}${minutes}m${seconds}` : `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`
}

/** `value` / 10^`places` */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`)
}

/** Halves away from zero. */
function rounded(span: bigint, unit: bigint): bigint {
  const rest = span % unit
  const size = rest < 0n ? -rest : rest
  const down = span - rest
  if (size + size < unit) return down
  return clamped(span < 0n ? down - unit : down + unit)
}

function spanOf(value: Value): bigint {
  return (value as Scalar).value as bigint
}

function method(call: (span: bigint) => Value): GoMethod {
  return { parameters: [], call: (receiver) => call(spanOf(receiver)) }
}

function rounding(call: (span: bigint, unit: bigint) => bigint): GoMethod {
  return {
    // A getter, because the type is made of the methods.
    get parameters() {
      return [durationType]
    },
    call: (receiver, args) => {
      const unit = spanOf(args[0])
      return unit <= 0n ? receiver : durationValue(call(spanOf(receiver), unit))
    },
  }
}
