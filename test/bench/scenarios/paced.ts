// How long a POST takes at a steady rate, while clients poll the groups.

import { send } from '../http/load.ts'
import { withPollers } from '../pollers.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount, type Figure, type Measure } from '../scenario.ts'
import type { Server } from '../server.ts'
import { percentile } from '../statistics.ts'
import { groupsListed } from '../work-done.ts'

interface Size {
  readonly alerts: number
  readonly seconds: number
}

interface Prepared {
  readonly server: Server
  readonly resends: readonly Buffer[]
}

const batchSize = 64
const perSecond = 100
/** With so many clients, one number after the other, and the bars on the POSTs' p99. */
const turns: readonly { readonly clients: number; readonly factor?: number }[] = [
  { clients: 0 },
  { clients: 1, factor: 3 },
  { clients: 4, factor: 40 },
]

export const paced = defineScenario<Size, Prepared>({
  name: 'paced',
  title:
    'POSTs of 64 alerts that are there already, 100 a second, while clients poll GET /alerts/groups without a pause',
  sizes: { full: { alerts: 10_000, seconds: 8 }, short: { alerts: 3_000, seconds: 1 } },
  measures: () => turns.flatMap(({ clients, factor }) => measuresOf(clients, factor)),
  async prepare(stage, { alerts, seconds }) {
    const server = await stage.start({
      configuration: `
route: { receiver: nobody, group_by: [alertname], group_wait: 1h }
receivers: [{ name: nobody }]
`,
    })
    const startsAt = Date.now()
    const batches = (later: number): readonly Buffer[] =>
      alertBatches({ count: alerts, batchSize, startsAt, endsAt: startsAt + 3_600_000 + later })
    await send({ port: server.port, requests: batches(0) })
    await server.settled()
    const resends: Buffer[] = []
    for (let pass = 1; resends.length < turns.length * seconds * perSecond; pass++) {
      resends.push(...batches(pass * 15_000))
    }
    return { server, resends }
  },
  async run({ server, resends }, { seconds }) {
    const { port } = server
    const figures: Record<string, Figure> = {}
    const left = [...resends]
    for (const { clients } of turns) {
      const requests = left.splice(0, seconds * perSecond)
      const load = (): ReturnType<typeof send> => send({ port, requests, perSecond })
      if (clients === 0) {
        figures['post-0'] = { value: percentile((await load()).latencies, 0.99) }
        continue
      }
      const { result, milliseconds } = await withPollers({ port, path: '/api/v2/alerts/groups', clients }, load)
      figures[`post-${clients}`] = { value: percentile(result.latencies, 0.99) }
      figures[`get-${clients}`] = { value: percentile(milliseconds, 0.5) }
    }
    return figures
  },
  async check({ server }, { alerts }) {
    return [expectCount('alerts', (await groupsListed(server)).alerts, alerts)]
  },
})

function measuresOf(clients: number, factor: number | undefined): readonly Measure[] {
  const polling = clients === 0 ? 'nobody polling' : `${clients} polling`
  const post: Measure = {
    key: `post-${clients}`,
    title: `POST p99 at 6,400 alerts/s, ${polling}`,
    unit: 'ms',
    better: 'less',
    ...(factor === undefined ? {} : { bars: [{ kind: 'times', factor }] }),
  }
  if (clients === 0) return [post]
  return [post, { key: `get-${clients}`, title: `the polls' p50, ${polling}`, unit: 'ms', better: 'less' }]
}
