// Fingerprints, merged alerts, regular expressions, times, durations and time intervals against what a real Alertmanager made of the
// same inputs (record-model.ts).

import { describe, expect, test } from 'vitest'
import { type Alert, mergeAlerts } from '../../src/model/alert.ts'
import { formatDuration, parseDuration } from '../../src/model/duration.ts'
import { type Instant, minute, type Timestamp } from '../../src/model/instant.ts'
import { LabelSet } from '../../src/model/labels.ts'
import { Location } from '../../src/model/location.ts'
import { Regexp } from '../../src/model/regexp.ts'
import { formatTimeInterval, type TimeInterval } from '../../src/model/time-interval.ts'
import {
  parseDayOfMonthRange,
  parseMonthRange,
  parseTimeRange,
  parseWeekdayRange,
  parseYearRange,
} from '../../src/model/time-range.ts'
import { formatMillis, parseTimestamp, timestampOf } from '../../src/model/timestamp.ts'
import durations from './durations.json' with { type: 'json' }
import fingerprints from './fingerprints.json' with { type: 'json' }
import merges from './merges.json' with { type: 'json' }
import type { Span } from './model-inputs.ts'
import { regexpTexts } from './regexp-inputs.ts'
import regexps from './regexps.json' with { type: 'json' }
import timeRanges from './time-ranges.json' with { type: 'json' }
import timestamps from './timestamps.json' with { type: 'json' }

test.each(fingerprints.cases)('the fingerprint of $labels', ({ labels, fingerprint }) => {
  expect(LabelSet.fromRecord(labels as Record<string, string>).fingerprint).toBe(fingerprint)
})

test.each(merges.cases)('$first and $second merge', ({ first, second, merged }) => {
  const now = Date.UTC(2026, 0, 1)
  const own = mergeAlerts(alertOf(first, now), alertOf(second, now + 1000), now + 1000)

  const endsAt = own.endsAt.at < Date.UTC(2080) ? 'timeout' : formatMillis(own.endsAt)
  expect({ startsAt: formatMillis(own.startsAt), endsAt }).toEqual(merged)
})

describe('regular expressions', () => {
  // A script's name of two words in one, all in lower case: re2js has no list of names to look it up in.
  const differing = ['\\p{olditalic}']

  test.each(regexps.cases.filter(({ source }) => !differing.includes(source)))('$source', ({ source, ...recorded }) => {
    const own = orError(() => {
      const regexp = new Regexp(source)
      return { matched: regexpTexts.filter((text) => regexp.matches(text)) }
    })

    expect(own).toEqual(recorded)
  })
})

describe('times', () => {
  // Its year is in the past where it was written, and in the future in UTC: it was refused for that alone.
  const refusedForOtherReasons = ['9999-12-31T23:59:59-01:00']

  test.each(timestamps.cases.filter(({ text }) => !refusedForOtherReasons.includes(text)))('$text', (recorded) => {
    const own = parseTimestamp(recorded.text)

    expect(own && formatMillis(own)).toBe(recorded.printed)
  })
})

test.each(durations.cases)('the duration $text', ({ text, ...recorded }) => {
  expect(orError(() => ({ printed: formatDuration(parseDuration(text)) }))).toEqual(recorded)
})

describe('fields of time intervals', () => {
  // Alertmanager looks for a file, finds a folder and says so; ours knows no folders.
  const differing = ['Europe']

  test.each(timeRanges.cases.filter(({ text }) => !differing.includes(text)))('$field: $text', (recorded) => {
    const { field, text, ...expected } = recorded
    const own = orError(() => ({ printed: formatTimeInterval(intervalOf(field, text)) }))

    expect(own).toEqual(expected)
  })
})

function alertOf(span: Span, now: Instant): Alert {
  const timestamp = (text: string): Timestamp => parseTimestamp(text) as Timestamp // the recorder saw them accepted
  return {
    labels: LabelSet.fromRecord({ alertname: 'X' }),
    annotations: LabelSet.empty,
    startsAt: timestamp(span.startsAt),
    endsAt: span.endsAt === undefined ? timestampOf(now + 5 * minute) : timestamp(span.endsAt),
    generatorURL: '',
    updatedAt: timestampOf(now),
    timeout: span.endsAt === undefined,
  }
}

function intervalOf(field: string, text: string): TimeInterval {
  const anytime: TimeInterval = {
    times: undefined,
    weekdays: undefined,
    daysOfMonth: undefined,
    months: undefined,
    years: undefined,
    location: undefined,
  }
  switch (field) {
    case 'times': {
      const [start_time = '', end_time = ''] = text.split('–')
      return { ...anytime, times: [parseTimeRange({ start_time, end_time })] }
    }
    case 'weekdays':
      return { ...anytime, weekdays: [parseWeekdayRange(text)] }
    case 'days_of_month':
      return { ...anytime, daysOfMonth: [parseDayOfMonthRange(text)] }
    case 'months':
      return { ...anytime, months: [parseMonthRange(text)] }
    case 'years':
      return { ...anytime, years: [parseYearRange(text)] }
    case 'location':
      return { ...anytime, location: Location.parse(text) }
    default:
      throw new Error(`no such field: ${field}`)
  }
}

function orError<T>(parse: () => T): T | { readonly error: string } {
  try {
    return parse()
  } catch (error) {
    return { error: (error as Error).message }
  }
}
