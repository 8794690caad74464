// Records what a real Alertmanager sends to webhooks into webhook.json:
//   node test/compatibility/record-webhook.ts <prometheus-alertmanager>
// RECORD_PORT and RECORD_SINK_PORT choose the ports on loopback; free ones unless set.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordingServer, type SeenRequest } from '../support/recording-server.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { binaryFromArguments, serverName, startRecorded, yamlString } from './recorder.ts'
import { caseNumber, placed, type WebhookCase, webhookCases, webhookYaml } from './webhook-cases.ts'

/** Those of the request's headers that depend on nothing but the notification. */
const ignored: readonly string[] = ['host']

const binary = binaryFromArguments('record-webhook.ts')
await using files = await scratchDirectory()
const sink = await recordingServer(undefined, { port: Number(process.env.RECORD_SINK_PORT ?? 0) })
const host = `127.0.0.1:${sink.port}`
{
  await using server = await startRecorded(binary, [
    '--web.external-url=http://alerts.example.org:9093/am/',
    '--web.route-prefix=/',
  ])
  const refused = await server.reload(await configuration())
  if (refused !== undefined) throw new Error(refused)
  const cases = await Promise.all(webhookCases.map(async (one) => [one.name, await record(one, server.url)] as const))
  const recording = {
    server: serverName(binary),
    externalURL: 'http://alerts.example.org:9093/am',
    cases: Object.fromEntries(cases),
  }
  await writeFile(join(import.meta.dirname, 'webhook.json'), `${JSON.stringify(recording, undefined, 2)}\n`)
  process.stdout.write(`${cases.length} cases, ${cases.reduce((sum, [, seen]) => sum + seen.length, 0)} requests\n`)
}
await sink.close()

async function configuration(): Promise<string> {
  const routes: string[] = []
  const receivers: string[] = []
  for (const one of webhookCases) {
    const name = yamlString(one.receiver ?? `hook-${caseNumber(one)}`)
    const urlFile = await files.write(`url-${caseNumber(one)}`, placed(one.urlFile ?? '', one, host))
    routes.push(
      `    - {receiver: ${name}, matchers: ['case="${caseNumber(one)}"'], group_by: ${JSON.stringify(one.groupBy ?? ['alertname'])}, repeat_interval: ${one.repeatInterval ?? '1h'}}`,
    )
    receivers.push(`  - {name: ${name}, webhook_configs: [${webhookYaml(one, { host, urlFile })}]}`)
  }
  return `route:\n  receiver: none\n  group_wait: 1s\n  group_interval: 1s\n  routes:\n${routes.join('\n')}\nreceivers:\n  - name: none\n${receivers.join('\n')}\n`
}

async function record(one: WebhookCase, url: string): Promise<unknown[]> {
  for (const [index, step] of one.steps.entries()) {
    for (const alerts of step.posts)
      await post(
        url,
        alerts.map((alert) => ({ ...alert, labels: { ...alert.labels, case: caseNumber(one) } })),
      )
    for (let tries = 0; arrivals(one).length <= index; tries++) {
      if (tries > 200) throw new Error(`${one.name}: no notification after step ${index}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return arrivals(one)
    .slice(0, one.steps.length)
    .map(({ method, url: target, rawHeaders, body }) => {
      const headers = rawHeaders.flatMap((name, i) =>
        i % 2 === 0 && !ignored.includes(name.toLowerCase()) ? [[name, rawHeaders[i + 1]]] : [],
      )
      return { method, url: target, headers, body }
    })
}

function arrivals(one: WebhookCase): readonly SeenRequest[] {
  return sink.requests.filter((request) => new RegExp(`case-${caseNumber(one)}\\b`).test(request.url))
}

async function post(url: string, alerts: readonly unknown[]): Promise<void> {
  const response = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(alerts),
  })
  if (response.status !== 200) throw new Error(await response.text())
}
