// How long it takes to read a changed configuration again.

import { Connection } from '../http/connection.ts'
import { postRequest } from '../http/request.ts'
import { defineScenario } from '../scenario.ts'
import type { Server } from '../server.ts'
import type { Stage } from '../stage.ts'
import { median } from '../statistics.ts'
import { routesConfiguration } from './routes.ts'

interface Size {
  readonly routes: number
  readonly reloads: number
}

interface Prepared {
  readonly stage: Stage
  readonly server: Server
  readonly connection: Connection
}

const directory = 'reloading'

export const reload = defineScenario<Size, Prepared>({
  name: 'reload',
  title: 'POST /-/reload of a changed file until its answer',
  sizes: { full: { routes: 1_000, reloads: 10 }, short: { routes: 1_000, reloads: 5 } },
  measures: ({ routes }) => [
    {
      key: 'reload',
      title: `reload with ${routes.toLocaleString('en')} routes`,
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'times', factor: 5 }],
      cpu: {},
    },
  ],
  async prepare(stage, { routes }) {
    const server = await stage.start({ configuration: routesConfiguration(routes) }, directory)
    return { stage, server, connection: await Connection.open(server.port) }
  },
  async run({ stage, server, connection }, { routes, reloads }) {
    const before = server.cpu()
    const times: number[] = []
    for (let index = 0; index < reloads; index++) {
      await stage.files(routesConfiguration(routes, groupWait(index)), directory)
      const { status, milliseconds } = await connection.request(postRequest('/-/reload', ''))
      if (status !== 200) throw new Error(`a reload was answered ${status}`)
      times.push(milliseconds)
    }
    return { reload: { value: median(times), cpu: (server.cpu() - before) / reloads } }
  },
  async check({ server, connection }, { reloads }) {
    connection[Symbol.dispose]()
    const status = (await server.read('/api/v2/status')).toString()
    return [
      status.includes(`group_wait: ${groupWait(reloads - 1)}`)
        ? undefined
        : 'the configuration of the last reload is not in force',
    ]
  },
})

/** The one of each reload. */
function groupWait(index: number): string {
  return `${index + 1}m`
}
