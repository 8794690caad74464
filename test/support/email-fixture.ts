// What tests of emails share: an entry of a configuration, decoded, and a notification to send.

import { expect } from 'vitest'
import { type EmailConfig, emailConfig } from '../../src/integrations/email/schema.ts'
import { inheritSmtp, type SmtpGlobals, smtpGlobals } from '../../src/integrations/email/smtp-globals.ts'
import type { Network } from '../../src/integrations/network.ts'
import type { Alert } from '../../src/model/alert.ts'
import { zeroTimestamp } from '../../src/model/instant.ts'
import { LabelSet } from '../../src/model/labels.ts'
import type { Delivery } from '../../src/model/notification.ts'
import { timestampOf } from '../../src/model/timestamp.ts'
import { DecodeContext } from '../../src/schema/decode-context.ts'
import { initialValues } from '../../src/schema/object.ts'
import { SourceText } from '../../src/schema/source-text.ts'
import { readYaml } from '../../src/schema/yaml-reader.ts'

/** What `global` says about mails when it says nothing. */
export const smtpDefaults: SmtpGlobals = initialValues(smtpGlobals)

/** Reads an entry of email_configs; its problems are messages. */
export function readEmail(yaml: string): { readonly config: EmailConfig; readonly problems: readonly string[] } {
  const { root, problems } = readYaml(yaml)
  expect(problems).toEqual([])
  const context = new DecodeContext({ source: new SourceText('email.yml', yaml), mode: 'fallback', directory: '/' })
  const config = context.decode(emailConfig, root as NonNullable<typeof root>)
  return { config, problems: context.problems.map(({ message }) => message) }
}

/** An entry without problems, completed by the `global` section. */
export function decodeEmail(yaml: string, globals: Partial<SmtpGlobals> = {}): EmailConfig {
  const { config, problems } = readEmail(yaml)
  expect(problems).toEqual([])
  return inheritSmtp(config, { ...smtpDefaults, ...globals }, (_, message) => {
    throw new Error(message)
  })
}

/** A notification about one alert. */
export function emailDelivery(labels: Readonly<Record<string, string>>, groupKey = '{}:{}'): Delivery {
  const now = Date.UTC(2026, 0, 5, 12)
  const alert: Alert = {
    labels: LabelSet.fromRecord(labels),
    annotations: LabelSet.empty,
    startsAt: timestampOf(now),
    endsAt: zeroTimestamp,
    generatorURL: '',
    updatedAt: timestampOf(now),
    timeout: false,
  }
  return {
    reason: 'first notification',
    alerts: [alert],
    notification: {
      groupKey,
      groupLabels: LabelSet.empty,
      routeId: '',
      routeLabels: LabelSet.empty,
      receiver: 'mail',
      repeatInterval: 0,
      muteTimeIntervals: [],
      activeTimeIntervals: [],
      now,
      flush: 1,
      alerts: [alert],
    },
  }
}

/** Emails need no HTTP. */
export const noNetwork: Network = {
  request: () => Promise.reject(new Error('an email asked for something over HTTP')),
}
