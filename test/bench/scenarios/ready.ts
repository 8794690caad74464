// How soon a server is ready, and how long it takes to read its configuration again.

import { startRouterProcess } from '../../support/alert-router.ts'
import { freePort } from '../../support/free-port.ts'
import { Connection } from '../http/connection.ts'
import { send } from '../http/load.ts'
import { postRequest } from '../http/request.ts'
import { announced, readyTime } from '../ready-time.ts'
import { defineScenario, expectCount } from '../scenario.ts'
import type { Server } from '../server.ts'
import { silenceRequests } from '../silence-requests.ts'
import type { Stage } from '../stage.ts'
import { median } from '../statistics.ts'
import { routesConfiguration } from './routes.ts'

interface Size {
  readonly silences: number
  readonly starts: number
  readonly routes: number
  readonly reloads: number
}

interface Prepared {
  readonly stage: Stage
  readonly reloading: Server
}

const configuration = `
route: { receiver: nobody }
receivers: [{ name: nobody }]
`
const withSilences = 'with-silences'

export const ready = defineScenario<Size, Prepared>({
  name: 'ready',
  measuresStarts: true,
  title:
    'From the exec of the program to the first 200 of /-/ready, and POST /-/reload of a changed file until its answer',
  sizes: {
    full: { silences: 10_000, starts: 5, routes: 1_000, reloads: 10 },
    short: { silences: 1_000, starts: 2, routes: 1_000, reloads: 5 },
  },
  measures: ({ silences, routes }) => [
    { key: 'empty', title: 'ready, empty', unit: 'ms', better: 'less', bars: [{ kind: 'at most', value: 200 }] },
    {
      key: 'silences',
      title: `ready, ${silences.toLocaleString('en')} silences`,
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'times', factor: 1.2 }],
    },
    {
      key: 'reload',
      title: `reload with ${routes.toLocaleString('en')} routes`,
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'times', factor: 5 }],
    },
  ],
  async prepare(stage, { silences, routes }) {
    const first = await stage.start({ configuration }, withSilences)
    await send({ port: first.port, requests: silenceRequests({ count: silences, matching: 0 }) })
    await first.stop()
    return { stage, reloading: await stage.start({ configuration: routesConfiguration(routes) }, 'reloading') }
  },
  async run({ stage, reloading }, { starts, routes, reloads }) {
    const times = Array.from({ length: starts })
    const empty: number[] = []
    for (const index of times.keys()) empty.push(await readyAfter(stage, `empty-${index}`))
    const full: number[] = []
    for (const _ of times) full.push(await readyAfter(stage, withSilences))

    using connection = await Connection.open(reloading.port)
    const reloaded: number[] = []
    for (let index = 0; index < reloads; index++) {
      await stage.files(routesConfiguration(routes, `${index + 1}m`), 'reloading')
      const { status, milliseconds } = await connection.request(postRequest('/-/reload', ''))
      if (status !== 200) throw new Error(`a reload was answered ${status}`)
      reloaded.push(milliseconds)
    }
    return {
      empty: { value: median(empty) },
      silences: { value: median(full) },
      reload: { value: median(reloaded) },
    }
  },
  async check({ stage, reloading }, { silences, reloads }) {
    const again = await stage.start({ configuration }, withSilences)
    const kept = JSON.parse((await again.read('/api/v2/silences')).toString()) as readonly unknown[]
    const status = (await reloading.read('/api/v2/status')).toString()
    return [
      expectCount('silences after a restart', kept.length, silences),
      status.includes(`group_wait: ${reloads}m`) ? undefined : 'the configuration of the last reload is not in force',
    ]
  },
})

/** Milliseconds from exec until it is ready; then it is stopped. */
async function readyAfter(stage: Stage, directory: string): Promise<number> {
  const { path, configFile } = await stage.files(configuration, directory)
  const port = await freePort()
  const program = announced(stage.program)
  await using child = startRouterProcess(stage.kind, { configFile, directory: path, port, program })
  const milliseconds = await readyTime(child, port)
  await child.stop()
  return milliseconds
}
