// Functions that the recorded Alertmanager does not have yet, by what their source says.

import { describe, expect, test } from 'vitest'
import { TemplateSet } from '../template-set.ts'

function rendered(text: string): string {
  try {
    return new TemplateSet().renderText(text, undefined, 0)
  } catch (error) {
    return (error as Error).message.replace(/^template: :1:\d+: executing "" at <.*?>: /, '')
  }
}

describe('base64', () => {
  test.each([
    ['{{ base64encode "hello" }}', 'aGVsbG8='],
    ['{{ base64encode "" }}', ''],
    ['{{ base64encode "a" }} {{ base64encode "ab" }} {{ base64encode "abc" }}', 'YQ== YWI= YWJj'],
    ['{{ base64encode "\\xff\\xfe\\xfb" }}', '__77'],
    ['{{ base64encode "é🚀?>" }}', 'w6nwn5qAPz4='],
    ['{{ base64decode "aGVsbG8=" }}', 'hello'],
    ['{{ base64decode "aGVs\\nbG8=\\r\\n" }}', 'hello'],
    ['{{ base64decode "_-77" | printf "%q" }}', '"\\xff\\xee\\xfb"'],
    ['{{ base64decode "aGVsbG8" }}', 'error calling base64decode: illegal base64 data at input byte 4'],
    ['{{ base64decode "aGVs bG8=" }}', 'error calling base64decode: illegal base64 data at input byte 4'],
    ['{{ base64decode "+/+/" }}', 'error calling base64decode: illegal base64 data at input byte 0'],
    ['{{ base64decode "aa=" }}', 'error calling base64decode: illegal base64 data at input byte 3'],
    ['{{ base64decode "aa==a" }}', 'error calling base64decode: illegal base64 data at input byte 4'],
    ['{{ base64decode "=" }}', 'error calling base64decode: illegal base64 data at input byte 0'],
    ['{{ base64encode 1 }}', 'expected string; found 1'],
  ])('%s', (text, expected) => {
    expect(rendered(text)).toBe(expected)
  })
})

describe('toDate and mustToDate', () => {
  test.each([
    ['2006-01-02', '2024-03-01', '2024-03-01 00:00:00 +0000 UTC'],
    ['2006-01-02T15:04:05Z07:00', '2024-03-01T12:34:56.789+02:00', '2024-03-01 12:34:56.789 +0200 +0200'],
    ['2006-01-02T15:04:05Z07:00', '2024-03-01T12:34:56Z', '2024-03-01 12:34:56 +0000 UTC'],
    ['2006-01-02 15:04:05 -0700', '2024-03-01 12:34:56 +0000', '2024-03-01 12:34:56 +0000 UTC'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Fri, 01 Mar 2024 12:34:56 CET', '2024-03-01 12:34:56 +0000 CET'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Fri, 01 Mar 2024 12:34:56 UTC', '2024-03-01 12:34:56 +0000 UTC'],
    ['2006 MST', '2024 GMT+3', '2024-01-01 00:00:00 +0300 GMT+3'],
    ['January 2, 2006 3:04pm', 'march 1, 2024 12:05am', '2024-03-01 00:05:00 +0000 UTC'],
    ['_2 Jan 06', ' 1 Mar 24', '2024-03-01 00:00:00 +0000 UTC'],
    ['06', '69', '1969-01-01 00:00:00 +0000 UTC'],
    ['2006-002', '2024-061', '2024-03-01 00:00:00 +0000 UTC'],
    ['15:04:05.000', '01:02:03.456', '0000-01-01 01:02:03.456 +0000 UTC'],
    ['15:04:05', '01:02:03.4', '0000-01-01 01:02:03.4 +0000 UTC'],
  ])('%s %s', (layout, text, expected) => {
    expect(rendered(`{{ toDate "${layout}" "${text}" }}`)).toBe(expected)
    expect(rendered(`{{ mustToDate "${layout}" "${text}" }}`)).toBe(expected)
  })

  test.each([
    ['2006-01-02', 'x', 'parsing time "x" as "2006-01-02": cannot parse "x" as "2006"'],
    ['2006-01-02', '2024/03/01', 'parsing time "2024/03/01" as "2006-01-02": cannot parse "/03/01" as "-"'],
    ['2006-01-02', '2024-13-01', 'parsing time "2024-13-01": month out of range'],
    ['2006-01-02', '2023-02-29', 'parsing time "2023-02-29": day out of range'],
    ['2006-01-02', '2024-03-01x', 'parsing time "2024-03-01x": extra text: "x"'],
    ['15:04', '24:00', 'parsing time "24:00": hour out of range'],
    ['15:04 MST', '12:00 xyz', 'parsing time "12:00 xyz" as "15:04 MST": cannot parse "xyz" as "MST"'],
    ['2006-002', '2023-366', 'parsing time "2023-366": day-of-year out of range'],
    ['-0700', '+2500', 'parsing time "+2500": time zone offset hour out of range'],
    ['2006', 'é', 'parsing time "\\xc3\\xa9" as "2006": cannot parse "\\xc3\\xa9" as "2006"'],
  ])('%s %s fails', (layout, text, message) => {
    expect(rendered(`{{ toDate "${layout}" "${text}" }}`)).toBe('0001-01-01 00:00:00 +0000 UTC')
    expect(rendered(`{{ mustToDate "${layout}" "${text}" }}`)).toBe(`error calling mustToDate: ${message}`)
  })
})
