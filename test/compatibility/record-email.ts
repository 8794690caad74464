// Records what a real Alertmanager says to mail servers into email.json:
//   node test/compatibility/record-email.ts <prometheus-alertmanager>
// RECORD_PORT chooses its port on loopback; the mail servers' are free ones.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCertificate } from '../support/certificates.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { type SmtpPeer, smtpPeer } from '../support/smtp-peer.ts'
import { type EmailCase, emailCaseNumber, emailCases, emailRecording, emailScript, emailYaml } from './email-cases.ts'
import { binaryFromArguments, serverName, startRecorded } from './recorder.ts'

/** Alertmanager tries again after half a second, more or less; an attempt that is given up is not followed by another. */
const patienceForRetries = 4000

const binary = binaryFromArguments('record-email.ts')
await using files = await scratchDirectory()
const authority = makeCertificate({ name: 'Authority' })
const ca = await files.write('ca.pem', authority.cert)
const peers = new Map<EmailCase, SmtpPeer>()
for (const one of emailCases) {
  const script = emailScript(one, (name) => makeCertificate({ name, for: [name], issuer: authority }))
  peers.set(one, await smtpPeer(script, { host: one.host === '127.0.0.2' ? one.host : '127.0.0.1' }))
}
{
  await using server = await startRecorded(binary)
  const refused = await server.reload(await configuration())
  if (refused !== undefined) throw new Error(refused)
  const alerts = emailCases.map((one) => ({ labels: { alertname: 'Mail', case: emailCaseNumber(one) } }))
  const response = await fetch(`${server.url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(alerts),
  })
  if (response.status !== 200) throw new Error(await response.text())
  const cases = await Promise.all(emailCases.map(async (one) => [one.name, await record(one)] as const))
  const recording = { server: serverName(binary), cases: Object.fromEntries(cases) }
  await writeFile(join(import.meta.dirname, 'email.json'), `${JSON.stringify(recording, undefined, 2)}\n`)
  process.stdout.write(`${cases.length} cases\n`)
}
for (const peer of peers.values()) await peer[Symbol.asyncDispose]()

async function configuration(): Promise<string> {
  const routes: string[] = []
  const receivers: string[] = []
  for (const one of emailCases) {
    const number = emailCaseNumber(one)
    for (const [key, text] of Object.entries(one.files ?? {})) await files.write(`${key}-${number}`, text)
    const yaml = emailYaml(one, { port: portOf(one), ca, file: (key) => join(files.path, `${key}-${number}`) })
    routes.push(`    - {receiver: mail-${number}, matchers: ['case="${number}"']}`)
    receivers.push(`  - {name: mail-${number}, email_configs: [${yaml}]}`)
  }
  return `route:\n  receiver: none\n  group_by: [alertname]\n  group_wait: 1s\n  routes:\n${routes.join('\n')}\nreceivers:\n  - name: none\n${receivers.join('\n')}\n`
}

async function record(one: EmailCase) {
  const peer = peers.get(one) as SmtpPeer // each case got one above
  await peer.over(0)
  await new Promise((resolve) => setTimeout(resolve, patienceForRetries))
  return emailRecording(peer.sessions[0] as SmtpPeer['sessions'][0], peer.sessions.length > 1)
}

function portOf(one: EmailCase): number {
  return (peers.get(one) as SmtpPeer).port
}
