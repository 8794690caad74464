// Mails that record-email.ts has the real Alertmanager send, and that email.test.ts sends itself. Their texts hold no
// templates: those are compared elsewhere.

import type { KeyAndCertificate } from '../support/certificates.ts'
import type { SmtpRecord, SmtpScript } from '../support/smtp-peer.ts'
import { yamlString } from './recorder.ts'

export interface EmailCase {
  readonly name: string
  /** Keys of the email; `to`, `from`, `text`, `html`, `headers` and `require_tls` have short values unless set. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Keys whose value is the path of a file with this content. */
  readonly files?: Readonly<Record<string, string>>
  /** What smarthost calls the server: `127.0.0.1` unless set. */
  readonly host?: string
  readonly script?: SmtpScript
  /** Whether the server shows a certificate, and for whom; the name that the client trusts is `127.0.0.1`. */
  readonly certificateFor?: string
  /** Where Tocsin says something else: what, and why. */
  readonly ours?: { readonly why: string; readonly lines: readonly string[] }
}

const login = { auth_username: 'us er', auth_password: 'pass wörd', auth_secret: 'sécret' }
const trusted = { tls_config: { ca_file: 'CA' } }
/** The client has to be told the CA, which recorder and test put into a file: `CA` stands for its path. */
const tls: EmailCase['script'] = { extensions: ['STARTTLS', 'AUTH PLAIN'] }

