// What a receiver that never answers does to the others.

import { Connection } from '../http/connection.ts'
import { monotonic, sleepUntil } from '../monotonic.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, type Figure } from '../scenario.ts'
import type { Server } from '../server.ts'
import type { Sink } from '../sink.ts'
import { percentile } from '../statistics.ts'
import { notifiedOnce } from '../work-done.ts'
import { podOf } from './notifications.ts'

interface Size {
  /** Of load before what counts: a server runs for months, and by then the receiver that hangs has taken all that it takes. */
  readonly warmUp: number
  readonly seconds: number
}

interface Prepared {
  readonly key: 'without' | 'with'
  readonly server: Server
  readonly sink: Sink
  readonly requests: readonly Buffer[]
}

/** In each request as many groups for one receiver as for the other. */
const groupsPerRequest = 10
const requestsPerSecond = 20
const groupWait = 1000

/** Measured with the other receiver answering, and with it hanging. */
export const hangingReceiver = defineScenario<Size, readonly Prepared[]>({
  name: 'hanging-receiver',
  title:
    'Two receivers, 200 groups a second for each; from when a group was due to its arrival at the one that answers',
  sizes: { full: { warmUp: 3, seconds: 8 }, short: { warmUp: 1, seconds: 1 } },
  measures: () => [
    { key: 'without', title: "a receiver's p99, the other answering", unit: 'ms', better: 'less' },
    {
      key: 'with',
      title: "a receiver's p99, the other hanging",
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'as good as', key: 'without', slack: 0.2, within: 2 }],
    },
  ],
  async prepare(stage, { warmUp, seconds }) {
    const prepared: Prepared[] = []
    for (const key of ['without', 'with'] as const) {
      const sink = await stage.sink()
      const server = await stage.start({ configuration: configuration(sink, key === 'with' ? 'hang' : 'other') })
      const requests = alertBatches({
        count: (warmUp + seconds) * requestsPerSecond * groupsPerRequest * 2,
        batchSize: groupsPerRequest * 2,
        startsAt: Date.now() + 600_000, // so that each group waits its whole group_wait
        labels: (index) => ({ team: index % 2 === 0 ? 'team' : 'other' }),
      })
      prepared.push({ key, server, sink, requests })
    }
    return prepared
  },
  async run(prepared, { warmUp }) {
    const figures: Record<string, Figure> = {}
    for (const { key, server, sink, requests } of prepared) {
      const notified = sink.reached({ path: '/team', groups: requests.length * groupsPerRequest }, 60)
      using connection = await Connection.open(server.port)
      const begun = monotonic()
      const due: number[] = []
      for (const [index, request] of requests.entries()) {
        await sleepUntil(begun + (index * 1000) / requestsPerSecond)
        const { status } = await connection.request(request)
        if (status !== 200) throw new Error(`POST was answered ${status}`)
        due.push(monotonic() + groupWait)
      }
      await notified
      const milliseconds = (await sink.arrivals())
        .filter(({ path }) => path === '/team')
        .map(({ at, group }) => ({ at, request: Math.floor(podOf(group) / (2 * groupsPerRequest)) }))
        .filter(({ request }) => request >= warmUp * requestsPerSecond)
        .map(({ at, request }) => at - (due[request] ?? Number.NaN))
      figures[key] = { value: percentile(milliseconds, 0.99) }
    }
    return figures
  },
  async check(prepared) {
    const faults: (string | undefined)[] = []
    for (const { sink, requests } of prepared) {
      const arrivals = (await sink.arrivals()).filter(({ path }) => path === '/team')
      faults.push(notifiedOnce(arrivals, requests.length * groupsPerRequest))
    }
    return faults
  },
})

function configuration(sink: Sink, other: string): string {
  return `
route:
  receiver: team
  group_by: [pod]
  group_wait: ${groupWait / 1000}s
  group_interval: 5m
  routes: [{ matchers: ['team="other"'], receiver: other }]
receivers:
  - { name: team, webhook_configs: [{ url: '${sink.url}/team', send_resolved: false }] }
  - { name: other, webhook_configs: [{ url: '${sink.url}/${other}', send_resolved: false }] }
`
}
