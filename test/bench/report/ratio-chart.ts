// How many times better Tocsin is in each measure, beside the bars, as a chart in SVG text on its own white ground.

import type { MeasureResult } from '../result.ts'
import { cpuRatioOf, ratioOf } from '../result.ts'
import type { Bar } from '../scenario.ts'
import { ratio } from './figures.ts'
import { logScale } from './scale.ts'
import { colors, svgDocument, svgText } from './svg.ts'

/** One line of the chart. */
export interface ChartRow {
  readonly label: string
  readonly ratio: number
  /** How many times better it was to be; undefined where nothing was aimed at. */
  readonly bar: number | undefined
}

const width = 900
const labels = 450
const right = 70
const top = 92
const rowHeight = 24

/** The measures that compare the two servers, by the clock and by CPU time where there is a bar on it. */
export function chartRows(measures: readonly MeasureResult[]): readonly ChartRow[] {
  return measures.flatMap((measure) => {
    const rows: ChartRow[] = [{ label: measure.title, ratio: ratioOf(measure), bar: factorOf(measure.bars) }]
    if (measure.cpu?.bar !== undefined) {
      rows.push({ label: `${measure.title}: CPU`, ratio: cpuRatioOf(measure), bar: factorOf([measure.cpu.bar]) })
    }
    return rows.filter((row) => Number.isFinite(row.ratio) && row.ratio > 0)
  })
}

export function ratioChart(rows: readonly ChartRow[]): string {
  const values = rows.flatMap(({ ratio, bar }) => (bar === undefined ? [ratio] : [ratio, bar]))
  const scale = logScale(Math.min(0.5, ...values), Math.max(10, ...values))
  const across = (value: number): number => labels + scale.place(value) * (width - labels - right)
  const bottom = top + rows.length * rowHeight
  const even = across(1)
  return svgDocument({ width, height: bottom + 40, title: 'How many times better Tocsin is than Alertmanager' }, [
    svgText({ x: 24, y: 30, content: 'How many times better Tocsin is than Alertmanager', size: 17, weight: 600 }),
    `<rect x="24" y="43" width="20" height="10" rx="2" fill="${colors.tocsin}"/>`,
    svgText({ x: 51, y: 52, content: 'Tocsin is better' }),
    `<rect x="166" y="43" width="20" height="10" rx="2" fill="${colors.alertmanager}"/>`,
    svgText({ x: 193, y: 52, content: 'Alertmanager is better' }),
    `<line x1="354" x2="354" y1="41" y2="55" stroke="${colors.ink}" stroke-width="2.5"/>`,
    svgText({ x: 363, y: 52, content: 'bar (the axis is logarithmic)' }),
    ...scale.ticks.flatMap((tick) => [
      `<line x1="${across(tick)}" x2="${across(tick)}" y1="${top - 6}" y2="${bottom}" stroke="${tick === 1 ? colors.faint : colors.line}"/>`,
      svgText({ x: across(tick), y: top - 12, content: ratio(tick), color: colors.faint, anchor: 'middle' }),
    ]),
    ...rows.flatMap((row, index) => {
      const y = top + index * rowHeight
      const end = across(row.ratio)
      return [
        svgText({ x: labels - 12, y: y + 16, content: row.label, anchor: 'end', size: 12 }),
        `<rect x="${Math.min(even, end).toFixed(1)}" y="${y + 5}" width="${Math.max(1, Math.abs(end - even)).toFixed(1)}" height="14" rx="2" fill="${row.ratio < 1 ? colors.alertmanager : colors.tocsin}"/>`,
        ...(row.bar === undefined
          ? []
          : [
              `<line x1="${across(row.bar).toFixed(1)}" x2="${across(row.bar).toFixed(1)}" y1="${y + 2}" y2="${y + 22}" stroke="${colors.ink}" stroke-width="2.5"/>`,
            ]),
        svgText({ x: width - 12, y: y + 16, content: ratio(row.ratio), anchor: 'end', size: 12, weight: 600 }),
      ]
    }),
  ])
}

function factorOf(bars: readonly Bar[] | undefined): number | undefined {
  return bars?.find((bar) => bar.kind === 'times')?.factor
}
