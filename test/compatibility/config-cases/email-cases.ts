// Entries of email_configs, and what they inherit from `global`.

import { type ConfigCase, casesIn, printed, type Row } from './config-case.ts'

const smtp = 'global: {smtp_smarthost: "mail.example:587", smtp_from: "am@example.org"}\n'

function inEmail(part: string): string {
  return `${smtp}route: {receiver: team}\nreceivers:\n- name: team\n  email_configs:\n  - ${part}\n`
}

const entries: readonly Row[] = [
  ['the least', 'to: a@example.org', printed],
  ['no recipient', 'from: a@example.org'],
  [
    'everything',
    '{to: "a@example.org, b@example.org", from: c@example.org, hello: here, smarthost: "other.example:465", auth_username: u, auth_password: p, auth_secret: s, auth_identity: i, require_tls: false, force_implicit_tls: true, html: "<b>", text: t, send_resolved: true, headers: {subject: S, X-Team: db}, tls_config: {insecure_skip_verify: true}, threading: {enabled: true, thread_by_date: daily}}',
    printed,
  ],
  ['files', '{to: a@x, auth_username: u, auth_password_file: p, auth_secret_file: s}', printed],
  ['a password and its file', '{to: a@x, auth_password: p, auth_password_file: f}'],
  ['a secret and its file', '{to: a@x, auth_secret: p, auth_secret_file: f}'],
  ['the same header in two cases', '{to: a@x, headers: {X-A: "1", x-a: "2"}}'],
  ['headers that are templates', `{to: a@x, headers: {Subject: '{{ .Status | toUpper }}'}}`, printed],
  ['a broken template', "{to: a@x, text: '{{ .Status'}"],
  ['no html', '{to: a@x, html: "", text: "x"}', printed],
  ['a smarthost without a port', '{to: a@x, smarthost: mail.example}'],
  ['a smarthost without a host', '{to: a@x, smarthost: ":25"}', printed],
  ['threading without thread_by_date', '{to: a@x, threading: {enabled: true}}'],
  ['threading by nothing', '{to: a@x, threading: {enabled: true, thread_by_date: none}}', printed],
  ['threading by something else', '{to: a@x, threading: {enabled: true, thread_by_date: weekly}}'],
  ['threading that is off', '{to: a@x, threading: {enabled: false, thread_by_date: weekly}}'],
  [
    'threading and a header of its own',
    '{to: a@x, threading: {enabled: true, thread_by_date: none}, headers: {references: x}}',
  ],
  ['require_tls', '{to: a@x, require_tls: true}', printed],
  ['an unknown key', '{to: a@x, cc: b@x}'],
  ['a recipient that is no address', '{to: "not an address"}', printed],
]

const whole: readonly ConfigCase[] = [
  {
    name: 'email: a receiver that no route uses',
    text: `${smtp}route: {receiver: team}\nreceivers: [{name: team}, {name: unused, email_configs: [{to: a@x}]}]\n`,
    running: true,
  },
  {
    name: 'email: no smarthost',
    text: 'route: {receiver: team}\nreceivers: [{name: team, email_configs: [{to: a@x, from: b@x}]}]\n',
  },
  {
    name: 'email: no sender',
    text: 'global: {smtp_smarthost: "m:25"}\nroute: {receiver: team}\nreceivers: [{name: team, email_configs: [{to: a@x}]}]\n',
  },
  {
    name: 'email: everything is inherited',
    text: 'global: {smtp_smarthost: "m:25", smtp_from: f@x, smtp_hello: h, smtp_auth_username: u, smtp_auth_password: p, smtp_auth_secret: s, smtp_auth_identity: i, smtp_require_tls: false, smtp_tls_config: {insecure_skip_verify: true}, smtp_force_implicit_tls: true}\nroute: {receiver: team}\nreceivers: [{name: team, email_configs: [{to: a@x}, {to: b@x, auth_password_file: own, require_tls: true}]}]\n',
    running: true,
  },
  {
    name: 'email: a password file is inherited',
    text: 'global: {smtp_smarthost: "m:25", smtp_from: f@x, smtp_auth_password_file: p, smtp_auth_secret_file: s}\nroute: {receiver: team}\nreceivers: [{name: team, email_configs: [{to: a@x}, {to: b@x, auth_password: own}]}]\n',
    running: true,
  },
]

export const emailCases: readonly ConfigCase[] = [...casesIn('email', inEmail, entries), ...whole]
