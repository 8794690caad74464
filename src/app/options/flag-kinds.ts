// The kinds of flags: how each reads its text, and how it names itself in --help. The table of flags is built from these.

import { type Duration, day, hour, millisecond, minute, second } from '../../model/instant.ts'
import { CommandLineError, type Flag } from './command-line.ts'

interface Common {
  readonly help: string
  readonly short?: string
  readonly aliases?: readonly string[]
  readonly hidden?: boolean
  readonly noEffect?: string
}

type WithDefault = Common & { readonly default?: string; readonly placeholder?: string }

/** On or off: `--x`, `--no-x`. Off unless given. */
export function toggle(about: Common): Flag<boolean> {
  return { ...about, kind: 'switch', repeatable: false, read: (texts) => texts[0] === 'true' }
}

/** Any text. */
export function text(about: WithDefault): Flag<string> {
  return { ...about, kind: 'text', repeatable: false, read: (texts) => texts[0] ?? '' }
}

/** Any text, as often as one likes. */
export function texts(about: WithDefault): Flag<readonly string[]> {
  return { ...about, kind: 'text', repeatable: true, read: (given) => given }
}

/** A number, as kingpin takes one: digits, a fraction or an exponent. `whole` cuts the fraction off, as Alertmanager does. */
export function number(about: WithDefault & { readonly default: string; readonly whole: boolean }): Flag<number> {
  return { ...about, kind: 'number', repeatable: false, read: (given) => readNumber(given[0] ?? '', about.whole) }
}

function readNumber(given: string, whole: boolean): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(given)) throw new CommandLineError(`"${given}" is not a number`)
  const value = Number(given)
  return whole ? Math.trunc(value) : value
}

interface DurationRules {
  readonly default: string
  /** Takes a number without a unit as seconds: prometheus-operator writes `--web.timeout=30`. */
  readonly bareSeconds?: boolean
  /** Refuses zero and less, as Alertmanager's app/options.go does for what drives a timer. */
  readonly positive?: boolean
}

/** A span of time: `1m30s`, `500ms`, `5d`, `2w`. */
export function duration(about: WithDefault & DurationRules): Flag<Duration> {
  const read = (given: readonly string[]): Duration => {
    const written = given[0] ?? ''
    const span = about.bareSeconds && /^\d+$/.test(written) ? Number(written) * second : readDuration(written)
    if (about.positive && span <= 0) throw new CommandLineError('must be more than zero')
    return span
  }
  return { ...about, kind: 'duration', repeatable: false, read }
}

const units: Readonly<Record<string, Duration>> = {
  ns: 1e-6 * millisecond,
  us: 1e-3 * millisecond,
  µs: 1e-3 * millisecond, // U+00B5
  μs: 1e-3 * millisecond, // U+03BC
  ms: millisecond,
  s: second,
  m: minute,
  h: hour,
  d: day,
  w: 7 * day,
}

/**
 * Reads a duration as kingpin does: Go's form with days and weeks added, a sign, fractions. The reasons are worded as Go's.
 * @throws CommandLineError
 */
export function readDuration(written: string): Duration {
  const signed = /^([+-]?)(.*)$/s.exec(written) as RegExpExecArray
  const sign = signed[1] === '-' ? -1 : 1
  const body = signed[2] as string
  if (body === '0') return 0
  if (body === '') throw new CommandLineError(`invalid duration "${written}"`)
  let total = 0
  const part = /(\d+\.?\d*|\.\d+)([^\d.]*)/y
  while (part.lastIndex < body.length) {
    const found = part.exec(body)
    if (found === null) throw new CommandLineError(`invalid duration "${written}"`)
    const unit = found[2] as string
    if (unit === '') throw new CommandLineError(`missing unit in duration "${written}" (write 30s, 5m, 2h or 1d)`)
    if (!Object.hasOwn(units, unit)) throw new CommandLineError(`unknown unit "${unit}" in duration "${written}"`)
    total += Number(found[1]) * (units[unit] as number)
  }
  return sign * total
}

/** A number of bytes: `1048576`, `32MiB`, `10MB`. */
export function bytes(about: WithDefault & { readonly default: string }): Flag<number> {
  return { ...about, kind: 'bytes', repeatable: false, read: (given) => readBytes(given[0] ?? '') }
}

const powers = ['', 'k', 'm', 'g', 't']

function readBytes(written: string): number {
  const found = /^(\d+)\s*([kmgt]?)(i?)b?$/i.exec(written)
  if (found === null) throw new CommandLineError(`"${written}" is not a size (write 32MiB, 10MB or a number of bytes)`)
  const base = found[3] === '' ? 1000 : 1024
  return Number(found[1]) * base ** powers.indexOf((found[2] as string).toLowerCase())
}

interface Choices<T extends string> {
  readonly default: T
  readonly choices: readonly T[]
  /** What a refusal calls the value: `unrecognized log level bad`. */
  readonly noun: string
}

/** One of a few words, in any case. */
export function choice<T extends string>(about: Common & Choices<T>): Flag<T> {
  const read = (given: readonly string[]): T => {
    const word = given[0] ?? ''
    const found = about.choices.find((one) => one === word.toLowerCase())
    if (found === undefined) {
      throw new CommandLineError(`unrecognized ${about.noun} ${word} (one of ${about.choices.join(', ')})`)
    }
    return found
  }
  return { ...about, kind: 'choice', repeatable: false, read }
}
