// Sends what the real Alertmanager was recorded to send, over a real connection, and compares the requests byte for byte.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SystemClock } from '../../src/clock.ts'
import { HttpNetwork } from '../../src/integrations/http.ts'
import { bindIntegration } from '../../src/integrations/registry.ts'
import { webhookConfig } from '../../src/integrations/webhook/schema.ts'
import { webhook } from '../../src/integrations/webhook/webhook.ts'
import type { Delivery } from '../../src/model/notification.ts'
import { DecodeContext } from '../../src/schema/decode-context.ts'
import { SourceText } from '../../src/schema/source-text.ts'
import { readYaml } from '../../src/schema/yaml-reader.ts'
import { postedDeliveries } from '../support/posted-alerts.ts'
import { type RecordingServer, recordingServer } from '../support/recording-server.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import recording from './webhook.json' with { type: 'json' }
import { caseNumber, placed, type WebhookCase, webhookCases, webhookYaml } from './webhook-cases.ts'

interface Recorded {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly string[])[]
  readonly body: string
}

/** What HTTP clients differ in by nature, and who we say that we are. */
const incomparable: readonly string[] = ['host', 'connection', 'user-agent', 'content-length']

let sink: RecordingServer
let files: ScratchDirectory
beforeAll(async () => {
  sink = await recordingServer()
  files = await scratchDirectory()
})
afterAll(async () => {
  await sink.close()
  await files[Symbol.asyncDispose]()
})

describe(`as ${recording.server} sends it`, () => {
  test.each(webhookCases.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const expected = (recording.cases as Readonly<Record<string, readonly Recorded[]>>)[name] ?? []
    expect(expected).toHaveLength(one.steps.length)
    const sent = await send(one)
    for (const [i, request] of expected.entries()) {
      const ours = sent[i]
      expect(ours?.body).toBe(one.since034?.body ?? withRouteLabels(request.body))
      expect(ours?.url).toBe(request.url)
      expect(ours?.method).toBe(request.method)
      expect(comparable(pairs(ours?.rawHeaders ?? []))).toEqual(comparable(request.headers))
    }
  })
})

/** 0.34 tells the labels of the route, too; a route of 0.33 has none. */
function withRouteLabels(body: string): string {
  return body.replace(/("commonAnnotations":\{.*?\}),"externalURL"/, '$1,"routeLabels":{},"externalURL"')
}

async function send(one: WebhookCase) {
  const integration = await build(one)
  const before = sink.requests.length
  try {
    for (const delivery of deliveries(one)) {
      expect(await integration.send(delivery, AbortSignal.timeout(5000))).toEqual({ sent: true })
    }
  } finally {
    await integration.close()
  }
  return sink.requests.slice(before)
}

async function build(one: WebhookCase) {
  const host = `127.0.0.1:${sink.port}`
  const urlFile = await files.write(`url-${caseNumber(one)}`, placed(one.urlFile ?? '', one, host))
  const text = webhookYaml(one, { host, urlFile })
  const { root, problems } = readYaml(text)
  expect(problems).toEqual([])
  const context = new DecodeContext({ source: new SourceText('webhook.yml', text), mode: 'fallback', directory: '/' })
  const config = context.decode(webhookConfig, root as NonNullable<typeof root>)
  expect(context.problems).toEqual([])
  return bindIntegration(
    webhook as Parameters<typeof bindIntegration>[0],
    { name: 'webhook', index: 0, sendResolved: config.sendResolved, config },
    {
      receiver: receiverOf(one),
      externalURL: recording.externalURL,
      clock: new SystemClock(),
      network: new HttpNetwork({ clock: new SystemClock(), version: '0.0.0', environment: {} }),
    },
  )
}

function deliveries(one: WebhookCase): readonly Delivery[] {
  return postedDeliveries({
    receiver: receiverOf(one),
    label: caseNumber(one),
    groupBy: one.groupBy ?? ['alertname'],
    sendResolved: !(one.options ?? '').includes('send_resolved: false'),
    steps: one.steps,
  })
}

function receiverOf(one: WebhookCase): string {
  return one.receiver ?? `hook-${caseNumber(one)}`
}

function pairs(flat: readonly string[]): string[][] {
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] as string]] : []))
}

function comparable(headers: readonly (readonly string[])[]): string[] {
  return headers
    .map(([name = '', value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !incomparable.includes(name))
    .map(([name, value]) => `${name}: ${value}`)
    .sort((a, b) => (a.split(':')[0] as string).localeCompare(b.split(':')[0] as string))
}
