// Named time intervals as the file has them. As Alertmanager's timeinterval/timeinterval.go and config/config.go.

import { Location } from '../model/location.ts'
import type { TimeInterval } from '../model/time-interval.ts'
import {
  formatRange,
  formatTimeRange,
  formatWeekdayRange,
  type InclusiveRange,
  parseDayOfMonthRange,
  parseMonthRange,
  parseTimeRange,
  parseWeekdayRange,
  parseYearRange,
  type TimeRange,
} from '../model/time-range.ts'
import { list } from '../schema/collection-fields.ts'
import { type Field, member } from '../schema/field.ts'
import { type Complain, object } from '../schema/object.ts'
import { parsedText, text } from '../schema/text-fields.ts'

function range(options: {
  parse: (text: string) => InclusiveRange
  print: (range: InclusiveRange) => string
  hint: string
}): Field<InclusiveRange> {
  return parsedText({
    format: 'range',
    zero: { begin: 0, end: 0 },
    parse: options.parse,
    print: options.print,
    isZero: () => false,
    hint: options.hint,
  })
}

const timeMembers = {
  start_time: member(text, 'When it begins, HH:MM.', { always: true }),
  end_time: member(text, 'When it ends, HH:MM; this minute does not belong to it. The last one of a day is 24:00.', {
    always: true,
  }),
}

const timeRange = object<typeof timeMembers, TimeRange>('a time range', timeMembers, {
  zero: { startMinute: 0, endMinute: 0 },
  finish(value, complain) {
    try {
      return parseTimeRange({ start_time: value.startTime, end_time: value.endTime })
    } catch (error) {
      complain(
        value.startTime === '' ? undefined : 'start_time',
        (error as Error).message,
        'Write both as HH:MM in 24 hours, the earlier one first, such as 09:00 and 17:00.',
      )
      return { startMinute: 0, endMinute: 0 }
    }
  },
  restore(value) {
    const { start_time, end_time } = formatTimeRange(value)
    return { startTime: start_time, endTime: end_time }
  },
})

const location: Field<Location | undefined> = parsedText<Location | undefined>({
  format: 'location',
  zero: undefined,
  parse: (name) => Location.parse(name),
  print: (value) => value?.name ?? '',
  isZero: (value) => value === undefined,
  hint: 'Write a name of the time zone database, such as Europe/Berlin, or UTC.',
})

const interval: Field<TimeInterval> = object('a time interval', {
  times: member(list(timeRange), 'Times of the day.'),
  weekdays: member(
    list(
      range({
        parse: parseWeekdayRange,
        print: formatWeekdayRange,
        hint: 'Write a weekday or a range, such as monday or monday:friday; a range ends with saturday at the latest.',
      }),
    ),
    'Days of the week.',
    { flow: true },
  ),
  days_of_month: member(
    list(
      range({
        parse: parseDayOfMonthRange,
        print: formatRange,
        hint: 'Write a day or a range, such as 1, 1:15 or -3:-1; -1 is the last day of the month.',
      }),
    ),
    'Days of the month.',
    { flow: true },
  ),
  months: member(
    list(
      range({
        parse: parseMonthRange,
        print: formatRange,
        hint: 'Write a month or a range, such as may, 5 or january:march.',
      }),
    ),
    'Months.',
    { flow: true },
  ),
  years: member(
    list(
      range({ parse: parseYearRange, print: formatRange, hint: 'Write a year or a range, such as 2030 or 2030:2032.' }),
    ),
    'Years.',
    { flow: true },
  ),
  location: member(location, 'The time zone in which the other fields are meant; UTC unless set.', { flow: true }),
})

const namedMembers = {
  name: member(text, 'The name by which routes refer to it.', { always: true }),
  time_intervals: member(list(interval), 'The intervals: one of them has to hold.', { always: true }),
}

/** A name for some time intervals. */
export const namedTimeIntervals = object('a time interval', namedMembers, {
  finish(value, complain: Complain<typeof namedMembers>) {
    if (value.name === '') complain('name', 'this time interval has no name', 'Add name.')
    return value
  },
})
