// Points in time as text: what the API accepts and prints. Go's RFC3339Nano is the form that a Timestamp keeps.

import type { Instant, Timestamp } from './instant.ts'

const date = /(\d{4}-\d\d-\d\d)/.source
const time = /(\d\d?:\d\d:\d\d)(?:[.,](\d+))?/.source
const zone = /(Z|[+-]\d\d:\d\d)/.source

const letterT = 0x54
const letterZ = 0x5a
const dash = 0x2d
const colon = 0x3a
const dot = 0x2e
const zero = 0x30
const nine = 0x39

/** Every layout that strfmt tries, as one pattern each. */
const layouts: readonly RegExp[] = [
  new RegExp(`^${date}T${time}${zone}?$`),
  new RegExp(`^${date} ${time}$`),
  new RegExp(`^${date}T(\\d\\d?:\\d\\d)Z?$`),
  new RegExp(`^${date}$`),
]

/**
 * Reads what go-openapi's strfmt.DateTime reads: RFC 3339 with any fraction; without a zone (then UTC, and a blank may
 * stand for the T), without seconds, or a date alone; the empty text is 1970-01-01. Answers undefined for anything else.
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  if (text === '') return { at: 0, text: '1970-01-01T00:00:00Z' }
  const usual = usualInstant(text)
  if (usual !== undefined) return { at: usual, text }
  for (const layout of layouts) {
    const parts = layout.exec(text)
    if (parts === null) continue
    const [, day = '', clock = '00:00', fraction = '', offset = 'Z'] = parts
    return timestampFrom({ day, clock, fraction: fraction.slice(0, 9), offset })
  }
  return undefined
}

/**
 * The instant of a text as Go prints them in UTC, which is what most clients send and what is on disk: such a text stays as it is.
 * Undefined for any other, and for late days of a month, which the layouts look at: a start reads tens of thousands.
 */
function usualInstant(text: string): Instant | undefined {
  const zoneAt = text.length - 1
  if (text.charCodeAt(zoneAt) !== letterZ || text.charCodeAt(10) !== letterT) return undefined
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return undefined
  if (text.charCodeAt(13) !== colon || text.charCodeAt(16) !== colon) return undefined
  // What is no digit makes a NaN, which is in no range.
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return undefined
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined
  const whole = Date.UTC(year, month - 1, day, hour, minute, second)
  if (zoneAt === 19) return whole
  return isUsualFraction(text, zoneAt) ? whole + Number(text.slice(19, zoneAt)) * 1000 : undefined
}

/** A dot and up to nine digits, of which the last is no zero. */
function isUsualFraction(text: string, end: number): boolean {
  if (text.charCodeAt(19) !== dot || end < 21 || end > 29 || text.charCodeAt(end - 1) === zero) return false
  for (let at = 20; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

/** NaN where they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at)
  const ones = text.charCodeAt(at + 1)
  return isDigit(tens) && isDigit(ones) ? (tens - zero) * 10 + ones - zero : Number.NaN
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

function timestampFrom(parts: {
  readonly day: string
  readonly clock: string
  readonly fraction: string
  readonly offset: string
}): Timestamp | undefined {
  const { day, clock, fraction, offset } = parts
  const [hour = '', minute = '', second = '00'] = clock.split(':')
  const local = `${day}T${hour.padStart(2, '0')}:${minute}:${second}`
  const whole = Date.parse(`${local}Z`)
  // Date.parse takes 24:00, and rolls 30 February over to March.
  if (Number.isNaN(whole) || hour === '24' || new Date(whole).getUTCDate() !== Number(day.slice(8))) return undefined
  const minutes = minutesOf(offset)
  if (minutes === undefined) return undefined
  const at = whole + (fraction === '' ? 0 : Number(`0.${fraction}`) * 1000) - minutes * 60_000
  return { at, text: local + fractionText(fraction) + zoneText(minutes) }
}

/**
 * A computed instant as UTC. To the microsecond: finer digits of today's instants are noise of the floating point
 * number, and what came in from outside keeps its own text.
 */
export function timestampOf(at: Instant): Timestamp {
  const microseconds = Math.round((at - Math.floor(at)) * 1000)
  const milliseconds = Math.floor(at) + Math.floor(microseconds / 1000)
  const date = new Date(milliseconds)
  const fraction = `${digits(date.getUTCMilliseconds(), 3)}${digits(microseconds % 1000, 3)}`
  const day = `${digits(date.getUTCFullYear(), 4)}-${digits(date.getUTCMonth() + 1, 2)}-${digits(date.getUTCDate(), 2)}`
  const time = `${digits(date.getUTCHours(), 2)}:${digits(date.getUTCMinutes(), 2)}:${digits(date.getUTCSeconds(), 2)}`
  return { at, text: `${day}T${time}${fractionText(fraction)}Z` }
}

/** The API's form: exactly three fraction digits, cut and not rounded, in the zone that was given. */
export function formatMillis(timestamp: Timestamp): string {
  const { text } = timestamp
  // As most clients write it.
  if (text.length === 24 && text[19] === '.' && text[23] === 'Z') return text
  const zoneAt = text.endsWith('Z') ? text.length - 1 : text.length - 6
  const dot = text.indexOf('.')
  if (dot < 0) return `${text.slice(0, zoneAt)}.000${text.slice(zoneAt)}`
  return `${text.slice(0, dot + 1)}${text
    .slice(dot + 1, zoneAt)
    .slice(0, 3)
    .padEnd(3, '0')}${text.slice(zoneAt)}`
}

/** The payload's form: up to nine fraction digits, in the zone that was given (Go's RFC3339Nano). */
export function formatNano(timestamp: Timestamp): string {
  return timestamp.text
}

/** Go takes offsets up to 24:60. */
function minutesOf(offset: string): number | undefined {
  if (offset === 'Z') return 0
  const hours = Number(offset.slice(1, 3))
  const minutes = Number(offset.slice(4))
  if (hours > 24 || minutes > 60) return undefined
  return (hours * 60 + minutes) * (offset.startsWith('-') ? -1 : 1)
}

function zoneText(minutes: number): string {
  if (minutes === 0) return 'Z'
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60), 2)}:${digits(size % 60, 2)}`
}

function fractionText(fraction: string): string {
  const trimmed = fraction.replace(/0+$/, '')
  return trimmed === '' ? '' : `.${trimmed}`
}

function digits(value: number, count: number): string {
  return value < 0 ? `-${digits(-value, count)}` : String(value).padStart(count, '0')
}
