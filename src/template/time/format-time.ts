// Times as text, by Go's layouts. As time/format.go AppendFormat.

import type { CivilTime, GoTime } from './go-time.ts'
import { dayNames, layoutParts, monthNames } from './layout.ts'

/** As Go's Time.Format. */
export function formatTime(time: GoTime, layout: string): string {
  const { civil } = time
  let text = ''
  for (const { literal, element } of layoutParts(layout)) {
    text += literal
    if (element !== undefined) text += elementText(time, civil, element)
  }
  return text
}

/** As Go prints a time: `2024-03-01 12:34:56.12 +0000 UTC`. */
export function timeText(time: GoTime): string {
  return formatTime(time, '2006-01-02 15:04:05.999999999 -0700 MST')
}

/** As JSON has it. Throws for years that RFC 3339 has no form for. */
export function rfc3339(time: GoTime): string {
  const { year } = time.civil
  if (year < 0 || year > 9999) throw new Error('year outside of range [0,9999]')
  return formatTime(time, '2006-01-02T15:04:05.999999999Z07:00')
}

function elementText(time: GoTime, civil: CivilTime, element: string): string {
  const { year, month, day, hour, minute, second } = civil
  switch (element) {
    case 'January':
      return monthNames[month - 1] as string
    case 'Jan':
      return (monthNames[month - 1] as string).slice(0, 3)
    case 'Monday':
      return dayNames[civil.weekday] as string
    case 'Mon':
      return (dayNames[civil.weekday] as string).slice(0, 3)
    case '2006':
      return digits(year, 4)
    case '06':
      return digits(Math.abs(year) % 100, 2)
    case '01':
      return digits(month, 2)
    case '1':
      return String(month)
    case '02':
      return digits(day, 2)
    case '_2':
      return String(day).padStart(2)
    case '2':
      return String(day)
    case '002':
      return digits(civil.yearDay, 3)
    case '__2':
      return String(civil.yearDay).padStart(3)
    case '15':
      return digits(hour, 2)
    case '03':
      return digits(hour % 12 || 12, 2)
    case '3':
      return String(hour % 12 || 12)
    case '04':
      return digits(minute, 2)
    case '4':
      return String(minute)
    case '05':
      return digits(second, 2)
    case '5':
      return String(second)
    case 'PM':
      return hour >= 12 ? 'PM' : 'AM'
    case 'pm':
      return hour >= 12 ? 'pm' : 'am'
    case 'MST':
      return zoneName(time)
  }
  return /^[.,]/.test(element) ? fraction(time, element) : offsetText(time, element)
}

function zoneName(time: GoTime): string {
  const { offset, abbreviation } = time.zone.at(time.seconds)
  if (abbreviation !== '') return abbreviation
  const minutes = Math.trunc(Math.abs(offset) / 60)
  return `${offset < 0 ? '-' : '+'}${digits(Math.trunc(minutes / 60), 2)}${digits(minutes % 60, 2)}`
}

/** `.000` shows all digits, `.999` no zeros at the end. */
function fraction(time: GoTime, element: string): string {
  const shown = time.nanosecond
    .toString()
    .padStart(9, '0')
    .slice(0, element.length - 1)
  if (element[1] === '0') return element[0] + shown
  const trimmed = shown.replace(/0+$/, '')
  return trimmed === '' ? '' : element[0] + trimmed
}

/** `-0700`, `Z07:00` and their kin. */
function offsetText(time: GoTime, element: string): string {
  const { offset } = time.zone.at(time.seconds)
  if (element.startsWith('Z') && offset === 0) return 'Z'
  const size = Math.abs(offset)
  const colon = element.includes(':') ? ':' : ''
  const hours = digits(Math.trunc(size / 3600), 2)
  const minutes = element.length === 3 ? '' : colon + digits(Math.trunc(size / 60) % 60, 2)
  const seconds = element.length < 7 ? '' : colon + digits(size % 60, 2)
  return `${offset < 0 ? '-' : '+'}${hours}${minutes}${seconds}`
}

function digits(value: number, count: number): string {
  return value < 0 ? `-${digits(-value, count)}` : String(value).padStart(count, '0')
}
