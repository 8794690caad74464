// Records which alertmanager_* metrics a real Alertmanager has, with type and labels, without and with the features that
// add labels:
//   node test/compatibility/record-metrics.ts <prometheus-alertmanager>
// RECORD_PORT chooses the port; the port after it is the cluster's. The result is metrics.json.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '../support/free-port.ts'
import { readFamilies } from './metric-families.ts'
import { binaryFromArguments, serverName, startRecorded } from './recorder.ts'

const binary = binaryFromArguments('record-metrics.ts')
const config = `
route: { receiver: hook, group_wait: 100ms }
receivers: [{ name: hook, webhook_configs: [{ url: 'http://127.0.0.1:9/' }] }]
`

const families = {
  plain: await record([]),
  features: await record(['--enable-feature=receiver-name-in-metrics,group-key-in-metrics,alert-names-in-metrics']),
}
const sections = Object.entries(families).map(([name, list]) => {
  return `  "${name}": [\n${list.map((each) => `    ${JSON.stringify(each)}`).join(',\n')}\n  ]`
})
const file = join(import.meta.dirname, 'metrics.json')
await writeFile(file, `{\n  "server": "${serverName(binary)}",\n${sections.join(',\n')}\n}\n`)
process.stdout.write(`${families.plain.length} metrics recorded\n`)

/** After traffic of every kind that a metric waits for: alerts beyond the limit, a silence, a notification that fails. */
async function record(flags: readonly string[]): Promise<ReturnType<typeof readFamilies>> {
  const port = process.env.RECORD_PORT === undefined ? await freePort() : Number(process.env.RECORD_PORT) + 1
  await using server = await startRecorded(binary, [
    ...flags,
    `--cluster.listen-address=127.0.0.1:${port}`,
    '--cluster.settle-timeout=0s',
    '--alerts.per-alertname-limit=1',
  ])
  const refusal = await server.reload(config)
  if (refusal !== undefined) throw new Error(refusal)
  const endsAt = new Date(Date.now() + 3_600_000).toISOString()
  await post(`${server.url}/api/v2/silences`, {
    matchers: [{ name: 'alertname', value: 'Silent', isRegex: false }],
    startsAt: new Date().toISOString(),
    endsAt,
    createdBy: 'x',
    comment: 'x',
  })
  await post(
    `${server.url}/api/v2/alerts`,
    ['1', '2'].flatMap((n) => ['A', 'Silent'].map((alertname) => ({ labels: { alertname, n } }))),
  )
  await fetch(`${server.url}/metrics`)
  await new Promise((resolve) => setTimeout(resolve, 3000))
  return readFamilies(await (await fetch(`${server.url}/metrics`)).text(), 'alertmanager_')
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
}
