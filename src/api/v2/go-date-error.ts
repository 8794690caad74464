// Why a text is no point in time, in the words of Go's time package: go-openapi tries its layouts in turn and tells what
// the last one, a date alone, found wrong.

import { goQuote } from '../../model/go-quote.ts'

/** @param text one that parseTimestamp refused */
export function goDateError(text: string): string {
  const quoted = goQuote(text)
  let rest = text
  const fail = (layout: string): string =>
    `parsing time ${quoted} as "2006-01-02": cannot parse ${goQuote(rest)} as ${goQuote(layout)}`

  if (!/^\d{4}/.test(rest)) return fail('2006')
  const year = Number(rest.slice(0, 4))
  rest = rest.slice(4)
  if (!rest.startsWith('-')) return fail('-')
  rest = rest.slice(1)
  if (!/^\d\d/.test(rest)) return fail('01')
  const month = Number(rest.slice(0, 2))
  if (month < 1 || month > 12) return `parsing time ${quoted}: month out of range`
  rest = rest.slice(2)
  if (!rest.startsWith('-')) return fail('-')
  rest = rest.slice(1)
  if (!/^\d\d/.test(rest)) return fail('02')
  const day = Number(rest.slice(0, 2))
  rest = rest.slice(2)
  if (rest !== '') return `parsing time ${quoted}: extra text: ${goQuote(rest)}`
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return day < 1 || day > days ? `parsing time ${quoted}: day out of range` : fail('02')
}
