// Sends what the real Alertmanager was recorded to send, over a real connection, and compares the requests byte for byte.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SystemClock } from '../../src/clock.ts'
import { HttpNetwork } from '../../src/integrations/http.ts'
import { bindIntegration } from '../../src/integrations/registry.ts'
import { webhookConfig } from '../../src/integrations/webhook/schema.ts'
import { webhook } from '../../src/integrations/webhook/webhook.ts'
import { type Alert, compareAlerts, isResolvedAt } from '../../src/model/alert.ts'
import { type Instant, zeroTimestamp } from '../../src/model/instant.ts'
import { LabelSet } from '../../src/model/labels.ts'
import type { Delivery } from '../../src/model/notification.ts'
import { parseTimestamp } from '../../src/model/timestamp.ts'
import { DecodeContext } from '../../src/schema/decode-context.ts'
import { SourceText } from '../../src/schema/source-text.ts'
import { readYaml } from '../../src/schema/yaml-reader.ts'
import { type RecordingServer, recordingServer } from '../support/recording-server.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import recording from './webhook.json' with { type: 'json' }
import { caseNumber, type PostedAlert, placed, type WebhookCase, webhookCases, webhookYaml } from './webhook-cases.ts'

interface Recorded {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly string[])[]
  readonly body: string
}

/** What HTTP clients differ in by nature, and who we say that we are. */
const incomparable: readonly string[] = ['host', 'connection', 'user-agent', 'content-length']

const now: Instant = Date.UTC(2026, 0, 5)

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

/** What the groups of the case deliver, step by step. */
function deliveries(one: WebhookCase): Delivery[] {
  const known = new Map<string, Alert>()
  const wantsResolved = !(one.options ?? '').includes('send_resolved: false')
  return one.steps.map(({ posts, reason }) => {
    for (const posted of posts.flat()) {
      const alert = received(posted, one)
      known.set(alert.labels.fingerprint, alert)
    }
    const alerts = [...known.values()].sort(compareAlerts)
    for (const alert of alerts) if (isResolvedAt(alert, now)) known.delete(alert.labels.fingerprint)
    const [alert] = alerts
    const groupBy = one.groupBy ?? ['alertname']
    const groupLabels = (alert as Alert).labels.filter((name) => groupBy.includes('...') || groupBy.includes(name))
    return {
      reason,
      alerts: alerts.filter((each) => wantsResolved || !isResolvedAt(each, now)),
      notification: {
        groupKey: `{}/{case="${caseNumber(one)}"}:${groupLabels}`,
        groupLabels,
        routeId: '',
        routeLabels: LabelSet.empty,
        receiver: receiverOf(one),
        repeatInterval: 0,
        muteTimeIntervals: [],
        activeTimeIntervals: [],
        now,
        deadline: now,
        flush: 1,
        alerts,
      },
    }
  })
}

function received(posted: PostedAlert, one: WebhookCase): Alert {
  const startsAt = parseTimestamp(posted.startsAt) ?? zeroTimestamp
  const endsAt = parseTimestamp(posted.endsAt) ?? zeroTimestamp
  return {
    labels: LabelSet.fromRecord({ ...posted.labels, case: caseNumber(one) }),
    annotations: LabelSet.fromRecord(posted.annotations ?? {}),
    startsAt,
    endsAt: endsAt.at > now ? zeroTimestamp : endsAt,
    generatorURL: posted.generatorURL ?? '',
    updatedAt: startsAt,
    timeout: false,
  }
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
