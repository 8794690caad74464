// What every integration has to do, run over all that the registry has, and over one that it does not have.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SystemClock } from '../../src/clock.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { type IntegrationDefinition, IntegrationError, type SendResult } from '../../src/integrations/contract.ts'
import { HttpNetwork } from '../../src/integrations/http.ts'
import type { Network, WireReply, WireRequest } from '../../src/integrations/network.ts'
import { bindIntegration, integrations } from '../../src/integrations/registry.ts'
import { makeCertificate } from '../support/certificates.ts'
import { defaultRenderers } from '../support/default-renderers.ts'
import { deliveredAlert, deliveryOf } from '../support/delivery.ts'
import {
  canary,
  decodeExample,
  type ExampleEntry,
  exampleEntry,
  exampleText,
  membersOf,
} from '../support/integration-example.ts'
import { ManualClock, settle } from '../support/manual-clock.ts'
import { type Answer, recordingServer } from '../support/recording-server.ts'
import { tunnelProxy } from '../support/tunnel-proxy.ts'
import { planted, plantedExample } from './planted/planted.ts'

const examples = join(import.meta.dirname, '../../config/examples')
// Its own types are forgotten as the registry forgets those of the others.
const plantedDefinition = planted as unknown as IntegrationDefinition
const all = [...integrations, plantedDefinition]
const overHttp = all.filter(({ config }) => membersOf(config).http_config !== undefined)
const named = (definitions: readonly IntegrationDefinition[]) => definitions.map((one) => [one.name, one] as const)

const labels = { alertname: 'A', severity: 'critical', team: 'db', cluster: 'c', job: 'j' }
const delivery = deliveryOf([
  deliveredAlert(labels, { annotations: { summary: 's', runbook_url: 'http://r.example' } }),
])
const reasons = [
  'other',
  'clientError',
  'serverError',
  'contextCanceled',
  'contextDeadlineExceeded',
  'authError',
  'rateLimited',
]

/** Before anything else they fetch a token, and what comes back then is final, whatever its status (notify/wechat). */
const withTokens: ReadonlySet<string> = new Set(['wechat'])

function entryOf(definition: IntegrationDefinition, more: ExampleEntry = {}): ExampleEntry {
  const text = definition === plantedDefinition ? plantedExample : exampleText(definition.name)
  return { ...exampleEntry(definition, text), ...more }
}

interface Sending {
  readonly network: Network
  readonly more?: ExampleEntry
  readonly clock?: ManualClock
  readonly signal?: AbortSignal
}

/** Sends one notification by the example's entry. An exception that is not an IntegrationError fails the test. */
async function send(definition: IntegrationDefinition, { network, more, clock, signal }: Sending): Promise<SendResult> {
  const { entry, problems } = decodeExample(definition, entryOf(definition, more))
  expect(problems).toEqual([])
  const bugs: unknown[] = []
  const watched: IntegrationDefinition = {
    ...definition,
    begin: () => {
      const own = definition.begin()
      return (attempt) =>
        own(attempt).catch((error: unknown) => {
          if (!(error instanceof IntegrationError)) bugs.push(error)
          throw error
        })
    },
  }
  const integration = bindIntegration(watched, entry, {
    receiver: 'team',
    externalURL: 'http://am.example',
    clock: clock ?? new SystemClock(),
    network,
    ...defaultRenderers(),
  })
  const result = await integration.send(delivery, signal ?? AbortSignal.timeout(10_000))
  await integration.close()
  expect(bugs).toEqual([])
  return result
}

function answering(reply: Pick<WireReply, 'status' | 'body'>): Network {
  return { request: async () => ({ headers: { 'content-type': 'application/json' }, ...reply }) }
}

/** Never answers; fails when it is told to stop. */
const hanging: Network = {
  request: (_: WireRequest, { signal }) =>
    new Promise((resolve) =>
      signal.addEventListener('abort', () => resolve({ error: 'Post: aborted' }), { once: true }),
    ),
}

test('every integration has an example, and every example an integration', () => {
  expect(readdirSync(examples).sort()).toEqual(integrations.map(({ name }) => `${name}.yml`).sort())
})

test.each(integrations.map(({ name }) => name))('the example of %s is taken without a warning', async (name) => {
  const config = await loadConfig(join(examples, `${name}.yml`), { mode: 'fallback' })
  expect(config.receivers.flatMap((receiver) => receiver.integrations.map((one) => one.name))).toEqual([name])
  expect(config.warnings).toEqual([])
})

describe.each(named(all))('the schema of %s', (name, definition) => {
  test('is named and documented throughout', () => {
    expect(definition.key).toBe(`${name}_configs`)
    for (const [key, { documentation }] of Object.entries(membersOf(definition.config))) {
      expect(documentation, key).toMatch(/^\S.*[.:]$/s)
    }
  })

  test('refuses an unknown key with its line', () => {
    const { problems } = decodeExample(definition, { first: 1, ...entryOf(definition), last: 2 })
    const lines = JSON.stringify(entryOf(definition), undefined, 1).split('\n').length
    expect(problems.filter(({ message }) => message.startsWith('unknown key')).map(({ line }) => line)).toEqual([
      2,
      lines + 1,
    ])
  })

  test('has send_resolved, and honours it', () => {
    const { send_resolved: _, ...entry } = entryOf(definition)
    expect(decodeExample(definition, entry).entry.sendResolved).toBe(definition.sendResolved)
    for (const value of [true, false])
      expect(decodeExample(definition, { ...entry, send_resolved: value }).entry.sendResolved).toBe(value)
  })

  test('never prints a secret', () => {
    const { entry } = decodeExample(definition, entryOf(definition))
    expect(JSON.stringify(definition.config.encode(entry.config))).not.toContain(canary)
    expect(JSON.stringify(entry.config)).not.toContain(canary)
  })
})

