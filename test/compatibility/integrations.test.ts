// Sends to every vendor what the real Alertmanager was recorded to send (record-integrations.ts), over real connections,
// and compares the requests.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SystemClock } from '../../src/clock.ts'
import { parseConfig } from '../../src/config/config.ts'
import { HttpNetwork } from '../../src/integrations/http.ts'
import { buildIntegration, type IntegrationConfig } from '../../src/integrations/registry.ts'
import type { DeliveryData } from '../../src/model/notification.ts'
import { defaultRenderers } from '../support/default-renderers.ts'
import { postedDeliveries } from '../support/posted-alerts.ts'
import { vendorServer } from '../support/vendor-server.ts'
import { vendorCases } from './integration-cases/all.ts'
import {
  type CasePlaces,
  configurationFor,
  externalURL,
  firing,
  type IntegrationCase,
  type IntegrationRecording,
  plain,
  receiverName,
  type VendorCases,
} from './integration-cases/integration-case.ts'

/** More attempts than any case needs before it is told that all is well. */
const mostAttempts = 5

describe.each(vendorCases.map((vendor) => [vendor.vendor, vendor] as const))('%s', (name, vendor) => {
  const path = join(import.meta.dirname, `${name}.json`)
  const recording = JSON.parse(readFileSync(path, 'utf8')) as IntegrationRecording

  test('the recording has every case that there is now', () => {
    expect(Object.keys(recording.cases)).toEqual(vendor.cases.map((one) => one.name))
  })

  test.each(vendor.cases.map((one) => [one.name, one] as const))('%s', async (caseName, one) => {
    const recorded = recording.cases[caseName] ?? []
    await using server = await vendorServer(vendor, one)
    await sendAll(vendor, one, server.places)
    expect(server.requests()).toEqual(one.ours?.requests(recorded) ?? recorded)
  })
})

/** Sends every step until it is taken or given up, handing on what the integration remembers. */
async function sendAll(vendor: VendorCases, one: IntegrationCase, places: CasePlaces): Promise<void> {
  const entry = entryOf(vendor, one, places)
  const clock = new SystemClock()
  const integration = buildIntegration(entry, {
    receiver: receiverName(one),
    externalURL,
    clock,
    network: new HttpNetwork({ clock, version: '0.0.0', environment: {} }),
    ...defaultRenderers(),
  })
  const deliveries = postedDeliveries({
    receiver: receiverName(one),
    label: one.name,
    groupBy: one.groupBy ?? ['alertname'],
    sendResolved: entry.sendResolved,
    steps: one.steps ?? [firing(plain)],
  })
  let data: DeliveryData | undefined
  try {
    for (const delivery of deliveries) {
      if (delivery.reason === 'first notification') data = undefined
      for (let attempts = 0; attempts < mostAttempts; attempts++) {
        const previous = data === undefined ? {} : { previous: data }
        const result = await integration.send({ ...delivery, ...previous }, AbortSignal.timeout(5000))
        if (result.sent) data = result.data ?? data
        if (result.sent || !result.retry) break
      }
    }
  } finally {
    await integration.close()
  }
}

/** The entry as the configuration gives it, with what `global` fills in. */
function entryOf(vendor: VendorCases, one: IntegrationCase, places: CasePlaces): IntegrationConfig {
  const text = configurationFor(vendor.vendor, [{ one, places }])
  const { receivers } = parseConfig(text, { file: 'alertmanager.yml', mode: 'fallback' })
  const entry = receivers.find((receiver) => receiver.name === receiverName(one))?.integrations[0]
  if (entry === undefined) throw new Error(`${vendor.vendor}: ${one.name} has no integration`)
  return entry
}
