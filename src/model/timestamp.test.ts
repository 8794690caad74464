import { expect, test } from 'vitest'
import { zeroTimestamp } from './instant.ts'
import { formatMillis, formatNano, parseTimestamp, timestampOf } from './timestamp.ts'

// Which texts are accepted is compared with the real Alertmanager in test/compatibility/model.test.ts.
test.each([
  { text: '2024-03-01T12:34:56Z', at: Date.UTC(2024, 2, 1, 12, 34, 56), nano: '2024-03-01T12:34:56Z' },
  { text: '2024-03-01T12:34:56.5Z', at: Date.UTC(2024, 2, 1, 12, 34, 56, 500), nano: '2024-03-01T12:34:56.5Z' },
  { text: '2024-02-29T12:34:56Z', at: Date.UTC(2024, 1, 29, 12, 34, 56), nano: '2024-02-29T12:34:56Z' },
  { text: '2024-03-01T12:34:56.120Z', at: Date.UTC(2024, 2, 1, 12, 34, 56, 120), nano: '2024-03-01T12:34:56.12Z' },
  { text: '2024-03-01T12:34:56.000Z', at: Date.UTC(2024, 2, 1, 12, 34, 56), nano: '2024-03-01T12:34:56Z' },
  { text: '2024-03-01T12:34:56+02:00', at: Date.UTC(2024, 2, 1, 10, 34, 56), nano: '2024-03-01T12:34:56+02:00' },
  { text: '2024-03-01T00:30:00-05:30', at: Date.UTC(2024, 2, 1, 6, 0, 0), nano: '2024-03-01T00:30:00-05:30' },
  { text: '2024-03-01T12:34:56-00:00', at: Date.UTC(2024, 2, 1, 12, 34, 56), nano: '2024-03-01T12:34:56Z' },
  { text: '2024-03-01T9:34', at: Date.UTC(2024, 2, 1, 9, 34), nano: '2024-03-01T09:34:00Z' },
  { text: '2024-03-01', at: Date.UTC(2024, 2, 1), nano: '2024-03-01T00:00:00Z' },
  { text: '', at: 0, nano: '1970-01-01T00:00:00Z' },
  { text: '0001-01-01T00:00:00Z', at: zeroTimestamp.at, nano: zeroTimestamp.text },
  { text: '0001-01-01T01:00:00+01:00', at: zeroTimestamp.at, nano: '0001-01-01T01:00:00+01:00' },
])('$text is $nano', ({ text, at, nano }) => {
  const timestamp = parseTimestamp(text)

  expect(timestamp).toEqual({ at, text: nano })
})

test('nanoseconds are kept in the text, and in the number as far as it goes', () => {
  const timestamp = parseTimestamp('2024-03-01T12:34:56.1234567891Z')

  expect(timestamp && formatNano(timestamp)).toBe('2024-03-01T12:34:56.123456789Z')
  expect(timestamp?.at).toBeCloseTo(Date.UTC(2024, 2, 1, 12, 34, 56) + 123.456789, 3)
})

test.each([
  '12:00',
  '2024-03-01T24:00:00Z',
  '2024-03-01T12:60:00Z',
  '2024-02-30T00:00:00Z',
  '2024-03-00T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-03-01t12:00:00Z',
  '2024-03-01 12:00:00Z',
  '2024-03-01T12:34:5xZ',
  '2024-03-01T12:34:56.Z',
  '2024-03-01T12:34:56.1e3Z',
  '2024-03-01T12:34:56.-1Z',
  'x024-03-01T12:34:56Z',
])('refuses %j', (text) => {
  expect(parseTimestamp(text)).toBeUndefined()
})

test.each([
  [0, '1970-01-01T00:00:00Z'],
  [Date.UTC(2024, 2, 1, 12, 34, 56), '2024-03-01T12:34:56Z'],
  [Date.UTC(2024, 2, 1, 12, 34, 56, 120), '2024-03-01T12:34:56.12Z'],
  [Date.UTC(2024, 2, 1, 12, 34, 56) + 0.125, '2024-03-01T12:34:56.000125Z'],
  [Date.UTC(2024, 2, 1, 12, 34, 56) + 999.99999, '2024-03-01T12:34:57Z'],
  [-1, '1969-12-31T23:59:59.999Z'],
  [zeroTimestamp.at, zeroTimestamp.text],
  [Date.UTC(10_000, 0, 1), '10000-01-01T00:00:00Z'],
])('timestampOf(%d) is %s', (at, text) => {
  expect(timestampOf(at)).toEqual({ at, text })
})

test.each([
  ['2024-03-01T12:34:56Z', '2024-03-01T12:34:56.000Z'],
  ['2024-03-01T12:34:56.1Z', '2024-03-01T12:34:56.100Z'],
  ['2024-03-01T12:34:56.9999Z', '2024-03-01T12:34:56.999Z'],
  ['2024-03-01T12:34:56+02:00', '2024-03-01T12:34:56.000+02:00'],
  ['2024-03-01T12:34:56.12-05:30', '2024-03-01T12:34:56.120-05:30'],
])('formatMillis(%s) is %s', (text, millis) => {
  expect(formatMillis({ at: 0, text })).toBe(millis)
})
