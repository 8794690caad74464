// A time zone by its IANA name, and what a clock on the wall there shows. The rules come from Intl.

import type { Instant } from './instant.ts'

/** What a calendar and a clock on the wall show. Months count from 1, weekdays from Sunday = 0. */
export interface WallClock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly minute: number
}

/** A time zone. */
export class Location {
  static readonly utc: Location = new Location('UTC', undefined)

  /** The name that was given; `UTC` for the empty one. */
  readonly name: string
  /** Undefined for UTC. Costs a millisecond to build, which is why it is kept. */
  readonly #format: Intl.DateTimeFormat | undefined

  private constructor(name: string, format: Intl.DateTimeFormat | undefined) {
    this.name = name
    this.#format = format
  }

  /** Reads a name as Go's time.LoadLocation: '' is UTC, `Local` the zone of this machine. Throws an Error in its words. */
  static parse(name: string): Location {
    if (name === '' || name === 'UTC') return Location.utc
    if (name.includes('..') || /^[/\\]/.test(name)) throw new Error('time: invalid location name')
    const format = formatFor(name)
    if (format === undefined) throw new Error(`unknown time zone ${name}`)
    return new Location(name, format)
  }

  /** What the clock on the wall shows at `instant`. */
  wallClockAt(instant: Instant): WallClock {
    const date = new Date(instant)
    return fieldsOf(this.#format === undefined ? date : shifted(date, this.#format))
  }

  toString(): string {
    return this.name
  }
}

function formatFor(name: string): Intl.DateTimeFormat | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      ...(name === 'Local' ? {} : { timeZone: name }),
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    return isSpelledAsFile(name, format.resolvedOptions().timeZone) ? format : undefined
  } catch {
    return undefined
  }
}

/** Names without a slash, as the time zone database spells them. */
const shortNames = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel ' +
    'Jamaica Japan Kwajalein Libya Local MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore ' +
    'Turkey UCT UTC Universal W-SU WET Zulu'
  ).split(' '),
)

/** Of names with a slash, the parts that are not spelled like a word. */
const capitals = /^(US|ACT|LHI|NSW|UCT|UTC|GMT.*)$/

/**
 * Intl takes names in any case, offsets, and abbreviations such as PST; Go looks for a file of that very name. The
 * spelling of a canonical name is known; that of an alias (`US/Eastern`) has to look like one.
 */
function isSpelledAsFile(name: string, canonical: string): boolean {
  if (!name.includes('/')) return shortNames.has(name)
  if (name.toLowerCase() === canonical.toLowerCase()) return name === canonical
  return name.split('/').every((part) => /^[A-Z][a-z]/.test(part) || capitals.test(part))
}

/** A date whose UTC fields are those of the wall clock. */
function shifted(date: Date, format: Intl.DateTimeFormat): Date {
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of format.formatToParts(date)) fields[type] = value
  const year = Number(fields.year)
  const wall = new Date(0)
  wall.setUTCFullYear(fields.era === 'BC' ? 1 - year : year, Number(fields.month) - 1, Number(fields.day))
  wall.setUTCHours(Number(fields.hour), Number(fields.minute))
  return wall
}

function fieldsOf(date: Date): WallClock {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  }
}
