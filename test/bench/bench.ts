// Measures Tocsin as built beside the real Alertmanager, over HTTP, in one run:
//
//   npm run bench                                 every scenario
//   npm run bench -- ingest reads --rounds 5      those whose names begin so
//   npm run bench -- --short                      small sizes, one round: whether all is well, in less than three minutes
//   npm run bench -- --only tocsin ingest         one server alone
//   npm run bench -- --json out.json              the figures as data
//   npm run bench -- --alertmanager PATH --tocsin dist/main.js
//
// Exits 1 when a server has not done the work that was measured.

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { circumstances } from './circumstances.ts'
import { programs } from './programs.ts'
import { terminalTable } from './report/terminal.ts'
import type { BenchResult, ScenarioResult } from './result.ts'
import { runScenario } from './rounds.ts'
import type { Form } from './scenario.ts'
import { scenarios } from './scenario-list.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    short: { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string' },
    tocsin: { type: 'string' },
    alertmanager: { type: 'string' },
  },
})

const chosen = scenarios.filter(
  ({ name }) => positionals.length === 0 || positionals.some((wanted) => name.startsWith(wanted)),
)
if (chosen.length === 0) {
  throw new Error(`no scenario begins so; there are: ${scenarios.map(({ name }) => name).join(', ')}`)
}
const form: Form = values.short ? 'short' : 'full'
const rounds = Number(values.rounds ?? (values.short ? 1 : 3))
const commands = programs(values)
const progress = (line: string): void => console.error(line)

const done: ScenarioResult[] = []
for (const scenario of chosen) done.push(await runScenario(scenario, { form, rounds, programs: commands, progress }))
const result: BenchResult = { circumstances: await circumstances(commands), form, scenarios: done }
process.stdout.write(terminalTable(result))
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, undefined, 2)}\n`)
if (done.some(({ faults }) => faults.length > 0)) process.exitCode = 1
