// humanizeDuration: seconds as a person reads them. As prometheus/common helpers/templates HumanizeDuration.

import { sprintf } from '../format/printf.ts'
import { durationType, inUnits } from '../time/duration-type.ts'
import { integerIn, Scalar, typeName, type Value } from '../values.ts'
import { parseFloat64 } from './parse-float.ts'

const second = 1_000_000_000n
const smallUnits = ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y'] as const

/** Takes numbers, texts of numbers, and durations. Throws for anything else. */
export function humanizeDuration(value: Value): string {
  const seconds = secondsIn(value)
  if (!Number.isFinite(seconds)) return sprintf('%.4g', [seconds])
  if (seconds === 0) return sprintf('%.4gs', [seconds])
  return Math.abs(seconds) >= 1 ? longText(seconds) : shortText(seconds)
}

function longText(seconds: number): string {
  const sign = seconds < 0 ? '-' : ''
  const size = Math.abs(seconds)
  // Beyond an int64 Go's conversion gives the smallest one.
  const whole = size < 2 ** 63 ? BigInt(Math.trunc(size)) : -(2n ** 63n)
  const [s, m, h, d] = [whole % 60n, (whole / 60n) % 60n, (whole / 3600n) % 24n, whole / 86400n]
  if (d !== 0n) return `${sign}${d}d ${h}h ${m}m ${s}s`
  if (h !== 0n) return `${sign}${h}h ${m}m ${s}s`
  if (m !== 0n) return `${sign}${m}m ${s}s`
  return `${sign}${sprintf('%.4gs', [size])}`
}

function shortText(seconds: number): string {
  let size = seconds
  let prefix = ''
  for (const unit of smallUnits) {
    if (Math.abs(size) >= 1) break
    prefix = unit
    size *= 1000
  }
  return `${sprintf('%.4g', [size])}${prefix}s`
}

function secondsIn(value: Value): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return parseFloat64(value)
  const integer = integerIn(value)
  const type = typeName(value)
  if (integer !== undefined && value instanceof Scalar && value.type === durationType) return inUnits(integer, second)
  if (integer !== undefined && ['int', 'int64', 'uint64'].includes(type)) return Number(integer)
  throw new Error(`can't convert ${type} to float`)
}