export const emailCases: readonly EmailCase[] = [
  { name: 'text alone', options: { html: '' } },
  { name: 'html alone', options: { text: '' } },
  { name: 'text and html' },
  { name: 'neither text nor html', options: { text: '', html: '' } },
  { name: 'long lines', options: { text: `${'0123456789'.repeat(20)}\n${'é'.repeat(40)}\n${'ab cd '.repeat(30)}` } },
  { name: 'blanks at the ends of lines', options: { text: `a \nb\t\n \n\t\n${' '.repeat(80)}\nlast ` } },
  {
    name: 'a blank at the very edge',
    options: { text: `${'x'.repeat(74)} \n${'x'.repeat(75)}\t\n${'x'.repeat(76)} ` },
  },
  { name: 'all kinds of line breaks', options: { text: 'a\nb\r\nc\rd\n\ne\r\r\nf\n' } },
  { name: 'dots at the starts of lines', options: { text: '.\n..\n.x\n\n.\r\nQUIT' } },
  { name: 'equals signs and control characters', options: { text: 'a=b=3D\u0000\u0007\u007f\u2028😀' } },
  { name: 'a subject beyond ASCII', options: { headers: { Subject: 'Grüße, 世界 😀 = ? _ end' } } },
  { name: 'a long subject beyond ASCII', options: { headers: { Subject: 'ü'.repeat(60) + ' a b c '.repeat(20) } } },
  { name: 'a long subject of characters of many widths', options: { headers: { Subject: 'aé世😀'.repeat(25) } } },
  { name: 'a long subject of ASCII', options: { headers: { Subject: 'word '.repeat(40) } } },
  { name: 'line breaks in a subject', options: { headers: { Subject: 'one\ntwo\r\nBcc: three@example.org' } } },
  { name: 'a tab and blanks in a subject', options: { headers: { Subject: '\ta  b ' } } },
  {
    name: 'header names in any case',
    options: {
      headers: {
        subject: 's',
        'REPLY-TO': 'r@example.org',
        'x-custom': '1',
        'X-ALL-CAPS': '2',
        'x_y.z-q': '3',
        'x--y': '4',
        '1a-2b': '5',
      },
    },
  },
  { name: 'header names that are none', options: { headers: { 'x blank': '1', 'X-ü': '2' } } },
  { name: 'empty header values', options: { headers: { Subject: '', 'X-Empty': '' } } },
  { name: 'To and From of its own', options: { headers: { To: 'everybody', from: 'nobody' } } },
  { name: 'a Message-Id of its own', options: { headers: { 'message-id': '<one@example.org>' } } },
  {
    name: 'names around addresses',
    options: {
      from: 'Alert Manager <am@example.org>',
      to: '"Doe, Jane" <jane@example.org>, Jörg <joerg@example.org> , plain@example.org (a (nested) comment)',
    },
  },
  { name: 'a group of addresses', options: { to: 'Friends: a@example.org, B <b@example.org>; , c@example.org' } },
  { name: 'an empty group', options: { to: 'nobody:;' }, script: { replies: { DATA: ['503 nobody there'] } } },
  { name: 'commas too many', options: { to: ', a@example.org,, b@example.org , ,' } },
  {
    name: 'addresses beyond ASCII',
    options: { to: 'jörg@exämple.org' },
    script: { extensions: ['8BITMIME', 'SMTPUTF8'] },
  },
  { name: 'a literal domain', options: { to: 'a@[127.0.0.1]' } },
  { name: 'a literal domain with a bare IPv6 address', options: { to: 'a@[::1]' } },
  { name: 'a literal domain with a tagged IPv6 address', options: { to: 'a@[IPv6:::1]' } },
  {
    name: 'a quoted local part',
    options: { to: '"a b"@example.org' },
    ours: {
      why: 'without its quotes the address would be another one, or none',
      lines: ['EHLO localhost', 'MAIL FROM:<from@example.org>', 'RCPT TO:<"a b"@example.org>', 'DATA', 'QUIT'],
    },
  },
  { name: 'a quoted local part that needs no quotes', options: { to: '"a.b"@example.org' } },
  { name: 'a name with dots', options: { to: 'J. R. Doe <j@example.org>' } },
  { name: 'a comment that is not closed', options: { to: 'a@example.org (never' } },
  { name: 'comments between words', options: { to: 'Jane (the) Doe <j@example.org> (work)' } },
  { name: 'a name before nothing', options: { to: 'Jane Doe' } },
  { name: 'an angle that is not closed', options: { to: 'Jane <j@example.org' } },
  { name: 'blanks inside of an angle', options: { to: 'Jane < j@example.org>' } },
  { name: 'blanks behind an address in an angle', options: { to: 'Jane <j@example.org >' } },
  { name: 'semicolons between addresses', options: { to: 'a@example.org; b@example.org' } },
  { name: 'blanks between addresses', options: { to: 'a@example.org b@example.org' } },
  { name: 'a line break between addresses', options: { to: 'a@example.org,\n b@example.org' } },
  { name: 'an encoded name', options: { to: '=?utf-8?q?J=C3=B6rg?= <j@example.org>' } },
  { name: 'a group in a group', options: { to: 'A: B: b@example.org;;' } },
  { name: 'a group that is not closed', options: { to: 'A: b@example.org' } },
  { name: 'a dot at the end of a domain', options: { to: 'a@example.org.' } },
  { name: 'two at signs', options: { to: 'a@b@example.org' } },
  { name: 'nothing but blanks', options: { to: '  ' } },
  { name: 'two senders', options: { from: 'a@example.org, b@example.org' } },
  { name: 'a sender that is none', options: { from: 'Alert Manager' } },
  { name: 'a recipient that is none', options: { to: 'a@example.org, b' } },
  { name: 'a recipient with two dots', options: { to: 'a..b@example.org' } },
  { name: 'a recipient with a bad literal domain', options: { to: 'a@[mail]' } },
  { name: 'a conversation for each day', options: { threading: { enabled: true, thread_by_date: 'daily' } } },
  { name: 'a conversation for ever', options: { threading: { enabled: true, thread_by_date: 'none' } } },
  { name: 'a name to greet with', options: { hello: 'alerts.example.org' } },
  { name: 'a server that knows no EHLO', script: { replies: { EHLO: ['502 what?'] } } },
  {
    name: 'what the server is able to',
    script: { extensions: ['SIZE 1000000', 'PIPELINING', '8BITMIME', 'DSN', 'SMTPUTF8', 'CHUNKING'] },
  },
  { name: 'PLAIN', options: login, script: { extensions: ['AUTH PLAIN'] } },
  {
    name: 'PLAIN in another name',
    options: { ...login, auth_identity: 'böss' },
    script: { extensions: ['AUTH PLAIN'] },
  },
  { name: 'PLAIN on localhost', host: 'localhost', options: login, script: { extensions: ['AUTH PLAIN'] } },
  { name: 'PLAIN without encryption', host: '127.0.0.2', options: login, script: { extensions: ['AUTH PLAIN LOGIN'] } },
  { name: 'LOGIN without encryption', host: '127.0.0.2', options: login, script: { extensions: ['AUTH LOGIN PLAIN'] } },
  { name: 'LOGIN', options: login, script: { extensions: ['AUTH LOGIN'] } },
  {
    name: 'LOGIN with prompts in other case',
    options: login,
    script: { extensions: ['AUTH LOGIN'], challenges: ['USERNAME:', 'password:'] },
  },
  {
    name: 'LOGIN with prompts of another kind',
    options: login,
    script: { extensions: ['AUTH LOGIN'], challenges: ['User Name', 'Password'] },
  },
  { name: 'CRAM-MD5', options: login, script: { extensions: ['AUTH CRAM-MD5'], challenges: ['<1.2@example.org>'] } },
  { name: "the server's order", options: login, script: { extensions: ['AUTH LOGIN CRAM-MD5 PLAIN'] } },
  {
    name: 'the first mechanism with a credential',
    options: { auth_username: 'user', auth_password: 'word' },
    script: { extensions: ['AUTH XOAUTH2 GSSAPI CRAM-MD5 PLAIN LOGIN'] },
  },
  {
    name: 'no mechanism with a credential',
    options: { auth_username: 'user', auth_secret: 'word' },
    script: { extensions: ['AUTH PLAIN LOGIN XOAUTH2'] },
  },
  { name: 'no user', options: { auth_password: 'word' }, script: { extensions: ['AUTH PLAIN'] } },
  { name: 'no AUTH', options: login },
  {
    name: 'a login that is refused',
    options: login,
    script: { extensions: ['AUTH PLAIN'], replies: { AUTH: ['535 no'] } },
    ours: {
      why: 'Go cancels what is over already',
      lines: ['EHLO localhost', `AUTH PLAIN ${Buffer.from('\0us er\0pass wörd').toString('base64')}`, 'QUIT'],
    },
  },
  {
    name: 'a password file',
    files: { auth_password_file: ' pass word\n\n' },
    options: { auth_username: 'user' },
    script: { extensions: ['AUTH PLAIN'] },
  },
  {
    name: 'a password and a file with another',
    files: { auth_password_file: 'from file' },
    options: { auth_username: 'user', auth_password: 'inline' },
    script: { extensions: ['AUTH PLAIN'] },
  },
  {
    name: 'a secret file',
    files: { auth_secret_file: ' secret\n' },
    options: { auth_username: 'user' },
    script: { extensions: ['AUTH CRAM-MD5'], challenges: ['<1.2@example.org>'] },
  },
  {
    name: 'a password file that is missing',
    options: { auth_username: 'user', auth_password_file: '/missing' },
    script: { extensions: ['AUTH PLAIN'] },
  },
  { name: 'STARTTLS', options: { require_tls: true, ...trusted, ...login }, certificateFor: '127.0.0.1', script: tls },
  {
    name: 'STARTTLS that is not offered',
    options: { require_tls: true, ...login },
    script: { extensions: ['AUTH PLAIN'] },
  },
  { name: 'STARTTLS that is not demanded', options: login, certificateFor: '127.0.0.1', script: tls },
  {
    name: 'STARTTLS that is refused',
    options: { require_tls: true },
    script: { extensions: ['STARTTLS'], replies: { STARTTLS: ['454 not now'] } },
    ours: { why: 'nodemailer closes the connection at once', lines: ['EHLO localhost', 'STARTTLS'] },
  },
  {
    name: 'another set of mechanisms over TLS',
    options: { require_tls: true, ...trusted, ...login },
    certificateFor: '127.0.0.1',
    script: { extensions: ['STARTTLS'], secureExtensions: ['AUTH LOGIN'] },
  },
  {
    name: 'a certificate for somebody else',
    options: { require_tls: true, ...trusted },
    certificateFor: 'other.example.org',
    script: tls,
  },
  {
    name: 'a certificate for the configured name',
    options: { require_tls: true, tls_config: { ca_file: 'CA', server_name: 'other.example.org' } },
    certificateFor: 'other.example.org',
    script: tls,
  },
  {
    name: 'a certificate that nobody vouches for',
    options: { require_tls: true },
    certificateFor: '127.0.0.1',
    script: tls,
  },
  {
    name: 'a certificate that is not checked',
    options: { require_tls: true, tls_config: { insecure_skip_verify: true } },
    certificateFor: 'other.example.org',
    script: tls,
  },
  {
    name: 'a CA that is missing',
    options: { require_tls: true, tls_config: { ca_file: '/missing' } },
    certificateFor: '127.0.0.1',
    script: tls,
  },
  {
    name: 'TLS from the first byte on',
    options: { force_implicit_tls: true, ...trusted, ...login },
    certificateFor: '127.0.0.1',
    script: { implicit: true, extensions: ['AUTH PLAIN'] },
  },
  {
    name: 'TLS from the first byte on, and STARTTLS demanded',
    options: { force_implicit_tls: true, require_tls: true, ...trusted },
    certificateFor: '127.0.0.1',
    script: { implicit: true },
  },
  { name: 'a greeting that refuses', script: { greeting: '554 go away' } },
  { name: 'a sender that is refused', script: { replies: { MAIL: ['550 not you'] } } },
  {
    name: 'a recipient that is refused',
    options: { to: 'a@example.org, b@example.org, c@example.org' },
    script: { replies: { RCPT: ['250 yes', '550 unknown'] } },
  },
  { name: 'DATA that is refused', script: { replies: { DATA: ['451 later'] } } },
  { name: 'a mail that is refused', script: { replies: { '.': ['554 spam'] } } },
  { name: 'hanging up after the mail', script: { replies: { '.': ['hang up'] } } },
  { name: 'hanging up instead of a greeting', script: { greeting: 'hang up' } },
]

