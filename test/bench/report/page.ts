// docs/performance.md: every figure in it is of the result that it is given.

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Floor } from '../floors.ts'
import { type BenchResult, type Circumstances, loopDelayBar, worstLoopDelay } from '../result.ts'
import { cpuTime, figure, mebibytes } from './figures.ts'
import { plotSvg } from './plot.ts'
import { growthPlot, soakPlot } from './plots.ts'
import { profileChart } from './profile-chart.ts'
import { chartRows, ratioChart } from './ratio-chart.ts'
import { rowsOf } from './rows.ts'

const docs = join(import.meta.dirname, '../../../docs')

/** Writes the page and its plots. */
export function writePage(result: BenchResult): void {
  mkdirSync(join(docs, 'images'), { recursive: true })
  const images = (result.growth ?? []).map((growth) => ({
    name: `growth-${growth.name}`,
    title: growth.title,
    svg: plotSvg(growthPlot(growth)),
  }))
  const soak =
    result.soak === undefined ? [] : [{ name: 'soak', title: 'The soak', svg: plotSvg(soakPlot(result.soak)) }]
  const profiles = (result.profiles ?? []).map((profile) => ({
    name: `profile-${profile.name}`,
    title: profile.title,
    svg: profileChart(profile),
  }))
  const chart = chartRows(result.scenarios.flatMap(({ measures }) => measures))
  const ratios = chart.length === 0 ? [] : [{ name: 'ratios', svg: ratioChart(chart) }]
  for (const { name, svg } of [...ratios, ...images, ...soak, ...profiles])
    writeFileSync(join(docs, `images/${name}.svg`), svg)
  const sections = [
    preface(result),
    ...(ratios.length > 0 ? ['![How many times better Tocsin is in each measure](images/ratios.svg)'] : []),
    ...(result.scenarios.length > 0 ? [tables(result), loopAndMemory(result)] : []),
    ...(images.length > 0 ? [growthSection(images)] : []),
    ...(result.soak === undefined ? [] : [soakSection(result.soak)]),
    ...(result.form === 'full' ? [reasons] : []),
    ...(result.floors === undefined ? [] : [floorsSection(result.floors)]),
    ...(profiles.length > 0 ? [profileSection(profiles)] : []),
    repeat,
  ]
  writeFileSync(join(docs, 'performance.md'), `${sections.join('\n\n')}\n`)
}

function preface({ circumstances, isMerged, form, scenarios }: BenchResult): string {
  const rounds = Math.max(1, ...scenarios.map((scenario) => scenario.rounds))
  return `<!-- Written by \`npm run bench -- --write\` from what it measured. -->
# Performance

Tocsin beside Alertmanager ${circumstances.alertmanager}, each scenario measured over HTTP in one run: the same configuration, the same
requests, each server in turn, each round in a new process with a new data directory. Tocsin has every alert on disk before it answers;
Alertmanager keeps alerts in memory alone. Both run with their defaults, Alertmanager without gossip.${form === 'short' ? ' **These figures are of the short form, with small sizes: they say nothing about the bars.**' : ''}

${machine(circumstances)}
${isMerged ? '\nPut together from several runs, of which this was the first: a scenario was measured again where what it measures had changed, both servers together.\n' : ''}
How to read the tables:

- A figure is ${rounds === 1 ? 'that of a single round.' : `the median of up to ${rounds} rounds, with the lowest and the highest in brackets.`}
- *Ratio* says how many times better Tocsin is: 4× is four times the rate, or a quarter of the time or the memory. Below 1×
  Alertmanager is better.
- *CPU* is the time of all threads and children of the server, for one unit of work where the figure is a rate or an answer, else
  for the whole. It says more than the time by the clock on a machine where load, server and webhook share ${circumstances.cores} cores.
- *Bar* is what was aimed at before anything was measured; a bar that is not met is said to be so.
- Every round checks the work: the alerts and groups that are listed, what a filter selects, that each group was notified exactly
  once. A round that fails is shown below the table.
- Alerts are written as Prometheus writes them: 12 labels, 3 annotations, about 850 bytes each.`
}

function machine({ date, processor, cores, memory, system, node, tocsin, alertmanager, load }: Circumstances): string {
  return `| | |
| --- | --- |
| Measured | ${date} |
| Machine | ${processor}, ${cores} cores, ${figure(memory / 2 ** 30)} GiB, ${system}; load average at the start ${figure(load)} |
| Tocsin | ${tocsin}, on Node.js ${node} |
| Alertmanager | ${alertmanager} |`
}

function tables(result: BenchResult): string {
  const rows = rowsOf(result)
  return result.scenarios
    .map(({ name, title, faults }) => {
      const lines = rows
        .filter(({ scenario }) => scenario === name)
        .map(({ what, tocsin, alertmanager, ratio, tocsinCpu, alertmanagerCpu, cpuRatio, bar, met }) =>
          [what, tocsin, alertmanager, ratio, tocsinCpu, alertmanagerCpu, cpuRatio, bar, met].join(' | '),
        )
      return `## ${name}

${title}.

| | Tocsin | Alertmanager | Ratio | CPU Tocsin | CPU Alertmanager | Ratio | Bar | Met |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.map((line) => `| ${line} |`).join('\n')}${faults.map((fault) => `\n\nFailed: ${fault}`).join('')}`
    })
    .join('\n\n')
}

