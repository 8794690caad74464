// How many groups are notified when they are all due at once, and how soon one is.

import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from '../http/connection.ts'
import { send } from '../http/load.ts'
import { monotonic, sleepUntil } from '../monotonic.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount, type Figures, type Scenario } from '../scenario.ts'
import type { Server } from '../server.ts'
import type { Sink } from '../sink.ts'
import type { Stage } from '../stage.ts'
import { percentile } from '../statistics.ts'
import { groupsListed, notifiedOnce } from '../work-done.ts'

interface Due {
  readonly groups: number
  /** Groups that are told before the clock runs: a server runs for months, and its first second is measured elsewhere. */
  readonly warmUp: number
  /** Seconds of group_wait: long enough for the alerts to be taken in before. */
  readonly groupWait: number
}

interface Prepared {
  readonly server: Server
  readonly sink: Sink
  readonly requests: readonly Buffer[]
}

/** What of a burst is told: when its notifications arrived, counted from when they were due, and the CPU time for each. */
interface Burst {
  readonly milliseconds: readonly number[]
  readonly cpu: number
}

export const notificationsDue = burst(
  {
    name: 'notifications-due',
    title: 'Groups of alerts that came in one request; from group_wait after it was sent to the arrival at the webhook',
    full: { groups: 5_000, warmUp: 3_000, groupWait: 3 },
    short: { groups: 1_000, warmUp: 600, groupWait: 2 },
  },
  {
    measures: ({ groups }) => [
      {
        key: 'p50',
        title: `${groups.toLocaleString('en')} groups due at once: p50`,
        unit: 'ms',
        better: 'less',
        bars: [{ kind: 'times', factor: 4 }],
        cpu: { per: 'notification' },
      },
      { key: 'last', title: `${groups.toLocaleString('en')} groups due at once: the last`, unit: 'ms', better: 'less' },
    ],
    figures: ({ milliseconds, cpu }) => ({
      p50: { value: percentile(milliseconds, 0.5), cpu },
      last: { value: Math.max(...milliseconds) },
    }),
  },
)

export const notificationsSustained = burst(
  {
    name: 'notifications-sustained',
    title: 'Groups of alerts that came in one request; the rate between the first tenth and the last',
    full: { groups: 20_000, warmUp: 3_000, groupWait: 6 },
    short: { groups: 2_000, warmUp: 600, groupWait: 2 },
  },
  {
    measures: ({ groups }) => [
      {
        key: 'rate',
        title: `notifications, ${groups.toLocaleString('en')} groups due at once`,
        unit: 'notifications/s',
        better: 'more',
        bars: [{ kind: 'times', factor: 3 }],
        cpu: { per: 'notification' },
      },
    ],
    figures: ({ milliseconds, cpu }) => ({
      rate: {
        value: (0.8 * milliseconds.length * 1000) / (percentile(milliseconds, 0.9) - percentile(milliseconds, 0.1)),
        cpu,
      },
    }),
  },
)

