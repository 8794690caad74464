// How much memory a server needs: empty, and with many alerts.

import { send } from '../http/load.ts'
import { alertBatches } from '../prometheus-alerts.ts'
import { defineScenario, expectCount, type Figure } from '../scenario.ts'
import type { Server } from '../server.ts'
import { alertsListed } from '../work-done.ts'

interface Size {
  /** Measured with so many alerts, one number after the other. */
  readonly steps: readonly number[]
}

const mebibyte = 1024 * 1024

export const memory = defineScenario<Size, Server>({
  name: 'memory',
  title: 'Resident memory of all processes, with alerts that were just taken in',
  sizes: { full: { steps: [100_000, 300_000] }, short: { steps: [10_000] } },
  mostRounds: 2,
  measures: ({ steps }) => [
    { key: 'empty', title: 'RSS, empty', unit: 'MiB', better: 'less', bars: [{ kind: 'at most', value: 80 }] },
    ...steps.flatMap((alerts) => {
      const named = `${alerts.toLocaleString('en')} alerts`
      return [
        {
          key: `resident-${alerts}`,
          title: `RSS, ${named}`,
          unit: 'MiB',
          better: 'less',
          bars: [{ kind: 'times', factor: 2 }],
        } as const,
        { key: `peak-${alerts}`, title: `RSS at its highest, ${named}`, unit: 'MiB', better: 'less' } as const,
      ]
    }),
  ],
  prepare: (stage) =>
    stage.start({
      configuration: `
route: { receiver: nobody, group_by: [alertname], group_wait: 1h }
receivers: [{ name: nobody }]
`,
    }),
  async run(server, { steps }) {
    await server.settled()
    const figures: Record<string, Figure> = { empty: { value: server.memory().resident / mebibyte } }
    let there = 0
    for (const alerts of steps) {
      // In parts, as all of their requests would fill the machine's memory too.
      for (; there < alerts; there += 20_000) {
        const requests = alertBatches({ from: there, count: Math.min(20_000, alerts - there), batchSize: 256 })
        await send({ port: server.port, requests })
      }
      there = alerts
      await server.settled()
      const { resident, peak } = server.memory()
      figures[`resident-${alerts}`] = { value: resident / mebibyte }
      figures[`peak-${alerts}`] = { value: peak / mebibyte }
    }
    return figures
  },
  async check(server, { steps }) {
    return [expectCount('alerts', await alertsListed(server), steps.at(-1) ?? 0)]
  },
})
