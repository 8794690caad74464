// Alerts that came in one request with the others of their group, and are missing in the group's first notification.

import { send } from '../http/load.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount } from '../scenario.ts'
import type { Server } from '../server.ts'
import type { Sink } from '../sink.ts'
import { alertsListed, missedIn } from '../work-done.ts'

interface Size {
  readonly groups: number
}

interface Prepared {
  readonly server: Server
  readonly sink: Sink
  readonly requests: readonly Buffer[]
}

const perGroup = 64

export const firstFlush = defineScenario<Size, Prepared>({
  name: 'first-flush',
  title: 'Requests that bring a group of 64 alerts each, older than group_wait, over 4 connections',
  sizes: { full: { groups: 300 }, short: { groups: 50 } },
  measures: ({ groups }) => [
    {
      key: 'missed',
      title: `of ${(groups * perGroup).toLocaleString('en')} alerts, missing in their group's first notification`,
      unit: 'alerts',
      better: 'less',
      bars: [{ kind: 'at most', value: 0 }],
    },
  ],
  async prepare(stage, { groups }) {
    const sink = await stage.sink()
    const server = await stage.start({
      configuration: `
route: { receiver: team, group_by: [service], group_wait: 1s, group_interval: 3s }
receivers: [{ name: team, webhook_configs: [{ url: '${sink.url}/team', send_resolved: false }] }]
`,
    })
    const requests = alertBatches({
      count: groups * perGroup,
      batchSize: perGroup,
      startsAt: Date.now() - 600_000,
      endsAt: Date.now() + 600_000,
      labels: (index) => ({ service: `service-${Math.floor(index / perGroup)}` }),
    })
    return { server, sink, requests }
  },
  async run({ server, sink, requests }, { groups }) {
    const notified = sink.reached({ path: '/team', alerts: groups * perGroup }, 60)
    await send({ port: server.port, requests })
    await notified
    return { missed: { value: missedIn(await sink.arrivals(), groups * perGroup) } }
  },
  async check({ server }, { groups }) {
    return [expectCount('alerts', await alertsListed(server), groups * perGroup)]
  },
})
