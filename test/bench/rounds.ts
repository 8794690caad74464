// Runs a scenario: the servers take turns, and each round has new processes and new data directories.

import type { RouterKind } from '../support/alert-router.ts'
import type { MeasureResult, ScenarioResult } from './result.ts'
import type { Figure, Form, Scenario } from './scenario.ts'
import { Stage } from './stage.ts'

export interface RunOptions {
  readonly form: Form
  readonly rounds: number
  /** The commands that start the servers to measure, in the order of their turns. */
  readonly programs: ReadonlyMap<RouterKind, readonly string[]>
  readonly progress: (line: string) => void
  /** When it aborts, the servers end at once and no further round begins. */
  readonly interrupted: AbortSignal
}

/** A round that fails counts as a fault; the others go on. */
export async function runScenario(
  scenario: Scenario,
  { form, rounds: wanted, programs, progress, interrupted }: RunOptions,
): Promise<ScenarioResult> {
  const rounds = Math.min(wanted, scenario.mostRounds ?? wanted)
  const measures = scenario.measures(form)
  const figures = new Map<RouterKind, Readonly<Record<string, Figure>>[]>()
  const faults: string[] = []
  const loopDelays: number[] = []
  const peakMemory: Partial<Record<RouterKind, number>> = {}
  for (let round = 1; round <= rounds; round++) {
    for (const [kind, program] of programs) {
      const begun = performance.now()
      const name = `${scenario.name} ${kind} ${round}/${rounds}`
      interrupted.throwIfAborted()
      await using stage = new Stage({ kind, form, program })
      stage.endWith(interrupted)
      try {
        const done = await scenario.round(stage)
        figures.set(kind, [...(figures.get(kind) ?? []), done.figures])
        faults.push(...done.faults.map((fault) => `${name}: ${fault}`))
        if (stage.loopDelays.length > 0) loopDelays.push(Math.max(...stage.loopDelays))
        if (stage.peakMemory > 0) peakMemory[kind] = Math.max(peakMemory[kind] ?? 0, stage.peakMemory)
        progress(`${name}: ${inShort(done.figures)} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
      } catch (error) {
        faults.push(`${name}: ${(error as Error).message}`)
      }
    }
  }
  for (const fault of faults) progress(`FAULT ${fault}`)
  return {
    name: scenario.name,
    title: scenario.title,
    rounds,
    measures: measures.map(
      (measure): MeasureResult => ({
        ...measure,
        of: Object.fromEntries([...figures].map(([kind, all]) => [kind, valuesOf(measure.key, all)])),
      }),
    ),
    faults,
    loopDelays,
    peakMemory,
  }
}

function valuesOf(key: string, rounds: readonly Readonly<Record<string, Figure>>[]) {
  const found = rounds.map((figures) => figures[key]).filter((figure) => figure !== undefined)
  return { values: found.map(({ value }) => value), cpu: found.flatMap(({ cpu }) => cpu ?? []) }
}

function inShort(figures: Readonly<Record<string, Figure>>): string {
  return Object.entries(figures)
    .map(([key, { value, cpu }]) => {
      const also = cpu === undefined ? '' : `, CPU ${(cpu * 1e6).toPrecision(3)} µs`
      return `${key} ${value.toPrecision(4)}${also}`
    })
    .join('; ')
}
