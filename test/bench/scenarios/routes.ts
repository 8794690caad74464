// What many routes cost: alerts through 1,000 of them, beside alerts through 10.

import { send } from '../http/load.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount, type Figure } from '../scenario.ts'
import type { Server } from '../server.ts'
import { groupsListed } from '../work-done.ts'

interface Size {
  readonly alerts: number
  readonly warmUp: number
  readonly few: number
  readonly many: number
}

interface Prepared {
  readonly routes: number
  readonly server: Server
  readonly batches: readonly Buffer[]
}

export const routes = defineScenario<Size, readonly Prepared[]>({
  name: 'routes',
  title: 'New alerts through many routes: each has one matcher, and alerts are spread over all of them',
  sizes: {
    full: { alerts: 20_000, warmUp: 20_000, few: 10, many: 1_000 },
    short: { alerts: 5_000, warmUp: 3_000, few: 10, many: 1_000 },
  },
  measures: ({ alerts, few, many }) => {
    const title = (count: number): string =>
      `${alerts.toLocaleString('en')} alerts through ${count.toLocaleString('en')} routes`
    return [
      { key: `through-${few}`, title: title(few), unit: 'alerts/s', better: 'more', cpu: { per: 'alert' } },
      {
        key: `through-${many}`,
        title: title(many),
        unit: 'alerts/s',
        better: 'more',
        bars: [
          { kind: 'times', factor: 4 },
          { kind: 'as good as', key: `through-${few}`, slack: 0.1 },
        ],
        cpu: { per: 'alert' },
      },
    ]
  },
  async prepare(stage, { alerts, warmUp, few, many }) {
    const prepared: Prepared[] = []
    for (const routes of [few, many]) {
      const server = await stage.start({ configuration: routesConfiguration(routes) })
      const batchesOf = (from: number, count: number): readonly Buffer[] =>
        alertBatches({ from, count, batchSize: 256, labels: (index) => ({ team: `team-${index % routes}` }) })
      await send({ port: server.port, requests: batchesOf(alerts, warmUp) })
      await server.settled()
      prepared.push({ routes, server, batches: batchesOf(0, alerts) })
    }
    return prepared
  },
  async run(prepared, { alerts }) {
    const figures: Record<string, Figure> = {}
    for (const { routes, server, batches } of prepared) {
      const before = server.cpu()
      const { seconds } = await send({ port: server.port, requests: batches })
      await server.settled()
      figures[`through-${routes}`] = { value: alerts / seconds, cpu: (server.cpu() - before) / alerts }
    }
    return figures
  },
  async check(prepared, { alerts, warmUp }) {
    const faults: (string | undefined)[] = []
    for (const { routes, server } of prepared) {
      const listed = await groupsListed(server)
      faults.push(expectCount(`alerts through ${routes} routes`, listed.alerts, alerts + warmUp))
      // By a hundred alertnames, which are the last two digits of an alert's number; a route's team is its last digits too.
      faults.push(expectCount(`groups of ${routes} routes`, listed.groups, Math.max(100, routes)))
    }
    return faults
  },
})

/** A route for each team, one after the other. */
export function routesConfiguration(count: number, groupWait = '1h'): string {
  const lines = Array.from({ length: count }, (_, index) => `  - { matchers: ['team="team-${index}"'] }`)
  return `
route:
  receiver: nobody
  group_by: [alertname]
  group_wait: ${groupWait}
  routes:
${lines.join('\n')}
receivers: [{ name: nobody }]
`
}
