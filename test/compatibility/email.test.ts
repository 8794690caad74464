// Sends the mails that the real Alertmanager was recorded to send, to the same servers, and compares what was said.

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SystemClock } from '../../src/clock.ts'
import { email } from '../../src/integrations/email/email.ts'
import { bindIntegration } from '../../src/integrations/registry.ts'
import { SmtpTransport } from '../../src/integrations/smtp.ts'
import { makeCertificate } from '../support/certificates.ts'
import { decodeEmail, emailDelivery, noNetwork } from '../support/email-fixture.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import { smtpPeer } from '../support/smtp-peer.ts'
import recording from './email.json' with { type: 'json' }
import {
  type EmailCase,
  type EmailRecording,
  emailCaseNumber,
  emailCases,
  emailRecording,
  emailScript,
  emailYaml,
} from './email-cases.ts'

const authority = makeCertificate({ name: 'Authority' })

let files: ScratchDirectory
let ca: string
beforeAll(async () => {
  files = await scratchDirectory()
  ca = await files.write('ca.pem', authority.cert)
})
afterAll(() => files[Symbol.asyncDispose]())

describe(`as ${recording.server} says it`, () => {
  test.each(emailCases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    // The file is written by record-email.ts in this form.
    const recorded = (recording.cases as unknown as Readonly<Record<string, EmailRecording>>)[name]
    if (recorded === undefined) throw new Error('not recorded')
    const { result, session } = await send(one)
    const succeeded = recorded.mail !== undefined && !recorded.retried
    expect(result).toEqual(
      succeeded ? { sent: true } : expect.objectContaining({ sent: false, retry: recorded.retried }),
    )
    if (!succeeded && !recorded.retried) {
      // What is wrong with the mail itself is found here before anybody is called.
      expect(session).toBeUndefined()
      return
    }
    const ours = session === undefined ? undefined : emailRecording(session, recorded.retried)
    expect(ours).toEqual({ ...recorded, lines: one.ours?.lines ?? recorded.lines })
  })
})

async function send(one: EmailCase) {
  const script = emailScript(one, (name) => makeCertificate({ name, for: [name], issuer: authority }))
  await using peer = await smtpPeer(script, { host: one.host === '127.0.0.2' ? one.host : '127.0.0.1' })
  const number = emailCaseNumber(one)
  for (const [key, text] of Object.entries(one.files ?? {})) await files.write(`${key}-${number}`, text)
  const yaml = emailYaml(one, { port: peer.port, ca, file: (key) => join(files.path, `${key}-${number}`) })
  const clock = new SystemClock()
  const mail = new SmtpTransport({ clock })
  const integration = bindIntegration(
    email as Parameters<typeof bindIntegration>[0],
    { name: 'email', index: 0, sendResolved: false, config: decodeEmail(yaml) },
    { receiver: `mail-${number}`, externalURL: 'http://am', clock, network: noNetwork, mail },
  )
  const delivery = emailDelivery({ alertname: 'Mail', case: number }, `{}/{case="${number}"}:{alertname="Mail"}`)
  const result = await integration.send(delivery, AbortSignal.timeout(5000))
  await integration.close()
  await mail.close()
  if (peer.sessions.length > 0) await peer.over(0)
  return { result, session: peer.sessions[0] }
}
