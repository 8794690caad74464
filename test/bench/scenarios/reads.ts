// How long GET takes with many alerts in the server: all of them, their groups, and the one that a filter selects.

import { send } from '../http/load.ts'
import { alertBatches, alertLabels } from '../prometheus-alerts.ts'
import { defineScenario, expectCount, type Figure, type Measure, type Scenario } from '../scenario.ts'
import type { Server } from '../server.ts'
import { median } from '../statistics.ts'
import { alertsListed, groupsListed } from '../work-done.ts'

interface Size {
  readonly alerts: number
  /** Answers of all alerts, and as many of all groups. */
  readonly times: number
  /** Answers to a filter. None: not measured. */
  readonly filtered: number
}

interface Prepared {
  readonly server: Server
  /** Sent between two answers, one each: alerts that are there already, with a later end. */
  readonly resends: readonly Buffer[]
}

const configuration = `
route: { receiver: nobody, group_by: [alertname, cluster], group_wait: 1h }
receivers: [{ name: nobody }]
`

export const reads10k = reads('reads-10k', {
  full: { alerts: 10_000, times: 7, filtered: 0 },
  short: { alerts: 3_000, times: 3, filtered: 0 },
})

export const reads50k = reads('reads-50k', {
  full: { alerts: 50_000, times: 3, filtered: 20 },
  short: { alerts: 6_000, times: 2, filtered: 10 },
})

/** Between two answers 64 alerts are sent again, as it happens all the time: nobody profits from an answer kept whole. */
function reads(name: string, sizes: Readonly<Record<'full' | 'short', Size>>): Scenario {
  return defineScenario<Size, Prepared>({
    name,
    title: `GET with ${sizes.full.alerts.toLocaleString('en')} alerts; between two of them 64 alerts are sent again`,
    sizes,
    measures: ({ alerts, filtered }) => {
      const of = `${alerts.toLocaleString('en')} alerts`
      return [
        times('alerts', `GET /alerts, ${of}`, 15),
        times('groups', `GET /alerts/groups, ${of}`, 15),
        ...(filtered > 0 ? [times('one', `GET /alerts, a filter selects one of ${of}`, 40)] : []),
      ]
    },
    async prepare(stage, { alerts, times, filtered }) {
      const server = await stage.start({ configuration })
      const startsAt = Date.now()
      await send({ port: server.port, requests: alertBatches({ count: alerts, batchSize: 256, startsAt }) })
      await server.settled()
      const endsAt = startsAt + 2 * 3_600_000
      return {
        server,
        resends: alertBatches({ count: 64 * (2 * times + filtered), batchSize: 64, startsAt, endsAt }),
      }
    },
    async run({ server, resends }, { times, filtered }) {
      const left = [...resends]
      const figures: Record<string, Figure> = {
        alerts: await asked('/api/v2/alerts', times),
        groups: await asked('/api/v2/alerts/groups', times),
      }
      if (filtered > 0) figures.one = await asked(`/api/v2/alerts${filterOf(1234)}`, filtered)
      return figures

      async function asked(path: string, count: number): Promise<Figure> {
        const milliseconds: number[] = []
        const before = server.cpu()
        for (let index = 0; index < count; index++) {
          await send({ port: server.port, requests: left.splice(0, 1), connections: 1 })
          milliseconds.push((await server.get(path)).milliseconds)
        }
        return { value: median(milliseconds), cpu: (server.cpu() - before) / count }
      }
    },
    async check({ server }, { alerts }) {
      const listed = await groupsListed(server)
      return [
        expectCount('alerts', await alertsListed(server), alerts),
        expectCount('alerts in groups', listed.alerts, alerts),
        // A hundred alertnames and ten clusters, of which the last digit of both is the same.
        expectCount('groups', listed.groups, 100),
        expectCount('alerts that the filter selects', await alertsListed(server, filterOf(1234)), 1),
      ]
    },
  })
}

function times(key: string, title: string, factor: number): Measure {
  return { key, title, unit: 'ms', better: 'less', bars: [{ kind: 'times', factor }], cpu: { per: 'GET' } }
}

function filterOf(index: number): string {
  return `?filter=${encodeURIComponent(`instance="${alertLabels(index).instance}"`)}`
}