/** What is compared of one attempt. */
export interface EmailRecording {
  readonly lines: readonly string[]
  readonly mail?: { readonly headers: readonly string[]; readonly body: string }
  /** Whether a failure was followed by another attempt. */
  readonly retried: boolean
}

/** The number of a case, which is in its alert's label. */
export function emailCaseNumber(one: EmailCase): string {
  return String(emailCases.indexOf(one))
}

/** The email's entry in the configuration, as YAML in flow style. */
export function emailYaml(
  one: EmailCase,
  place: { readonly port: number; readonly ca: string; readonly file: (key: string) => string },
): string {
  const options: Record<string, unknown> = {
    to: 'to@example.org',
    from: 'from@example.org',
    text: 'Text',
    html: '<p>Html</p>',
    headers: { Subject: 'Subject' },
    require_tls: false,
    ...one.options,
    smarthost: `${one.host ?? '127.0.0.1'}:${place.port}`,
  }
  if ((options.headers as Record<string, string>).Subject === undefined && one.name !== 'header names in any case')
    options.headers = { Subject: 'Subject', ...(options.headers as Record<string, string>) }
  for (const key of Object.keys(one.files ?? {})) options[key] = place.file(key)
  const text = JSON.stringify(options).replaceAll('"ca_file":"CA"', `"ca_file":${JSON.stringify(place.ca)}`)
  return text.replace(/[^ -~]/gu, (character) => yamlString(character).slice(1, -1))
}

