// A time zone as Go's *time.Location: the offset from UTC at any time, and what it is called.
// Offsets come from Intl; model/location.ts decides which names there are.

import { Location } from '../../model/location.ts'
import { zoneAbbreviations } from './zone-abbreviations.gen.ts'

/** The rule of one zone at one time. */
export interface ZoneState {
  /** Seconds east of UTC. */
  readonly offset: number
  /** `CET`; '' where the zone has no name. */
  readonly abbreviation: string
}

export class Zone {
  static readonly utc: Zone = new Zone('UTC', () => ({ offset: 0, abbreviation: 'UTC' }))

  /** As Go's Location.String. */
  readonly name: string
  readonly #stateAt: (seconds: number) => ZoneState
  #latest: { readonly seconds: number; readonly state: ZoneState } | undefined

  private constructor(name: string, stateAt: (seconds: number) => ZoneState) {
    this.name = name
    this.#stateAt = stateAt
  }

  /** A zone that is always so many seconds east of UTC. */
  static fixed(offset: number, name = ''): Zone {
    const state = { offset, abbreviation: name }
    return new Zone(name, () => state)
  }

  /** As Go's time.LoadLocation; throws an Error in its words. */
  static load(name: string): Zone {
    const location = Location.parse(name)
    if (location === Location.utc) return Zone.utc
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
      second: 'numeric',
    })
    const abbreviations = abbreviationsOf(format.resolvedOptions().timeZone, name)
    return new Zone(name, (seconds) => {
      const offset = offsetAt(format, seconds)
      return { offset, abbreviation: abbreviations.get(offset / 60) ?? numericName(offset) }
    })
  }

  /** @param seconds since 1970 in UTC */
  at(seconds: number): ZoneState {
    if (this.#latest?.seconds === seconds) return this.#latest.state
    const state = this.#stateAt(seconds)
    this.#latest = { seconds, state }
    return state
  }
}

function abbreviationsOf(canonical: string, name: string): ReadonlyMap<number, string> {
  for (const wanted of [name, canonical]) {
    for (const [names, zones] of Object.entries(zoneAbbreviations)) {
      if (!zones.split(' ').includes(wanted)) continue
      const pairs = names.split(' ').map((pair) => pair.split('=') as [string, string])
      return new Map(pairs.map(([abbreviation, offset]) => [Number(offset), abbreviation]))
    }
  }
  return new Map()
}

/** What the database calls an offset that has no name: `+0330`; the time before there were zones is local mean time. */
function numericName(offset: number): string {
  if (offset % 60 !== 0) return 'LMT'
  const size = Math.abs(offset) / 60
  const minutes = size % 60
  const hours = String(Math.floor(size / 60)).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : String(minutes).padStart(2, '0')}`
}

function offsetAt(format: Intl.DateTimeFormat, seconds: number): number {
  const fields: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of format.formatToParts(new Date(seconds * 1000))) fields[type] = value
  const year = Number(fields.year)
  const wall = new Date(0)
  wall.setUTCFullYear(fields.era === 'BC' ? 1 - year : year, Number(fields.month) - 1, Number(fields.day))
  wall.setUTCHours(Number(fields.hour), Number(fields.minute), Number(fields.second))
  return wall.getTime() / 1000 - seconds
}
