// A real Prometheus whose rule fires and resolves, with the built server as its alerting target.

import { expect, test } from 'vitest'
import { routerUnderTest, startRouter } from '../support/alert-router.ts'
import { type ChildProcess, startProcess } from '../support/child-process.ts'
import { freePort } from '../support/free-port.ts'
import { peer } from '../support/peers.ts'
import { type ScratchDirectory, scratchDirectory } from '../support/scratch-directory.ts'
import { openWebhookSink } from '../support/webhook-sink.ts'

test('the webhook is told that the rule fires, then that it resolved, and Prometheus counts no error', async () => {
  await using scratch = await scratchDirectory()
  await using sink = await openWebhookSink()
  const configFile = await scratch.write(
    'alertmanager.yml',
    `
route: { receiver: hook, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h }
receivers: [{ name: hook, webhook_configs: [{ url: '${sink.url}' }] }]
`,
  )
  await using router = await startRouter(routerUnderTest, { configFile, directory: scratch.path })
  const firesUntil = Date.now() / 1000 + 8
  await using prometheus = await startPrometheus(scratch, {
    target: new URL(router.url).host,
    rule: `
      - alert: QueueStuck
        expr: vector(42) and on() vector(time()) < ${firesUntil}
        labels: { severity: page }
        annotations: { summary: 'stuck at {{ $value }}' }`,
  })

  const first = await sink.arrived(({ payload }) => payload.status === 'firing')
  expect(first.payload).toMatchObject({
    groupLabels: { alertname: 'QueueStuck' },
    commonLabels: { alertname: 'QueueStuck', severity: 'page', monitor: 'e2e' },
    commonAnnotations: { summary: 'stuck at 42' },
  })
  const last = await sink.arrived(({ payload }) => payload.status === 'resolved')
  expect(last.payload.alerts).toHaveLength(1)
  expect(last.payload.alerts[0]).toMatchObject({ status: 'resolved', startsAt: first.payload.alerts[0]?.startsAt })
  expect(sink.arrivals).toHaveLength(2)

  const samples = await prometheus.samples()
  const url = `${router.url}/api/v2/alerts`
  expect(samples.get(`prometheus_notifications_errors_total{alertmanager="${url}"}`)).toBe(0)
  expect(samples.get('prometheus_notifications_dropped_total')).toBe(0)
  expect(samples.get(`prometheus_notifications_sent_total{alertmanager="${url}"}`)).toBeGreaterThan(1)
})

interface Prometheus extends AsyncDisposable {
  /** What its /metrics says, by name with labels. */
  samples(): Promise<ReadonlyMap<string, number>>
}

/** Evaluates one rule every second and sends its alerts to `target`. */
async function startPrometheus(
  scratch: ScratchDirectory,
  { target, rule }: { readonly target: string; readonly rule: string },
): Promise<Prometheus> {
  const rules = await scratch.write('rules.yml', `groups:\n  - name: e2e\n    rules:${rule}\n`)
  const config = await scratch.write(
    'prometheus.yml',
    `
global: { evaluation_interval: 1s, external_labels: { monitor: e2e } }
rule_files: ['${rules}']
alerting: { alertmanagers: [{ static_configs: [{ targets: ['${target}'] }] }] }
`,
  )
  const port = await freePort()
  const child: ChildProcess = startProcess([
    ...peer('prometheus'),
    `--config.file=${config}`,
    `--storage.tsdb.path=${scratch.path}/tsdb`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--rules.alert.resend-delay=2s',
  ])
  await child.printed(/Server is ready to receive web requests/)
  return {
    async samples() {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
      return new Map(
        lines.map((line) => {
          const space = line.lastIndexOf(' ')
          return [line.slice(0, space), Number(line.slice(space + 1))]
        }),
      )
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}
