// What an email takes from the `global` section where it says nothing itself. As config/config.go Config.UnmarshalYAML.

import { member, optional } from '../../schema/field.ts'
import { boolean } from '../../schema/number-fields.ts'
import { type Decoded, initialValues } from '../../schema/object.ts'
import { plainPath, secret, text } from '../../schema/text-fields.ts'
import { plainTlsConfig } from '../../schema/tls.ts'
import type { Complaint } from '../contract.ts'
import type { EmailConfig } from './schema.ts'
import { smarthost } from './smarthost.ts'

/** The keys of `global` that count for mails. */
export const smtpGlobals = {
  smtp_from: member(text, 'The sender of mails.'),
  smtp_hello: member(text, 'The name by which the mail server is greeted.', { initial: 'localhost' }),
  smtp_smarthost: member(smarthost, 'The mail server, host:port.'),
  smtp_auth_username: member(text, 'The user at the mail server.'),
  smtp_auth_password: member(secret, 'The password there, for LOGIN and PLAIN.'),
  smtp_auth_password_file: member(plainPath, 'A file with that password, read at every mail.'),
  smtp_auth_secret: member(secret, 'The secret there, for CRAM-MD5.'),
  smtp_auth_secret_file: member(plainPath, 'A file with that secret, read at every mail.'),
  smtp_auth_identity: member(text, 'The identity there, for PLAIN.'),
  smtp_require_tls: member(boolean, 'Whether mails are only sent over TLS (STARTTLS).', {
    initial: true,
    always: true,
  }),
  smtp_tls_config: member(optional(plainTlsConfig), 'TLS for the mail server.', {
    initial: initialValues(plainTlsConfig.members),
  }),
  smtp_force_implicit_tls: member(
    optional(boolean),
    'Whether TLS is spoken from the first byte on; decided by the port (465) unless set.',
  ),
} as const

export type SmtpGlobals = Decoded<typeof smtpGlobals>

/** The entry with everything filled in. A password and the file with it belong together, and so do the secret and its file. */
export function inheritSmtp(config: EmailConfig, globals: SmtpGlobals, complain: Complaint): EmailConfig {
  const ownPassword = config.authPassword !== undefined || config.authPasswordFile !== ''
  const ownSecret = config.authSecret !== undefined || config.authSecretFile !== ''
  const filled: EmailConfig = {
    ...config,
    from: config.from || globals.smtpFrom,
    hello: config.hello || globals.smtpHello,
    smarthost: config.smarthost ?? globals.smtpSmarthost,
    authUsername: config.authUsername || globals.smtpAuthUsername,
    authPassword: ownPassword ? config.authPassword : globals.smtpAuthPassword,
    authPasswordFile: ownPassword ? config.authPasswordFile : globals.smtpAuthPasswordFile,
    authSecret: ownSecret ? config.authSecret : globals.smtpAuthSecret,
    authSecretFile: ownSecret ? config.authSecretFile : globals.smtpAuthSecretFile,
    authIdentity: config.authIdentity || globals.smtpAuthIdentity,
    requireTls: config.requireTls ?? globals.smtpRequireTls,
    tlsConfig: config.tlsConfig ?? globals.smtpTlsConfig,
    forceImplicitTls: config.forceImplicitTls ?? globals.smtpForceImplicitTls,
  }
  if (filled.smarthost === undefined)
    complain('smarthost', 'this email has no mail server', 'Add smarthost here, or smtp_smarthost to global.')
  if (filled.from === '') complain('from', 'this email has no sender', 'Add from here, or smtp_from to global.')
  return filled
}
