// From exec to ready: empty, and with what a killed server left. `npm run build`, then `node test/bench/start.ts [rounds]`.

import { type StartSetting, startRun } from '../support/start-run.ts'

const settings: readonly StartSetting[] = [
  { alerts: 0, groups: 1, silences: 0 },
  { alerts: 0, groups: 1, silences: 10_000 },
  { alerts: 10_000, groups: 100, silences: 10_000 },
  { alerts: 10_000, groups: 10_000, silences: 10_000 },
]

const rounds = Number(process.argv[2] ?? 5)
for (const setting of settings) {
  const times = []
  for (let round = 0; round < rounds; round++) times.push(await startRun(setting))
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
  const [wall, cpu] = [middle(times.map((time) => time.wall)), middle(times.map((time) => time.cpu))]
  process.stdout.write(`${JSON.stringify(setting)}: ready after ${wall.toFixed(0)} ms, ${cpu} ms of CPU\n`)
}
