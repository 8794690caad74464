// The table of a run, for a terminal.

import type { ProfileResult } from '../profile.ts'
import { type BenchResult, faultsOf, loopDelayBar, worstLoopDelay } from '../result.ts'
import { cpuTime, figure, mebibytes } from './figures.ts'
import { type Row, rowsOf } from './rows.ts'

const columns: Readonly<Record<keyof Row, string>> = {
  scenario: 'scenario',
  what: '',
  tocsin: 'Tocsin',
  alertmanager: 'Alertmanager',
  ratio: 'ratio',
  tocsinCpu: 'CPU',
  alertmanagerCpu: 'CPU',
  cpuRatio: 'ratio',
  bar: 'bar',
  met: 'met',
}

export function terminalTable(result: BenchResult): string {
  const keys = Object.keys(columns) as (keyof Row)[] // its own keys
  const measured = rowsOf(result)
  const rows = measured.length === 0 ? [] : [columns, ...measured]
  const widths = new Map(keys.map((key) => [key, Math.max(...rows.map((row) => row[key].length))]))
  const lines = rows.map((row) =>
    keys
      .map((key) => row[key].padEnd(widths.get(key) ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const worst = worstLoopDelay(result)
  if (worst !== undefined) {
    const met = worst.delay <= loopDelayBar ? 'met' : 'NOT met'
    lines.push(
      `event loop of Tocsin: p99 of its delay at most ${figure(worst.delay)} ms, in ${worst.name}; bar ${loopDelayBar} ms: ${met}`,
    )
  }
  const peaks = result.scenarios.map(
    ({ name, peakMemory: { tocsin, alertmanager } }) => `${name} ${mebibytes(tocsin)} / ${mebibytes(alertmanager)}`,
  )
  if (peaks.length > 0) lines.push(`peak RSS in MiB, Tocsin / Alertmanager: ${peaks.join(', ')}`)
  for (const { title, value, unit, cpu, cpuPer } of result.floors ?? []) {
    const also = cpu === undefined ? '' : `, CPU ${cpuTime({ values: [value], cpu: [cpu] }, cpuPer)}`
    lines.push(`Node.js alone: ${title}: ${figure(value)} ${unit}${also}`)
  }
  for (const profile of result.profiles ?? []) lines.push('', ...profileLines(profile))
  lines.push(...faultsOf(result).map((fault) => `FAULT ${fault}`))
  return `${lines.join('\n')}\n`
}

/** Every part that took a hundredth of the time or more. */
function profileLines({ name, parts }: ProfileResult): readonly string[] {
  const total = parts.reduce((sum, { seconds }) => sum + seconds, 0)
  return [
    `where the time of ${name} goes, ${figure(total)} s of CPU time:`,
    ...parts
      .map(({ part, seconds }) => ({ part, seconds, share: (100 * seconds) / total }))
      .filter(({ share }) => share >= 1)
      .map(({ part, seconds, share }) => `${share.toFixed(1).padStart(6)} %  ${figure(seconds * 1000)} ms  ${part}`),
  ]
}
