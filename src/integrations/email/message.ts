// A mail as text: headers, and the body in one or two forms. As Alertmanager's notify/email/email.go. Pure: what differs
// from mail to mail is handed in.

import { createHash } from 'node:crypto'
import type { Instant } from '../../model/instant.ts'
import { encodeHeaderText } from './encoded-word.ts'
import { quotedPrintable } from './quoted-printable.ts'
import type { EmailConfig } from './schema.ts'

const defaultSubject = '{{ template "email.default.subject" . }}'

/** What makes one mail differ from every other. */
export interface MailStamp {
  readonly now: Instant
  /** Of the zone in which dates are told, in minutes east of Greenwich. */
  readonly zone: number
  /** With its angle brackets. */
  readonly messageId: string
  /** Stands in no body. */
  readonly boundary: string
}

/** The rendered texts of a mail. */
export interface MailContent {
  readonly headers: ReadonlyMap<string, string>
  /** What binds the mails of a conversation together, with its angle brackets; undefined for none. */
  readonly thread: string | undefined
  /** Undefined for none; an empty one is a part without content. */
  readonly text: string | undefined
  readonly html: string | undefined
}

/** The headers of an email, not rendered: those of the configuration, and Subject, To and From where it has none. */
export function mailHeaders(config: Pick<EmailConfig, 'headers' | 'to' | 'from'>): ReadonlyMap<string, string> {
  return new Map([['Subject', defaultSubject], ['To', config.to], ['From', config.from], ...config.headers])
}

/** The mail, with CRLF at the end of each line. */
export function mailText(content: MailContent, stamp: MailStamp): string {
  const headers = [...content.headers].map(([name, value]) => `${name}: ${encodeHeaderText(value)}`)
  if (!content.headers.has('Message-Id')) headers.push(`Message-Id: ${stamp.messageId}`)
  if (content.thread !== undefined) headers.push(`References: ${content.thread}`, `In-Reply-To: ${content.thread}`)
  headers.push(
    `Date: ${mailDate(stamp.now, stamp.zone)}`,
    `Content-Type: multipart/alternative; boundary=${stamp.boundary}`,
    'MIME-Version: 1.0',
  )
  // The last form is the preferred one (RFC 2046, 5.1.4).
  const parts = [...part('plain', content.text), ...part('html', content.html)]
  const body = parts.map((lines) => `--${stamp.boundary}\r\n${lines}\r\n`).join('')
  return `${headers.join('\r\n')}\r\n\r\n${parts.length === 0 ? '\r\n' : ''}${body}--${stamp.boundary}--\r\n`
}

/** What mails of a group have in common, each day or for ever: the id of a mail that never was, which clients file them under. */
export function threadId(groupKey: string, threading: EmailConfig['threading'], stamp: MailStamp): string | undefined {
  if (!threading.enabled) return undefined
  const hash = createHash('sha256').update(groupKey).digest('hex').slice(0, 16)
  const day = threading.threadByDate === 'none' ? '' : zoned(stamp).toISOString().slice(0, 10)
  return `<alert-${hash}-${day}@alertmanager>`
}

/** `Mon, 05 Jan 2026 12:00:00 +0100`. `zone` counts minutes. */
export function mailDate(now: Instant, zone: number): string {
  const size = Math.abs(zone)
  const offset = `${zone < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${twoDigits(size % 60)}`
  return zoned({ now, zone }).toUTCString().replace('GMT', offset)
}

function part(subtype: string, body: string | undefined): readonly string[] {
  if (body === undefined) return []
  return [
    `Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/${subtype}; charset=UTF-8\r\n\r\n${quotedPrintable(body)}`,
  ]
}

/** A date whose UTC fields are those of the zone. */
function zoned({ now, zone }: Pick<MailStamp, 'now' | 'zone'>): Date {
  return new Date(now + zone * 60_000)
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
