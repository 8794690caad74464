// Records what a real Alertmanager sends to vendors, each into a file of its own (slack.json):
//   node test/compatibility/record-integrations.ts <prometheus-alertmanager> [<vendor>…]
// All vendors of integration-cases/all.ts unless some are named. RECORD_PORT chooses Alertmanager's port on loopback; the
// vendors' are free ones.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type VendorServer, vendorServer } from '../support/vendor-server.ts'
import { vendorCases } from './integration-cases/all.ts'
import {
  configurationFor,
  externalURL,
  firing,
  type IntegrationCase,
  type IntegrationRecording,
  plain,
  type VendorCases,
  type WireRecord,
} from './integration-cases/integration-case.ts'
import { binaryFromArguments, type RecordedServer, serverName, startRecorded } from './recorder.ts'

/** An attempt that failed is followed by the next one after three quarters of a second at most. */
const patience = 1500
/** When nothing has come by then, nothing will: group_wait is a second. */
const silence = 4000

interface StartedCase {
  readonly one: IntegrationCase
  readonly server: VendorServer
}

const binary = binaryFromArguments('record-integrations.ts')
const named = process.argv.slice(3)
const wanted = vendorCases.filter(({ vendor }) => named.length === 0 || named.includes(vendor))
for (const vendor of wanted) await recordVendor(vendor)

async function recordVendor(vendor: VendorCases): Promise<void> {
  // Each case with a `global` needs a configuration of its own.
  const rounds = [
    vendor.cases.filter(({ global }) => global === undefined),
    ...vendor.cases.filter(({ global }) => global !== undefined).map((one) => [one]),
  ]
  const recorded = new Map<string, readonly WireRecord[]>()
  for (const round of rounds) {
    for (const [name, requests] of await recordRound(vendor, round)) recorded.set(name, requests)
  }
  const cases = Object.fromEntries(vendor.cases.map(({ name }) => [name, recorded.get(name) ?? []]))
  const recording: IntegrationRecording = { server: serverName(binary), cases }
  await writeFile(join(import.meta.dirname, `${vendor.vendor}.json`), `${JSON.stringify(recording, undefined, 1)}\n`)
  const requests = [...recorded.values()].reduce((sum, seen) => sum + seen.length, 0)
  process.stdout.write(`${vendor.vendor}: ${recorded.size} cases, ${requests} requests\n`)
}

async function recordRound(
  vendor: VendorCases,
  cases: readonly IntegrationCase[],
): Promise<readonly (readonly [string, readonly WireRecord[]])[]> {
  if (cases.length === 0) return []
  const started: StartedCase[] = []
  for (const one of cases) started.push({ one, server: await vendorServer(vendor, one) })
  await using alertmanager = await startRecorded(binary, [`--web.external-url=${externalURL}/`, '--web.route-prefix=/'])
  const refused = await alertmanager.reload(
    configurationFor(
      vendor.vendor,
      started.map(({ one, server }) => ({ one, places: server.places })),
    ),
  )
  if (refused !== undefined) throw new Error(`${vendor.vendor}: ${refused}`)
  const recorded = await Promise.all(
    started.map(async (each) => [each.one.name, await recordCase(each, alertmanager)] as const),
  )
  for (const { server } of started) await server[Symbol.asyncDispose]()
  return recorded
}

async function recordCase({ one, server }: StartedCase, { url }: RecordedServer): Promise<readonly WireRecord[]> {
  for (const { posts } of one.steps ?? [firing(plain)]) {
    const before = server.requests().length
    for (const alerts of posts) {
      await post(
        url,
        alerts.map((alert) => ({ ...alert, labels: { ...alert.labels, case: one.name } })),
      )
    }
    const begun = Date.now()
    let last = begun
    for (let seen = before; ; ) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const count = server.requests().length
      if (count > seen) {
        seen = count
        last = Date.now()
      }
      if (seen > before && Date.now() - last > patience) break
      if (seen === before && Date.now() - begun > (one.silent ? silence : 4 * silence)) {
        if (one.silent) break
        throw new Error(`${one.name}: nothing came`)
      }
    }
  }
  return server.requests()
}

async function post(url: string, alerts: readonly unknown[]): Promise<void> {
  const response = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(alerts),
  })
  if (response.status !== 200) throw new Error(await response.text())
}
