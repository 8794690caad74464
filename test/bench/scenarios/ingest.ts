// How fast alerts are taken in: new ones, and the same ones again with a later end, over 4 connections.

import { setTimeout as sleep } from 'node:timers/promises'
import { send } from '../http/load.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount, type Scenario } from '../scenario.ts'
import type { Server } from '../server.ts'
import type { Stage } from '../stage.ts'
import { percentile } from '../statistics.ts'
import { groupsListed } from '../work-done.ts'

interface Size {
  readonly alerts: number
  /** Taken in and sent again before the clock runs: a server runs for months, and its first second is measured elsewhere. */
  readonly warmUp: number
  /** How often all are sent again. */
  readonly resends: number
  /**
   * Seconds after the last answer until when Tocsin's CPU time counts: it folds its journal every ten seconds, and that work
   * counts too. Alertmanager puts nothing off.
   */
  readonly putOff: number
}

interface Prepared {
  readonly stage: Stage
  readonly server: Server
  readonly fresh: readonly Buffer[]
  readonly again: readonly Buffer[]
}

/** One group for each alertname, and nobody is notified. */
const configuration = `
route: { receiver: nobody, group_by: [alertname], group_wait: 1h }
receivers: [{ name: nobody }]
`

/** In batches of this size. */
export function ingest(batchSize: number): Scenario {
  return defineScenario<Size, Prepared>({
    name: `ingest-${batchSize}`,
    title: `Alerts taken in, ${batchSize} in a request, over 4 connections`,
    sizes: {
      full: { alerts: 60_000, warmUp: 60_000, resends: 2, putOff: 11 },
      short: { alerts: 5_000, warmUp: 8_000, resends: 1, putOff: 1 },
    },
    measures: () => [
      {
        key: 'new',
        title: `new alerts, ${batchSize} a request`,
        unit: 'alerts/s',
        better: 'more',
        bars: [{ kind: 'times', factor: 4 }],
        cpu: { per: 'alert', bar: { kind: 'times', factor: 6 } },
      },
      {
        key: 'p99',
        title: `new alerts, ${batchSize} a request: POST p99`,
        unit: 'ms',
        better: 'less',
        bars: [{ kind: 'times', factor: 4 }],
      },
      {
        key: 'resent',
        title: `resent alerts, ${batchSize} a request`,
        unit: 'alerts/s',
        better: 'more',
        bars: [{ kind: 'times', factor: 5 }],
        cpu: { per: 'alert', bar: { kind: 'times', factor: 8 } },
      },
    ],
    async prepare(stage, { alerts, warmUp, resends }) {
      const server = await stage.start({ configuration })
      const startsAt = Date.now()
      const batches = (from: number, count: number, later = 0): readonly Buffer[] =>
        alertBatches({ from, count, batchSize, startsAt, endsAt: startsAt + 1_800_000 + later })
      await send({ port: server.port, requests: [...batches(alerts, warmUp), ...batches(alerts, warmUp, 15_000)] })
      await server.settled()
      return {
        stage,
        server,
        fresh: batches(0, alerts),
        again: Array.from({ length: resends }, (_, pass) => batches(0, alerts, (pass + 1) * 15_000)).flat(),
      }
    },
    async run({ stage, server, fresh, again }, { alerts, resends, putOff }) {
      const first = await measured(fresh)
      const second = await measured(again)
      return {
        new: { value: alerts / first.seconds, cpu: first.cpu / alerts },
        p99: { value: percentile(first.latencies, 0.99) },
        resent: { value: (alerts * resends) / second.seconds, cpu: second.cpu / (alerts * resends) },
      }

      async function measured(requests: readonly Buffer[]) {
        const before = server.cpu()
        const { seconds, latencies } = await send({ port: server.port, requests })
        const sent = server.cpu()
        await stage.measured()
        // That asked Tocsin alone for its metrics, for which it counts all alerts.
        const goesOn = server.cpu()
        await server.settled()
        if (server.kind === 'tocsin') await sleep(putOff * 1000)
        return { seconds, latencies, cpu: sent - before + server.cpu() - goesOn }
      }
    },
    async check({ server }, { alerts, warmUp }) {
      const listed = await groupsListed(server)
      return [expectCount('alerts', listed.alerts, alerts + warmUp), expectCount('groups', listed.groups, 100)]
    },
  })
}
