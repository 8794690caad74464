// The table of a run, for a terminal.

import { type BenchResult, loopDelayBar, worstLoopDelay } from '../result.ts'
import { figure } from './figures.ts'
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
  const rows = [columns, ...rowsOf(result)]
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
  for (const { faults } of result.scenarios) lines.push(...faults.map((fault) => `FAULT ${fault}`))
  return `${lines.join('\n')}\n`
}