describe.each(named(overHttp))('%s', (name, definition) => {
  test.each([500, 502, 503, 504, 599])('tries again after %d', async (status) => {
    const result = await send(definition, { network: answering({ status, body: 'no' }) })
    expect(result).toMatchObject({ sent: false, retry: !withTokens.has(name) })
  })

  test.each([300, 304, 400, 401, 403, 404, 408, 413, 422, 429, 999])('has a reason for %d', async (status) => {
    const result = await send(definition, { network: answering({ status, body: 'no' }) })
    expect(result).toMatchObject({ sent: false, retry: expect.any(Boolean), error: expect.stringMatching(/\S/) })
    expect(reasons).toContain(result.sent ? undefined : result.reason)
  })

  test.each([
    '',
    'no',
    'null',
    '[]',
    '{}',
    '5',
    '"ok"',
    '{"ok"',
    '{"ok":null,"issues":{},"errcode":"0","access_token":5}',
    '{"ok":true,"issues":[null],"access_token":{}}',
    '{"issues":[{"key":5,"fields":{"status":[]}}]}',
    '<a>',
    '\u0000',
    '['.repeat(60_000),
  ])('makes no exception of the answer %.50s', async (body) => {
    for (const status of [200, 400, 500])
      expect(await send(definition, { network: answering({ status, body }) })).toHaveProperty('sent')
  })

  test.each([
    ['TimeoutError', 'contextDeadlineExceeded'],
    ['AbortError', 'contextCanceled'],
  ])('ends with the flush: %s', async (kind, reason) => {
    const abort = new AbortController()
    const sent = send(definition, { network: hanging, signal: abort.signal })
    setImmediate(() => abort.abort(new DOMException('over', kind)))
    expect(await sent).toMatchObject({ sent: false, reason })
  })

  test('no secret is in its errors, though the peer sends back all that it got', async () => {
    await using peer = await vendor((request, response) => {
      response.writeHead(400, { 'Content-Type': 'application/json' })
      const echo = `${request.url} ${JSON.stringify(request.headers)} ${request.body}`
      response.end(JSON.stringify({ message: echo, error: echo, errors: [echo], description: echo, errmsg: echo }))
    })
    const result = await send(definition, { network: peer.network, more: peer.through(definition) })
    expect(peer.requests.length).toBeGreaterThan(0)
    expect(result).toMatchObject({ sent: false })
    expect(JSON.stringify(result)).not.toContain(canary)
  })

  test('no secret is in the error of a connection that fails', async () => {
    await using peer = await vendor((_, response) => response.destroy())
    const result = await send(definition, { network: peer.network, more: peer.through(definition) })
    expect(result).toMatchObject({ sent: false, reason: 'other' })
    expect(JSON.stringify(result)).not.toContain(canary)
  })

  test('goes where a redirect leads, unless http_config forbids it', async () => {
    await using peer = await vendor((request, response) => {
      if (request.url === '/elsewhere') response.writeHead(500).end()
      else response.writeHead(307, { Location: '/elsewhere' }).end()
    })
    const { network } = peer
    await send(definition, { network, more: peer.through(definition) })
    expect(peer.requests.map(({ url }) => url)).toEqual([expect.anything(), '/elsewhere'])
    const result = await send(definition, { network, more: peer.through(definition, { follow_redirects: false }) })
    expect(peer.requests).toHaveLength(3)
    expect(result).toMatchObject({ sent: false })
  })

  test('trusts no certificate that http_config does not trust', async () => {
    await using peer = await vendor((_, response) => response.end())
    const more = peer.through(definition, { tls_config: {} })
    expect(await send(definition, { network: peer.network, more })).toMatchObject({ sent: false, reason: 'other' })
    expect(peer.requests).toEqual([])
  })
})

describe.each(named(overHttp.filter(({ config }) => membersOf(config).timeout !== undefined)))(
  '%s with a timeout',
  (_, definition) => {
    test('gives up an attempt then, and tries again', async () => {
      const clock = new ManualClock()
      const sent = send(definition, { network: hanging, more: { timeout: '5s' }, clock })
      while (clock.pending === 0) await settle()
      clock.advance(5000)
      expect(await sent).toMatchObject({ sent: false, retry: true, reason: 'other' })
    })
  },
)

/** A server behind a proxy that leads every TLS connection to it. */
async function vendor(answer: Answer) {
  const server = await recordingServer(answer, { tls: makeCertificate({ name: 'Vendor', for: ['vendor.example'] }) })
  const proxy = await tunnelProxy(server)
  return {
    network: new HttpNetwork({ clock: new SystemClock(), version: '0', environment: {} }),
    requests: server.requests,
    /** The example's http_config with the way to this server in it. */
    through(definition: IntegrationDefinition, more: ExampleEntry = {}): ExampleEntry {
      const own = entryOf(definition).http_config as ExampleEntry | undefined
      const way = { proxy_url: `http://127.0.0.1:${proxy.port}`, tls_config: { insecure_skip_verify: true } }
      return { http_config: { ...own, ...way, ...more } }
    },
    async [Symbol.asyncDispose]() {
      await proxy.close()
      await server.close()
    },
  }
}
