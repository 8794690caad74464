// The contract of a scenario: what it measures, what it has to reach, and how one round of it goes.

import type { Stage } from './stage.ts'

/** What a measure has to reach. */
export type Bar =
  /** So many times better than Alertmanager. */
  | { readonly kind: 'times'; readonly factor: number }
  /** Tocsin's own value, whatever Alertmanager's. */
  | { readonly kind: 'at most'; readonly value: number }
  /** No worse than another of Tocsin's own measures of the same scenario, but for noise: by the part `slack`, or by `within`. */
  | { readonly kind: 'as good as'; readonly key: string; readonly slack: number; readonly within?: number }

export type Unit = 'alerts/s' | 'notifications/s' | 'ms' | 's' | 'MiB' | 'alerts'

/** CPU time beside a value. */
export interface CpuMeasure {
  /** For each `alert`, in microseconds; or the whole in seconds when nothing is named. */
  readonly per?: string
  readonly bar?: Bar
}

/** One line of the table. */
export interface Measure {
  readonly key: string
  readonly title: string
  readonly unit: Unit
  readonly better: 'more' | 'less'
  readonly bars?: readonly Bar[]
  readonly cpu?: CpuMeasure
}

/** What one round gave for a measure. CPU in seconds: for each unit of work, where the measure says `per`. */
export interface Figure {
  readonly value: number
  readonly cpu?: number
}

/** By the keys of the measures. */
export type Figures = Readonly<Record<string, Figure>>

/** One round's figures, and what is wrong with the work that was done. Empty: both did all of it. */
export interface Round {
  readonly figures: Figures
  readonly faults: readonly string[]
}

/** A scenario as the runner has it. */
export interface Scenario {
  readonly name: string
  /** What it measures, in a sentence. */
  readonly title: string
  readonly measures: (form: Form) => readonly Measure[]
  /** Fewer rounds than asked for, where one takes long. */
  readonly mostRounds?: number
  /** One round against a server of `stage.kind`. */
  readonly round: (stage: Stage) => Promise<Round>
}

/** The sizes of the bars, or small ones to see whether all is well. */
export type Form = 'full' | 'short'

/** A scenario as it is written: what it prepares is its own. */
export interface ScenarioSource<Size, Prepared> {
  readonly name: string
  readonly title: string
  readonly sizes: Readonly<Record<Form, Size>>
  readonly mostRounds?: number
  measures(size: Size): readonly Measure[]
  /** Starts servers and makes requests ready. None of it is measured. */
  prepare(stage: Stage, size: Size): Promise<Prepared>
  run(prepared: Prepared, size: Size): Promise<Figures>
  /** What of the work is wrong, in words; nothing when all is well. */
  check(prepared: Prepared, size: Size): Promise<readonly (string | undefined)[]>
}

export function defineScenario<Size, Prepared>(source: ScenarioSource<Size, Prepared>): Scenario {
  const { name, title, sizes, mostRounds } = source
  return {
    name,
    title,
    ...(mostRounds === undefined ? {} : { mostRounds }),
    measures: (form) => source.measures(sizes[form]),
    async round(stage) {
      const size = sizes[stage.form]
      const prepared = await source.prepare(stage, size)
      await stage.measuring()
      const figures = await source.run(prepared, size)
      await stage.measured()
      const faults = await source.check(prepared, size)
      return { figures, faults: faults.filter((fault) => fault !== undefined) }
    },
  }
}

/** A fault when a count is not what it has to be. */
export function expectCount(what: string, count: number, expected: number): string | undefined {
  return count === expected ? undefined : `${what}: ${count}, not ${expected}`
}