function loopAndMemory(result: BenchResult): string {
  const worst = worstLoopDelay(result)
  const lines = result.scenarios.map(({ name, loopDelays, peakMemory: { tocsin, alertmanager } }) => {
    const delays = loopDelays.length === 0 ? '–' : loopDelays.map(figure).join(', ')
    return `| ${name} | ${delays} | ${mebibytes(tocsin)} | ${mebibytes(alertmanager)} |`
  })
  return `## The event loop and the memory in each scenario

The 99th percentile of the delay of Tocsin's event loop while a scenario was measured, in milliseconds, a figure for each round: the bar is
${loopDelayBar} ms${worst === undefined ? '' : `, and the highest median is ${figure(worst.delay)} ms, in ${worst.name}`}. And the most memory that was resident, of all processes of the server, in MiB.

| Scenario | Event loop, p99 in ms | Peak RSS of Tocsin | Peak RSS of Alertmanager |
| --- | --- | --- | --- |
${lines.join('\n')}`
}

function growthSection(images: readonly { readonly name: string; readonly title: string }[]): string {
  const pictures = images.map(({ name, title }) => `![${title}: CPU time over the amount](images/${name}.svg)`)
  return `## Growth

What one more costs when there are many already, in CPU time; a flat line is one that does not grow.

${pictures.join('\n\n')}`
}

function soakSection({ minutes, notifications, faults }: NonNullable<BenchResult['soak']>): string {
  const verdict = faults.length === 0 ? 'All three levelled off.' : `They did not all level off: ${faults.join('; ')}.`
  return `## Soak

${minutes} minutes with 5,000 alerts that are sent again every five seconds, 50 of them replaced every second, and a webhook that refuses every
connection beside one that took ${notifications.toLocaleString('en')} notifications. What is kept for a while was kept for a sixth of the time. ${verdict}

![Memory and files over the time](images/soak.svg)`
}

function profileSection(images: readonly { readonly name: string; readonly title: string }[]): string {
  const pictures = images.map(({ name, title }) => `![${title}: where the time goes](images/${name}.svg)`)
  return `## Where the time goes

What remains in each scenario: one more round of it under V8's profiler, which makes everything a little slower. A file below \`src\` counts
with what it calls in the engine (\`JSON.parse\` for \`api/v2/json-body.ts\`), a package with what is native in it (SQLite for
\`better-sqlite3\`).

${pictures.join('\n\n')}`
}

function floorsSection(floors: readonly Floor[]): string {
  const lines = floors.map(
    ({ scenario, title, value, unit, cpu, cpuPer }) =>
      `| ${scenario} | ${title} | ${figure(value)} ${unit} | ${cpuTime({ values: [value], cpu: cpu === undefined ? [] : [cpu] }, cpuPer)} |`,
  )
  return `## What Node.js takes by itself

Programs that do nothing but the one thing, under the same load: below these figures no change of Tocsin can get. What is between them
and those above is Tocsin's own work, and the disk's.

| Scenario | Node.js, or a library, alone | | CPU |
| --- | --- | --- | --- |
${lines.join('\n')}`
}

/** Without figures: those stand in the tables, and change. */
const reasons = `## What keeps the bars that are not met

- **New alerts** cost what is done for each: its JSON is parsed, its fingerprint computed, its labels shared with those of its kind, its
  row written and sealed, and it is put into four indexes: the store's, its group's, and two of the journal's. The collector has then to
  look at all that is kept: with the compiler, and the profiler itself, it takes two fifths of the profile in threads of its own, and no
  file of ours takes more than an eighth. Alertmanager writes nothing to disk.
- **Resent alerts** are a third parsing and fingerprints; the rest is spread as thin as with new ones.
- **Alerts through routes** are new alerts, and cost what those cost.
- **The POSTs' p99**, beside pollers too, is that of one thread which decides everything: a request waits for those before it, for two
  milliseconds of a long answer, and now and then for the collector.
- **The first GET after new alerts** writes each of them for the first time: what is kept from one answer to the next is of no use to it.
- **One notification** is two exchanges over loopback, as below, with what decides between them; the commit comes after it was sent.
- **5,000 groups due at once** are told one by one: three tenths of the CPU time are Node.js's HTTP and undici's, as much again the
  collector's and the compiler's.
- **Sustained notifications, and the CPU time of many silences and of many inhibition rules**, lie near their bars, from run to run on
  either side of them.
- **Ready** comes after Node.js itself, fastify and SQLite were loaded, all of whose code runs for the first time: three fifths of an
  empty start are theirs. Of 10,000 silences each is read, held against its seal, parsed, and put into the index; a seventh of the main
  thread's time is the collector's, since all of it stays.
- **A reload** is the yaml package's for a third of the main thread's time, and the collector's for another, most of it for what the
  package makes.
- **Memory**: an empty Node.js takes more than half of it.`

const repeat = `## Repeat it

\`\`\`sh
npm run bench                                  # every scenario, with the Alertmanager that is found
npm run bench -- ingest reads --rounds 5       # the scenarios whose names begin so
npm run bench -- --short                       # small sizes and one round, in less than three minutes
npm run bench -- growth                        # how costs grow
npm run bench -- floors                        # what Node.js takes by itself
npm run bench -- soak --minutes 30             # Tocsin alone
npm run bench -- profile ingest                # where Tocsin's time goes
npm run bench -- --write                       # everything but the soak, and this page
npm run bench -- --alertmanager PATH           # another Alertmanager
\`\`\`

Alertmanager comes from Debian's packages (\`test/support/peers.sh\`), or is found in \`/usr/bin\` or on the \`PATH\`. Leave the machine alone
meanwhile. The scenarios are in \`test/bench/scenarios\`.`
