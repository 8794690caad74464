// How soon a server is ready after its start: empty, and with silences that it has to read.

import { startRouterProcess } from '../../support/alert-router.ts'
import { freePort } from '../../support/free-port.ts'
import { send } from '../http/load.ts'
import { CpuMeter } from '../process-figures.ts'
import { announced, readyTime } from '../ready-time.ts'
import { defineScenario, expectCount } from '../scenario.ts'
import { silenceRequests } from '../silence-requests.ts'
import type { Stage } from '../stage.ts'
import { median } from '../statistics.ts'

const configuration = `
route: { receiver: nobody }
receivers: [{ name: nobody }]
`

const title = 'From the exec of the program to the first 200 of /-/ready'

export const ready = defineScenario<{ readonly starts: number }, Stage>({
  name: 'ready',
  title: `${title}, with an empty data directory`,
  sizes: { full: { starts: 5 }, short: { starts: 2 } },
  measures: () => [
    {
      key: 'empty',
      title: 'ready, empty',
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'at most', value: 200 }],
      cpu: {},
    },
  ],
  prepare: async (stage) => stage,
  async run(stage, { starts }) {
    return { empty: await middleOf(starts, (index) => start(stage, `empty-${index}`)) }
  },
  check: async () => [],
})

const withSilences = 'with-silences'

export const readyWithSilences = defineScenario<{ readonly starts: number; readonly silences: number }, Stage>({
  name: 'ready-silences',
  title: `${title}, with silences in the data directory`,
  sizes: { full: { starts: 5, silences: 10_000 }, short: { starts: 2, silences: 1_000 } },
  measures: ({ silences }) => [
    {
      key: 'silences',
      title: `ready, ${silences.toLocaleString('en')} silences`,
      unit: 'ms',
      better: 'less',
      bars: [{ kind: 'times', factor: 1.2 }],
      cpu: {},
    },
  ],
  async prepare(stage, { silences }) {
    const first = await stage.start({ configuration }, withSilences)
    await send({ port: first.port, requests: silenceRequests({ count: silences, matching: 0 }) })
    await first.stop()
    return stage
  },
  async run(stage, { starts }) {
    return { silences: await middleOf(starts, () => start(stage, withSilences)) }
  },
  async check(stage, { silences }) {
    const again = await stage.start({ configuration }, withSilences)
    const kept = JSON.parse((await again.read('/api/v2/silences')).toString()) as readonly unknown[]
    return [expectCount('silences after a restart', kept.length, silences)]
  },
})

interface StartCost {
  readonly milliseconds: number
  /** Seconds of CPU time. */
  readonly cpu: number
}

async function middleOf(
  starts: number,
  start: (index: number) => Promise<StartCost>,
): Promise<{ readonly value: number; readonly cpu: number }> {
  const costs: StartCost[] = []
  for (let index = 0; index < starts; index++) costs.push(await start(index))
  return { value: median(costs.map(({ milliseconds }) => milliseconds)), cpu: median(costs.map(({ cpu }) => cpu)) }
}

/** One start in this data directory, from its exec until it is ready. Then it is stopped. */
async function start(stage: Stage, directory: string): Promise<StartCost> {
  const { path, configFile } = await stage.files(configuration, directory)
  const port = await freePort()
  const program = announced(stage.program)
  await using child = startRouterProcess(stage.kind, { configFile, directory: path, port, program })
  const meter = new CpuMeter(child.pid)
  const noted = stage.startBegins()
  const milliseconds = await readyTime(child, port)
  const cpu = meter.seconds()
  noted.ready(cpu)
  await child.stop()
  return { milliseconds, cpu }
}
