// Text as times, by Go's layouts. As time/format.go ParseInLocation, with its errors.

import { bytesOf } from '../go-text.ts'
import { GoTime } from './go-time.ts'
import { dayNames, isFraction, type LayoutPart, layoutParts, monthNames } from './layout.ts'
import { Zone } from './zone.ts'

/** The text does not fit the layout. The message is Go's. */
export class TimeParseError extends Error {
  override readonly name = 'TimeParseError'
}

/** Reads a time; where the text names no zone, it is in UTC. Throws a TimeParseError. */
export function parseTime(layout: string, text: string): GoTime {
  return new Reading(layout, text).time()
}

/** The element cannot be read. */
class Misfit extends Error {}
/** The element can be read, but is no such thing: a month 13. */
class OutOfRange extends Error {}

class Reading {
  readonly #layout: string
  readonly #text: string
  #rest: string
  #year = 0
  #month = -1
  #day = -1
  #yearDay = -1
  #hour = 0
  #minute = 0
  #second = 0
  #nanosecond = 0n
  #isAfternoon = false
  #isMorning = false
  #isUtc = false
  #offset: number | undefined
  #zoneName = ''

  constructor(layout: string, text: string) {
    this.#layout = layout
    this.#text = text
    this.#rest = text
  }

  time(): GoTime {
    const parts = layoutParts(this.#layout)
    for (const [index, { literal, element }] of parts.entries()) {
      this.#skip(literal)
      if (element === undefined) break
      const hold = this.#rest
      try {
        this.#element(element, parts[index + 1])
      } catch (error) {
        if (error instanceof OutOfRange) this.#fail(`: ${error.message} out of range`)
        if (error instanceof Misfit) this.#cannotParse(hold, element)
        throw error
      }
    }
    if (this.#rest !== '') this.#fail(`: extra text: ${quoteForTime(this.#rest)}`)
    return this.#result()
  }

  #skip(literal: string): void {
    let at = 0
    while (at < literal.length) {
      if (literal[at] === ' ') {
        if (this.#rest !== '' && !this.#rest.startsWith(' ')) this.#cannotParse(this.#rest, literal.slice(at))
        while (literal[at] === ' ') at++
        this.#rest = this.#rest.replace(/^ +/, '')
        continue
      }
      if (this.#rest === '' || this.#rest[0] !== literal[at]) this.#cannotParse(this.#rest, literal.slice(at))
      at++
      this.#rest = this.#rest.slice(1)
    }
  }

  #element(element: string, next: LayoutPart | undefined): void {
    switch (element) {
      case '06': {
        const year = Number(this.#take(/^[0-9]{2}/))
        this.#year = year + (year >= 69 ? 1900 : 2000)
        return
      }
      case '2006':
        this.#year = Number(this.#take(/^[0-9]{4}/))
        return
      case 'January':
        this.#month = this.#name(monthNames) + 1
        return
      case 'Jan':
        this.#month = this.#name(monthNames.map((name) => name.slice(0, 3))) + 1
        return
      case '1':
      case '01':
        this.#month = this.#number(element === '01')
        if (this.#month < 1 || this.#month > 12) throw new OutOfRange('month')
        return
      case 'Monday':
        this.#name(dayNames)
        return
      case 'Mon':
        this.#name(dayNames.map((name) => name.slice(0, 3)))
        return
      case '2':
      case '_2':
      case '02':
        if (element === '_2') this.#rest = this.#rest.replace(/^ /, '')
        this.#day = this.#number(element === '02')
        return
      case '__2':
      case '002':
        if (element === '__2') this.#rest = this.#rest.replace(/^ {1,2}/, '')
        this.#yearDay = Number(this.#take(element === '002' ? /^[0-9]{3}/ : /^[0-9]{1,3}/))
        return
      case '15':
        this.#hour = this.#number(false)
        if (this.#hour > 23) throw new OutOfRange('hour')
        return
      case '3':
      case '03':
        this.#hour = this.#number(element === '03')
        if (this.#hour > 12) throw new OutOfRange('hour')
        return
      case '4':
      case '04':
        this.#minute = this.#number(element === '04')
        if (this.#minute > 59) throw new OutOfRange('minute')
        return
      case '5':
      case '05':
        this.#second = this.#number(element === '05')
        if (this.#second > 59) throw new OutOfRange('second')
        // A fraction may follow that the layout does not mention.
        if (!isFraction(next?.element) || next?.literal !== '') this.#optionalFraction()
        return
      case 'PM':
      case 'pm': {
        const half = this.#take(element === 'PM' ? /^(?:AM|PM)/ : /^(?:am|pm)/)
        if (half.toUpperCase() === 'PM') this.#isAfternoon = true
        else this.#isMorning = true
        return
      }
      case 'MST':
        this.#zone()
        return
    }
    if (!isFraction(element)) this.#offsetFrom(element)
    else if (element[1] === '9') this.#optionalFraction()
    else this.#fractionOf(element.length)
  }

  #take(pattern: RegExp): string {
    const found = pattern.exec(this.#rest)
    if (found === null) throw new Misfit()
    this.#rest = this.#rest.slice(found[0].length)
    return found[0]
  }

  /** One digit or two. */
  #number(isFixed: boolean): number {
    return Number(this.#take(isFixed ? /^[0-9]{2}/ : /^[0-9]{1,2}/))
  }

  #name(names: readonly string[]): number {
    const start = this.#rest.toLowerCase()
    const index = names.findIndex((name) => start.startsWith(name.toLowerCase()))
    if (index < 0) throw new Misfit()
    this.#rest = this.#rest.slice((names[index] as string).length)
    return index
  }

  #optionalFraction(): void {
    const digits = /^[.,][0-9]+/.exec(this.#rest)?.[0]
    if (digits !== undefined) this.#fractionOf(digits.length)
  }

  #fractionOf(length: number): void {
    const text = this.#rest.slice(0, length)
    if (!/^[.,][0-9]*$/.test(text) || text.length < length) throw new Misfit()
    this.#nanosecond = BigInt(text.slice(1, 10).padEnd(9, '0'))
    this.#rest = this.#rest.slice(length)
  }

  #offsetFrom(element: string): void {
    if (element.startsWith('Z') && this.#rest.startsWith('Z')) {
      this.#rest = this.#rest.slice(1)
      this.#isUtc = true
      return
    }
    const pattern = element.slice(1).replaceAll(/[0-9]{2}/g, '([0-9]{2})')
    const text = this.#rest.slice(0, element.length)
    const [, sign, hours = '', minutes = '0', seconds = '0'] = new RegExp(`^(.)${pattern}$`, 's').exec(text) ?? []
    if (sign === undefined) throw new Misfit()
    this.#rest = this.#rest.slice(element.length)
    if (Number(hours) > 24) throw new OutOfRange('time zone offset hour')
    if (Number(minutes) > 60) throw new OutOfRange('time zone offset minute')
    if (Number(seconds) > 60) throw new OutOfRange('time zone offset second')
    if (sign !== '+' && sign !== '-') throw new Misfit()
    const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    this.#offset = sign === '-' ? -size : size
  }

  #zone(): void {
    if (this.#rest.startsWith('UTC')) {
      this.#rest = this.#rest.slice(3)
      this.#isUtc = true
      return
    }
    this.#zoneName = this.#take(zoneNamePattern)
  }

  #result(): GoTime {
    if (this.#isAfternoon && this.#hour < 12) this.#hour += 12
    if (this.#isMorning && this.#hour === 12) this.#hour = 0
    this.#settleDay()
    const fields = {
      year: this.#year,
      month: this.#month,
      day: this.#day,
      hour: this.#hour,
      minute: this.#minute,
      second: this.#second,
    }
    const time = GoTime.of(fields, { nanosecond: this.#nanosecond, zone: Zone.utc })
    if (this.#isUtc) return time
    if (this.#offset !== undefined) {
      const shifted = time.plus(BigInt(-this.#offset) * 1_000_000_000n)
      const isUtc = this.#offset === 0 && (this.#zoneName === '' || this.#zoneName === 'UTC')
      return isUtc ? shifted : shifted.in(Zone.fixed(this.#offset, this.#zoneName))
    }
    if (this.#zoneName === '') return time
    // Only of GMT+3 and the like is the offset known; other names are kept as they are, with none.
    const offset =
      this.#zoneName.length > 3 && this.#zoneName.startsWith('GMT') ? Number(this.#zoneName.slice(3)) * 3600 : 0
    return time.plus(BigInt(-offset) * 1_000_000_000n).in(Zone.fixed(offset, this.#zoneName))
  }

  #settleDay(): void {
    if (this.#yearDay >= 0) {
      const isLeap = daysIn(2, this.#year) === 29
      if (this.#yearDay < 1 || this.#yearDay > (isLeap ? 366 : 365)) this.#fail(': day-of-year out of range')
      const date = new Date(0)
      date.setUTCFullYear(this.#year, 0, this.#yearDay)
      if (this.#month >= 0 && this.#month !== date.getUTCMonth() + 1) this.#fail(': day-of-year does not match month')
      if (this.#day >= 0 && this.#day !== date.getUTCDate()) this.#fail(': day-of-year does not match day')
      this.#month = date.getUTCMonth() + 1
      this.#day = date.getUTCDate()
      return
    }
    if (this.#month < 0) this.#month = 1
    if (this.#day < 0) this.#day = 1
    if (this.#day < 1 || this.#day > daysIn(this.#month, this.#year)) this.#fail(': day out of range')
  }

  #cannotParse(value: string, element: string): never {
    const what = `cannot parse ${quoteForTime(value)} as ${quoteForTime(element)}`
    throw new TimeParseError(`parsing time ${quoteForTime(this.#text)} as ${quoteForTime(this.#layout)}: ${what}`)
  }

  #fail(message: string): never {
    throw new TimeParseError(`parsing time ${quoteForTime(this.#text)}${message}`)
  }
}

/** GMT with hours, an offset in place of a name, and names of three to five capitals. */
const zoneNamePattern =
  /^(?:ChST|MeST|GMT(?:[+-](?:[01]?[0-9]|2[0-3])(?![0-9]))?|[+-](?:0*(?:1?[0-9]|2[0-3]))(?![0-9])|[A-Z]{4}T(?![A-Z])|(?:[A-Z]{3}T|WITA)(?![A-Z])|[A-Z]{3}(?![A-Z]))/

function daysIn(month: number, year: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 0)
  return date.getUTCDate()
}

/** Go's package time has a quoting of its own: every byte that is not printable ASCII as \xNN. */
function quoteForTime(text: string): string {
  let quoted = '"'
  for (const byte of bytesOf(text)) {
    const character = String.fromCharCode(byte)
    if (byte < 0x20 || byte >= 0x80) quoted += `\\x${byte.toString(16).padStart(2, '0')}`
    else quoted += character === '"' || character === '\\' ? `\\${character}` : character
  }
  return `${quoted}"`
}
