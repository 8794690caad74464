// Spans of time as text: Prometheus's form (model.Duration: `1d12h`), which most of the configuration uses, and Go's own
// (time.Duration: `36h0m0s`), which a few options and messages use. The flags have a third one: app/options.

import { goQuote } from './go-quote.ts'
import type { Duration } from './instant.ts'

const nanosecondsPerMillisecond = 1_000_000n
const longest = 2n ** 63n - 1n
const largestUint64 = 2n ** 64n - 1n

const millisecondsPerDay = 24 * 60 * 60 * 1000

/** From the largest to the smallest, which is also the order in which they have to be written. */
const prometheusUnits = [
  { unit: 'y', milliseconds: 365 * millisecondsPerDay, onlyWhole: true },
  { unit: 'w', milliseconds: 7 * millisecondsPerDay, onlyWhole: true },
  { unit: 'd', milliseconds: millisecondsPerDay, onlyWhole: false },
  { unit: 'h', milliseconds: 60 * 60 * 1000, onlyWhole: false },
  { unit: 'm', milliseconds: 60 * 1000, onlyWhole: false },
  { unit: 's', milliseconds: 1000, onlyWhole: false },
  { unit: 'ms', milliseconds: 1, onlyWhole: false },
] as const

/**
 * Reads `1y2w3d4h5m6s7ms`, each unit at most once, the larger one first; `0` needs none. Negative spans and fractions
 * do not exist. Throws an Error in the words of common/model/time.go ParseDuration.
 */
export function parseDuration(text: string): Duration {
  if (text === '0') return 0
  if (text === '') throw new Error('empty duration string')
  const malformed = () => new Error(`not a valid duration string: ${goQuote(text)}`)

  let total = 0n
  let smallestAllowed = 0
  let rest = text
  while (rest !== '') {
    const digits = leadingDigits(rest)
    const count = BigInt(digits || '-1')
    if (count < 0n || count > largestUint64) throw malformed()
    rest = rest.slice(digits.length)
    const name = /^[^0-9]*/.exec(rest)?.[0] ?? ''
    if (name === '') throw malformed()
    rest = rest.slice(name.length)

    const position = prometheusUnits.findIndex(({ unit }) => unit === name)
    const unit = prometheusUnits[position]
    if (unit === undefined) throw new Error(`unknown unit ${goQuote(name)} in duration ${goQuote(text)}`)
    if (position < smallestAllowed) throw malformed()
    smallestAllowed = position + 1
    total += count * BigInt(unit.milliseconds) * nanosecondsPerMillisecond
    if (total > longest) throw new Error('duration out of range')
  }
  return Number(total / nanosecondsPerMillisecond)
}

/** Prints as model.Duration.String: `1h30m`, `4h`, `0s`; whole weeks and years only where nothing is left over (`90d`). */
export function formatDuration(duration: Duration): string {
  let left = Math.trunc(Math.abs(duration))
  if (left === 0) return '0s'
  let text = duration < 0 ? '-' : ''
  for (const { unit, milliseconds, onlyWhole } of prometheusUnits) {
    if (onlyWhole && left % milliseconds !== 0) continue
    const count = Math.trunc(left / milliseconds)
    if (count === 0) continue
    text += `${count}${unit}`
    left -= count * milliseconds
  }
  return text
}

const goUnits: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', nanosecondsPerMillisecond],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])

/** Reads `1h30m`, `-1.5s`, `100us`, `0`, as Go's time.ParseDuration, and throws an Error in its words. */
export function parseGoDuration(text: string): Duration {
  const invalid = () => new Error(`time: invalid duration ${quoteForTime(text)}`)
  const negative = text.startsWith('-')
  let rest = /^[+-]/.test(text) ? text.slice(1) : text
  if (rest === '0') return 0
  if (rest === '') throw invalid()

  let total = 0n
  while (rest !== '') {
    const whole = leadingDigits(rest)
    rest = rest.slice(whole.length)
    let fraction = ''
    if (rest.startsWith('.')) {
      fraction = leadingDigits(rest.slice(1))
      rest = rest.slice(1 + fraction.length)
    }
    if (whole === '' && fraction === '') throw invalid()

    const name = /^[^.0-9]*/.exec(rest)?.[0] ?? ''
    if (name === '') throw new Error(`time: missing unit in duration ${quoteForTime(text)}`)
    rest = rest.slice(name.length)
    const unit = goUnits.get(name)
    if (unit === undefined) {
      throw new Error(`time: unknown unit ${quoteForTime(name)} in duration ${quoteForTime(text)}`)
    }
    total += BigInt(whole || '0') * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length)
    // Go counts the one value below -(2^63-1) in, when it is negative.
    if (total > longest + (negative ? 1n : 0n)) throw invalid()
  }
  const duration = Number(total / nanosecondsPerMillisecond) + Number(total % nanosecondsPerMillisecond) / 1e6
  return negative ? -duration : duration
}

/** Prints as Go's time.Duration.String: `1m30s`, `1.5s`, `250ms`, `0s`. Precise to the nanosecond. */
export function formatGoDuration(duration: Duration): string {
  const size = Math.abs(duration)
  const whole = Math.trunc(size)
  const nanoseconds = BigInt(whole) * nanosecondsPerMillisecond + BigInt(Math.round((size - whole) * 1e6))
  if (nanoseconds === 0n) return '0s'
  const sign = duration < 0 ? '-' : ''
  if (nanoseconds < 1_000n) return `${sign}${nanoseconds}ns`
  if (nanoseconds < nanosecondsPerMillisecond) return `${sign}${decimal(nanoseconds, 3)}\u00b5s`
  if (nanoseconds < 1_000_000_000n) return `${sign}${decimal(nanoseconds, 6)}ms`

  const seconds = `${decimal(nanoseconds % 60_000_000_000n, 9)}s`
  const minutes = nanoseconds / 60_000_000_000n
  if (minutes === 0n) return sign + seconds
  if (minutes < 60n) return `${sign}${minutes}m${seconds}`
  return `${sign}${minutes / 60n}h${minutes % 60n}m${seconds}`
}

function leadingDigits(text: string): string {
  return /^[0-9]*/.exec(text)?.[0] ?? ''
}

/** `value` / 10^`places`, without trailing zeros. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  const whole = digits.slice(0, -places)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** Go's package time has a quoting of its own: every byte that is not printable ASCII as \xNN. */
function quoteForTime(text: string): string {
  let quoted = '"'
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte)
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, '0')}`
    else quoted += character === '"' || character === '\\' ? `\\${character}` : character
  }
  return `${quoted}"`
}
