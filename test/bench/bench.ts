// Measures Tocsin as built beside the real Alertmanager, over HTTP, in one run:
//
//   npm run bench                                 every scenario
//   npm run bench -- ingest reads --rounds 5      those whose names begin so
//   npm run bench -- growth                       how costs grow
//   npm run bench -- profile ingest               where Tocsin's time goes in those scenarios
//   npm run bench -- floors                       what Node.js takes by itself for the same
//   npm run bench -- soak --minutes 30            whether Tocsin's memory and files level off
//   npm run bench -- --short                      small sizes, one round: whether all is well, in less than three minutes
//   npm run bench -- --only tocsin ingest         one server alone
//   npm run bench -- --json out.json              the figures as data
//   npm run bench -- --write                      every scenario, growth, floors, profiles, and docs/performance.md with its plots
//   npm run bench -- --write --from a.json --from b.json      the page from what was measured before
//   npm run bench -- --alertmanager PATH --tocsin dist/main.js
//
// Exits 1 when a server has not done the work that was measured, or something did not level off.

import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { circumstances } from './circumstances.ts'
import { measureFloors } from './floors.ts'
import { measureGrowth } from './growth.ts'
import { type ProfileResult, profileScenario } from './profile.ts'
import { programs } from './programs.ts'
import { writePage } from './report/page.ts'
import { terminalTable } from './report/terminal.ts'
import { type BenchResult, faultsOf, merged, type ScenarioResult } from './result.ts'
import { runScenario } from './rounds.ts'
import { scenarios } from './scenario-list.ts'
import { soak } from './soak.ts'
import { Stage } from './stage.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    minutes: { type: 'string', default: '30' },
    short: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    from: { type: 'string', multiple: true },
    only: { type: 'string' },
    tocsin: { type: 'string' },
    alertmanager: { type: 'string' },
  },
})

/** What may be named beside scenarios. */
const otherStudies = ['growth', 'floors', 'soak', 'profile']

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort(new Error(signal)))

const result = values.from === undefined ? await measured().catch(fail) : inOrder(merged(values.from.map(readResult)))
keep(result)
process.stdout.write(terminalTable(result))
if (values.write) writePage(result)
if (faultsOf(result).length > 0) process.exitCode = 1

async function measured(): Promise<BenchResult> {
  const form = values.short ? 'short' : 'full'
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
  const onlyProfiles = positionals.includes('profile')
  const ofTocsinAlone =
    onlyProfiles || (positionals.length > 0 && positionals.every((name) => name === 'soak' || name === 'floors'))
  const commands = programs(ofTocsinAlone ? { ...values, only: 'tocsin' } : values)
  const progress = (line: string): void => console.error(line)
  const where = await circumstances(commands)
  if (where.load > 0.5) progress(`the machine is busy (load average ${where.load}): these figures are no measure`)

  const options = { form, programs: commands, progress, interrupted: interruption.signal } as const
  const done: ScenarioResult[] = []
  for (const scenario of onlyProfiles ? [] : chosenScenarios()) {
    done.push(await runScenario(scenario, { ...options, rounds: rounds ?? (values.short ? 1 : 3) }))
    keep({ circumstances: where, form, scenarios: done }) // a long run that is cut short was not for nothing
  }
  const withAll = values.write && positionals.length === 0
  const withGrowth = withAll || positionals.includes('growth')
  return {
    circumstances: where,
    form,
    scenarios: done,
    ...(withGrowth ? { growth: await measureGrowth({ ...options, rounds: rounds ?? 1 }) } : {}),
    ...(withAll || positionals.includes('floors') ? { floors: await measureFloors({ ...options, rounds: 1 }) } : {}),
    ...(positionals.includes('soak') ? { soak: await soaked() } : {}),
    ...(withAll || onlyProfiles ? { profiles: await profiled() } : {}),
  }

  async function profiled(): Promise<readonly ProfileResult[]> {
    const profiles: ProfileResult[] = []
    for (const scenario of chosenScenarios()) {
      profiles.push(await profileScenario(scenario, { ...options, rounds: 1 }))
    }
    return profiles
  }

  async function soaked(): ReturnType<typeof soak> {
    const program = commands.get('tocsin')
    if (program === undefined) throw new Error('it is Tocsin that is soaked')
    await using stage = new Stage({ kind: 'tocsin', form, program })
    stage.endWith(interruption.signal)
    return await soak(stage, { minutes: Number(values.minutes), progress })
  }
}

function chosenScenarios(): typeof scenarios {
  if (positionals.length === 0) return scenarios
  const wanted = positionals.filter((name) => !otherStudies.includes(name))
  if (wanted.length === 0 && positionals.includes('profile')) return scenarios
  const chosen = scenarios.filter(({ name }) => wanted.some((begin) => name.startsWith(begin)))
  const unknown = wanted.filter((begin) => !scenarios.some(({ name }) => name.startsWith(begin)))
  if (unknown.length > 0) {
    const names = scenarios.map(({ name }) => name).join(', ')
    throw new Error(`no scenario begins with ${unknown.join(' or ')}; there are: ${names}, ${otherStudies.join(', ')}`)
  }
  return chosen
}

function fail(error: unknown): never {
  if (!interruption.signal.aborted) throw error
  console.error(`interrupted${values.json === undefined ? '' : `; ${values.json} has what was measured`}`)
  process.exit(1)
}

function keep(result: BenchResult): void {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, undefined, 2)}\n`)
}

/** As the scenarios are, whichever was measured first. */
function inOrder(result: BenchResult): BenchResult {
  const places = new Map(scenarios.map(({ name }, place) => [name, place]))
  const byPlace = (a: { readonly name: string }, b: { readonly name: string }): number =>
    (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0)
  const profiles = result.profiles?.toSorted(byPlace)
  return { ...result, scenarios: result.scenarios.toSorted(byPlace), ...(profiles && { profiles }) }
}

/** What `--json` wrote. */
function readResult(path: string): BenchResult {
  return JSON.parse(readFileSync(path, 'utf8')) as BenchResult
}
