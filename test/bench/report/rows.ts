// The table of a run, as rows of text: for the terminal and for the page.

import { type BenchResult, cpuRatioOf, type MeasureResult, ratioOf, type Verdict, verdictsOn } from '../result.ts'
import { cpuTime, medianAndRange, ratio } from './figures.ts'

export interface Row {
  readonly scenario: string
  readonly what: string
  readonly tocsin: string
  readonly alertmanager: string
  readonly ratio: string
  readonly tocsinCpu: string
  readonly alertmanagerCpu: string
  readonly cpuRatio: string
  readonly bar: string
  readonly met: string
}

/** A row for each measure. */
export function rowsOf({ scenarios }: BenchResult): readonly Row[] {
  return scenarios.flatMap(({ name, measures }) => measures.map((measure) => rowOf(name, measure, measures)))
}

function rowOf(scenario: string, measure: MeasureResult, all: readonly MeasureResult[]): Row {
  const { title, unit, cpu, of } = measure
  const ours = of.tocsin ?? { values: [], cpu: [] }
  const theirs = of.alertmanager ?? { values: [], cpu: [] }
  const verdicts = verdictsOn(measure, all)
  return {
    scenario,
    what: title,
    tocsin: `${medianAndRange(ours.values)} ${unit}`,
    alertmanager: `${medianAndRange(theirs.values)} ${unit}`,
    ratio: ratio(ratioOf(measure)),
    tocsinCpu: cpuTime(ours, cpu?.per),
    alertmanagerCpu: cpuTime(theirs, cpu?.per),
    cpuRatio: ratio(cpuRatioOf(measure)),
    bar: verdicts.map(({ bar }) => bar).join(', '),
    met: verdicts.map(sign).join(', '),
  }
}

function sign({ met }: Verdict): string {
  if (met === undefined) return '?'
  return met ? 'yes' : 'NO'
}
