import { describe, expect, test } from 'vitest'
import { mailDate, mailHeaders, mailText, threadId } from './message.ts'

const stamp = { now: Date.UTC(2026, 0, 5, 23, 30), zone: 60, messageId: '<id@host>', boundary: 'b' }

describe('a mail', () => {
  test('has its text before its HTML', () => {
    const headers = new Map([['Subject', 'Grüße']])
    expect(mailText({ headers, thread: undefined, text: 'é', html: '<p>' }, stamp).split('\r\n')).toEqual([
      'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      'Message-Id: <id@host>',
      'Date: Tue, 06 Jan 2026 00:30:00 +0100',
      'Content-Type: multipart/alternative; boundary=b',
      'MIME-Version: 1.0',
      '',
      '--b',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Type: text/plain; charset=UTF-8',
      '',
      '=C3=A9',
      '--b',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Type: text/html; charset=UTF-8',
      '',
      '<p>',
      '--b--',
      '',
    ])
  })

  test('may have neither, an id of its own, and a conversation', () => {
    const headers = new Map([['Message-Id', '<own>']])
    expect(mailText({ headers, thread: '<t>', text: undefined, html: undefined }, stamp).split('\r\n')).toEqual([
      'Message-Id: <own>',
      'References: <t>',
      'In-Reply-To: <t>',
      'Date: Tue, 06 Jan 2026 00:30:00 +0100',
      'Content-Type: multipart/alternative; boundary=b',
      'MIME-Version: 1.0',
      '',
      '',
      '--b--',
      '',
    ])
  })
})

test.each([
  [0, 'Mon, 05 Jan 2026 23:30:00 +0000'],
  [60, 'Tue, 06 Jan 2026 00:30:00 +0100'],
  [-210, 'Mon, 05 Jan 2026 20:00:00 -0330'],
])('a date %i minutes east of Greenwich', (zone, expected) => {
  expect(mailDate(stamp.now, zone)).toBe(expected)
})

test.each([
  [{ enabled: false, threadByDate: 'daily' }, undefined],
  [{ enabled: true, threadByDate: 'daily' }, '<alert-5feceb66ffc86f38-2026-01-06@alertmanager>'],
  [{ enabled: true, threadByDate: 'none' }, '<alert-5feceb66ffc86f38-@alertmanager>'],
])('a conversation by %j', (threading, expected) => {
  expect(threadId('0', threading, stamp)).toBe(expected)
})

test('headers of the configuration count before those that every mail has', () => {
  const headers = new Map([
    ['To', 'everybody'],
    ['X-A', '1'],
  ])
  expect([...mailHeaders({ headers, to: 'to', from: 'from' })]).toEqual([
    ['Subject', '{{ template "email.default.subject" . }}'],
    ['To', 'everybody'],
    ['From', 'from'],
    ['X-A', '1'],
  ])
})