/** All alerts come in one request, a group for each, so that the groups begin together. */
function burst(
  {
    name,
    title,
    full,
    short,
  }: { readonly name: string; readonly title: string; readonly full: Due; readonly short: Due },
  {
    measures,
    figures,
  }: { readonly measures: (due: Due) => ReturnType<Scenario['measures']>; readonly figures: (burst: Burst) => Figures },
): Scenario {
  return defineScenario<Due, Prepared & { readonly stage: Stage }>({
    name,
    title,
    sizes: { full, short },
    measures,
    async prepare(stage, { groups, warmUp, groupWait }) {
      const sink = await stage.sink()
      const server = await stage.start({ configuration: groupForEachPod(sink, `${groupWait}s`) })
      const startsAt = Date.now() + 600_000 // so that each waits its whole group_wait
      const request = (from: number, count: number): readonly Buffer[] =>
        alertBatches({ from, count, batchSize: count, startsAt })
      const warm = sink.reached({ path: '/team', groups: warmUp }, 60)
      await send({ port: server.port, requests: request(groups, warmUp), connections: 1 })
      await warm
      await server.settled()
      return { stage, server, sink, requests: request(0, groups) }
    },
    async run({ stage, server, sink, requests }, { groups, warmUp, groupWait }) {
      const notified = sink.reached({ path: '/team', groups: groups + warmUp }, 120)
      // The first group may be due so early: taking the alerts in counts too, in both servers.
      const due = monotonic() + groupWait * 1000
      await send({ port: server.port, requests, connections: 1 })
      // No client sends so many alerts at once: how long the loop is held up by that says nothing.
      await stage.measuring()
      await sleepUntil(due - 300)
      const before = server.cpu()
      await notified
      const cpu = (server.cpu() - before) / groups
      const arrivals = (await sink.arrivals()).slice(warmUp)
      return figures({ milliseconds: arrivals.map(({ at }) => at - due), cpu })
    },
    async check({ server, sink }, { groups, warmUp }) {
      await server.settled()
      return [
        notifiedOnce(await sink.arrivals(), groups + warmUp),
        expectCount('groups', (await groupsListed(server)).groups, groups + warmUp),
      ]
    },
  })
}

interface Single {
  readonly groups: number
  /** Before those that count: so many at once, and then so many one by one. */
  readonly atOnce: number
  readonly oneByOne: number
}

export const notificationLatency = defineScenario<Single, Prepared>({
  name: 'notification-latency',
  title:
    'From the POST of an alert that is older than group_wait, in a group of its own, to the arrival at the webhook; one every 20 ms',
  sizes: {
    full: { groups: 300, atOnce: 5_000, oneByOne: 200 },
    short: { groups: 50, atOnce: 500, oneByOne: 30 },
  },
  measures: () => [
    {
      key: 'p50',
      title: "one group's notification, p50",
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'at most', value: 1.5 }],
    },
    { key: 'p99', title: "one group's notification, p99", unit: 'ms', better: 'less' },
  ],
  async prepare(stage, { groups, atOnce, oneByOne }) {
    const sink = await stage.sink()
    const server = await stage.start({ configuration: groupForEachPod(sink, '0s') })
    const startsAt = Date.now() - 600_000
    const endsAt = Date.now() + 600_000
    const warm = sink.reached({ path: '/team', groups: atOnce }, 60)
    const many = alertBatches({ from: groups + oneByOne, count: atOnce, batchSize: 100, startsAt, endsAt })
    await send({ port: server.port, requests: many, connections: 1 })
    await warm
    await server.settled()
    return { server, sink, requests: alertBatches({ count: oneByOne + groups, batchSize: 1, startsAt, endsAt }) }
  },
  async run({ server, sink, requests }, { atOnce, oneByOne }) {
    const notified = sink.reached({ path: '/team', groups: atOnce + requests.length }, 60)
    using connection = await Connection.open(server.port)
    const sent: number[] = []
    for (const request of requests) {
      sent.push(monotonic())
      const { status } = await connection.request(request)
      if (status !== 200) throw new Error(`POST was answered ${status}`)
      await sleep(20)
    }
    await notified
    const arrivals = (await sink.arrivals()).slice(atOnce + oneByOne)
    const milliseconds = arrivals.map(({ at, group }) => at - (sent[podOf(group)] ?? Number.NaN))
    return {
      p50: { value: percentile(milliseconds, 0.5) },
      p99: { value: percentile(milliseconds, 0.99) },
    }
  },
  async check({ sink, requests }, { atOnce }) {
    return [notifiedOnce(await sink.arrivals(), atOnce + requests.length)]
  },
})

function groupForEachPod(sink: Sink, groupWait: string): string {
  return `
route: { receiver: team, group_by: [pod], group_wait: ${groupWait}, group_interval: 5m }
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}/team', send_resolved: false }] }]
`
}

/** The number of the alert whose pod a group is of. */
export function podOf(group: string): number {
  return Number(/pod=\\"checkout-backend-(\d+)\\"/.exec(group)?.[1])
}