/** The script of a case with the certificate that it shows. */
export function emailScript(one: EmailCase, certificate: (name: string) => KeyAndCertificate): SmtpScript {
  return {
    ...one.script,
    ...(one.certificateFor === undefined ? {} : { certificate: certificate(one.certificateFor) }),
  }
}

/** A session with what changes from mail to mail taken out: the order of headers, ids, dates, the boundary. */
export function emailRecording(session: SmtpRecord, retried: boolean): EmailRecording {
  const [mail] = session.mails
  // A handshake may be over at the server before the client looks at the certificate, and leaves.
  const lines = session.lines.at(-1) === '(TLS)' ? session.lines.slice(0, -1) : session.lines
  if (mail === undefined) return { lines: session.lines, retried }
  const boundary = /boundary=(\S+)/.exec(mail)?.[1] ?? 'none'
  const [headers = '', ...body] = mail.replaceAll(boundary, 'BOUNDARY').split('\r\n\r\n')
  return {
    lines,
    mail: { headers: headers.split('\r\n').map(settled).sort(), body: body.join('\r\n\r\n') },
    retried,
  }
}

function settled(header: string): string {
  return header
    .replace(/^Date: [A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/, 'Date: DATE')
    .replace(/^Message-Id: <[^@]+@[^@>]+>$/, (id) => (id.includes('example.org') ? id : 'Message-Id: <ID>'))
    .replace(/(<alert-[0-9a-f]{16}-)\d{4}-\d\d-\d\d@/, '$1DAY@')
    .replace(/; +/, '; ')
}
