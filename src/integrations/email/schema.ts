// One entry of email_configs. As Alertmanager's config/notifiers.go EmailConfig.

import { mapOf } from '../../schema/collection-fields.ts'
import { type Infer, member, optional } from '../../schema/field.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Complain, type Decoded, object } from '../../schema/object.ts'
import { plainPath, secret, text } from '../../schema/text-fields.ts'
import { plainTlsConfig } from '../../schema/tls.ts'
import { canonicalHeaderName } from './header-name.ts'
import { smarthost } from './smarthost.ts'

const threading = object('threading', {
  enabled: member(boolean, 'Whether the mails of a group of alerts are told to belong to one conversation.'),
  thread_by_date: member(
    text,
    '`daily`: one conversation for each day; `none`: one for ever. Has to be set when threading is enabled.',
  ),
})

const members = {
  send_resolved: member(boolean, 'Whether resolved alerts are told, too.', { always: true }),
  to: member(text, 'Who is told: addresses with commas between them. A template.'),
  from: member(text, 'The sender: one address. A template; `global.smtp_from` unless set.'),
  hello: member(text, 'The name by which the mail server is greeted; `global.smtp_hello` unless set.'),
  smarthost: member(smarthost, 'The mail server, host:port; `global.smtp_smarthost` unless set.'),
  auth_username: member(text, 'The user at the mail server; `global.smtp_auth_username` unless set.'),
  auth_password: member(secret, 'The password there, for LOGIN and PLAIN; `global.smtp_auth_password` unless set.'),
  auth_password_file: member(
    plainPath,
    'A file with that password, read at every mail; counts before `auth_password`. A relative path starts at the working directory.',
  ),
  auth_secret: member(secret, 'The secret there, for CRAM-MD5; `global.smtp_auth_secret` unless set.'),
  auth_secret_file: member(
    plainPath,
    'A file with that secret, read at every mail, with every blank and line break in it; counts before `auth_secret`.',
  ),
  auth_identity: member(text, 'The identity there, for PLAIN; `global.smtp_auth_identity` unless set.'),
  headers: member(
    mapOf(text),
    'Headers by their names; the values are templates. Subject, To and From have values of their own unless set.',
  ),
  html: member(text, 'The body as HTML, a template; empty for none.', {
    initial: '{{ template "email.default.html" . }}',
  }),
  text: member(text, 'The body as plain text, a template; empty for none.'),
  require_tls: member(
    optional(boolean),
    'Whether mails are only sent over TLS (STARTTLS); `global.smtp_require_tls` unless set.',
  ),
  tls_config: member(optional(plainTlsConfig), 'TLS for the mail server; `global.smtp_tls_config` unless set.'),
  force_implicit_tls: member(
    optional(boolean),
    'Whether TLS is spoken from the first byte on; decided by the port (465) unless set here or in `global`.',
  ),
  threading: member(threading, 'How mails are put together into conversations.'),
} as const

/** Header names are canonical. What the `global` section may fill in (inheritSmtp) is '' or undefined here. */
export const emailConfig = object('an email', members, { finish })

export type EmailConfig = Infer<typeof emailConfig>

function finish(value: Decoded<typeof members>, complain: Complain<typeof members>): Decoded<typeof members> {
  if (value.to === '') complain('to', 'this email has no recipient', 'Add to.')
  const headers = new Map<string, string>()
  for (const [name, template] of value.headers) {
    const canonical = canonicalHeaderName(name)
    if (headers.has(canonical)) {
      complain('headers', `the header ${canonical} is set twice: case makes no difference`, 'Keep one of the two.')
    }
    headers.set(canonical, template)
  }
  if (value.threading.enabled) checkThreading(value.threading.threadByDate, headers, complain)
  return { ...value, headers }
}

function checkThreading(by: string, headers: ReadonlyMap<string, string>, complain: Complain<typeof members>): void {
  for (const name of ['References', 'In-Reply-To']) {
    if (!headers.has(name)) continue
    complain('headers', `threading sets the header ${name} itself`, `Remove ${name}, or turn threading off.`)
  }
  if (by !== 'none' && by !== 'daily')
    complain('threading', 'thread_by_date has to be none or daily when threading is enabled', 'Add thread_by_date.')
}
