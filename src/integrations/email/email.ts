// Email: one multipart mail to everybody in `to`, handed to a mail server. As Alertmanager's notify/email/email.go.

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { Secret } from '../../schema/secret.ts'
import { type Attempt, defineIntegration, IntegrationError, type SendResult } from '../contract.ts'
import type { MailServer, WireMail } from '../mail.ts'
import { abortReason } from '../over-http.ts'
import { payloadOf } from '../payload.ts'
import { type Address, parseAddressList } from './address.ts'
import { type MailStamp, mailHeaders, mailText, threadId } from './message.ts'
import { type EmailConfig, emailConfig } from './schema.ts'
import { inheritSmtp, smtpGlobals } from './smtp-globals.ts'

export const email = defineIntegration({
  name: 'email',
  key: 'email_configs',
  sendResolved: false,
  config: emailConfig,
  globals: smtpGlobals,
  inherit(config, globals, complain, inUse) {
    const filled = inheritSmtp(config, globals, complain)
    // As Alertmanager, which fills these in when it builds a receiver, and prints them from then on.
    return inUse ? { ...filled, headers: mailHeaders(filled) } : filled
  },
  send,
})

/** Everything is rendered before anybody is called: a template that fails leaves no half of a mail with the server. */
async function send(attempt: Attempt<EmailConfig>): Promise<SendResult> {
  const { clock, config, signal } = attempt
  const mail = emailOf(attempt, stampOf(clock.now()))
  const result = await attempt.handIn(mail, mailServerOf(config))
  return result.sent ? result : { ...result, reason: abortReason(signal) }
}

/** The mail for one notification. Throws an IntegrationError when a template fails or an address is none. */
export function emailOf(
  attempt: Pick<Attempt<EmailConfig>, 'delivery' | 'config' | 'externalURL' | 'render' | 'renderHtml'>,
  stamp: MailStamp,
): WireMail {
  const { config, delivery } = attempt
  const payload = payloadOf(delivery, { externalURL: attempt.externalURL })
  const fill = (option: string, template: string, render = attempt.render): string => {
    try {
      return render(template, payload)
    } catch (error) {
      throw new IntegrationError(`the template of ${option} failed: ${(error as Error).message}`)
    }
  }
  const from = addresses('from', fill('from', config.from))
  const [sender] = from
  if (sender === undefined || from.length > 1)
    throw new IntegrationError(`from has to be one address, and it is ${from.length}`)
  const to = addresses('to', fill('to', config.to))
  const headers = [...mailHeaders(config)].map(([name, value]) => [name, fill(`the header ${name}`, value)] as const)
  const message = mailText(
    {
      headers: new Map(headers),
      thread: threadId(delivery.notification.groupKey, config.threading, stamp),
      text: config.text === '' ? undefined : fill('text', config.text),
      html: config.html === '' ? undefined : fill('html', config.html, attempt.renderHtml),
    },
    stamp,
  )
  return { from: sender, to, message }
}

/** Where and how the mail is handed in. TLS begins with the first byte on port 465, unless that is forced one way or the other. */
export function mailServerOf(config: EmailConfig): MailServer {
  const { smarthost } = config
  if (smarthost === undefined) throw new IntegrationError('there is no smarthost')
  const implicit = config.forceImplicitTls ?? smarthost.port === '465'
  return {
    host: smarthost.host || 'localhost',
    port: smarthost.port,
    hello: config.hello || 'localhost',
    encryption: implicit ? 'implicit' : (config.requireTls ?? true) ? 'starttls' : 'none',
    tls: config.tlsConfig,
    login:
      config.authUsername === ''
        ? undefined
        : {
            username: config.authUsername,
            identity: config.authIdentity,
            password: async () =>
              config.authPasswordFile === ''
                ? revealed(config.authPassword)
                : (await contentOf('auth_password_file', config.authPasswordFile)).trim(),
            // As Alertmanager does: not trimmed, unlike the password.
            secret: async () =>
              config.authSecretFile === ''
                ? revealed(config.authSecret)
                : contentOf('auth_secret_file', config.authSecretFile),
          },
  }
}

function addresses(option: string, text: string): readonly Address[] {
  try {
    return parseAddressList(text)
  } catch (error) {
    throw new IntegrationError(`the addresses in ${option} cannot be read: ${(error as Error).message}`)
  }
}

function stampOf(now: number): MailStamp {
  const unique = randomBytes(8).toString('hex')
  return {
    now,
    zone: -new Date(now).getTimezoneOffset(),
    messageId: `<${Math.trunc(now)}.${unique}@${hostname()}>`,
    boundary: randomBytes(30).toString('hex'),
  }
}

function revealed(secret: Secret | undefined): string {
  return secret?.reveal() ?? ''
}

async function contentOf(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Error(`cannot read ${option} ${path}: ${(error as NodeJS.ErrnoException).code}`)
  }
}
