// The result of a run as data: what `--json` writes, and what tables, pages and plots are made of.

import type { RouterKind } from '../support/alert-router.ts'
import type { Floor } from './floors.ts'
import type { GrowthResult } from './growth.ts'
import type { ProfileResult } from './profile.ts'
import type { Bar, Form, Measure } from './scenario.ts'
import type { SoakResult } from './soak.ts'
import { median } from './statistics.ts'

/** One server's figures for one measure, a value for each round. */
export interface Values {
  readonly values: readonly number[]
  /** In seconds. Empty where CPU time is not measured. */
  readonly cpu: readonly number[]
}

export interface MeasureResult extends Measure {
  readonly of: Readonly<Partial<Record<RouterKind, Values>>>
}

export interface ScenarioResult {
  readonly name: string
  readonly title: string
  readonly rounds: number
  readonly measures: readonly MeasureResult[]
  /** What of the work was wrong, in which round. */
  readonly faults: readonly string[]
  /** The event loop of Tocsin: the 99th percentile of its delay in each round, in milliseconds. */
  readonly loopDelays: readonly number[]
  /** The most memory that was resident, the highest of all rounds, in bytes. */
  readonly peakMemory: Readonly<Partial<Record<RouterKind, number>>>
}

/** Where and when a run took place. */
export interface Circumstances {
  readonly date: string
  readonly processor: string
  readonly cores: number
  /** What else the machine was busy with when the run began: its load average of one minute. */
  readonly load: number
  /** In bytes. */
  readonly memory: number
  readonly system: string
  readonly node: string
  readonly tocsin: string
  readonly alertmanager: string
}

export interface BenchResult {
  readonly circumstances: Circumstances
  /** True when it is put together from what several runs measured. */
  readonly isMerged?: boolean
  readonly form: Form
  readonly scenarios: readonly ScenarioResult[]
  readonly growth?: readonly GrowthResult[]
  readonly floors?: readonly Floor[]
  readonly soak?: SoakResult
  readonly profiles?: readonly ProfileResult[]
}

/** All that is wrong with what was measured. */
export function faultsOf({ scenarios, growth = [], soak, profiles = [] }: BenchResult): readonly string[] {
  const all = [...scenarios, ...growth, ...profiles, ...(soak === undefined ? [] : [soak])]
  return [...new Set(all.flatMap(({ faults }) => faults))]
}

/** What several runs measured, as one result; of what was measured twice, the later. Their circumstances are those of the first. */
export function merged(results: readonly BenchResult[]): BenchResult {
  const [first, ...others] = results
  if (first === undefined) throw new Error('there is no result')
  let all = first
  for (const other of others) {
    const scenarios = withLater(all.scenarios, other.scenarios)
    const profiles = withLater(all.profiles ?? [], other.profiles ?? [])
    // Small sizes are not to pass for those of the bars.
    const form = all.form === 'short' ? 'short' : other.form
    all = { ...all, ...other, circumstances: first.circumstances, isMerged: true, form, scenarios, profiles }
  }
  return all
}

/** What was measured again stands in its place. */
function withLater<T extends { readonly name: string }>(earlier: readonly T[], later: readonly T[]): readonly T[] {
  const again = new Map(later.map((each) => [each.name, each]))
  const kept = earlier.map((each) => again.get(each.name) ?? each)
  const known = new Set(earlier.map(({ name }) => name))
  return [...kept, ...later.filter(({ name }) => !known.has(name))]
}

/** The highest 99th percentile of the event loop's delay that a scenario had, by the medians of its rounds, in milliseconds. */
export function worstLoopDelay({
  scenarios,
}: BenchResult): { readonly name: string; readonly delay: number } | undefined {
  const delays = scenarios
    .filter(({ loopDelays }) => loopDelays.length > 0)
    .map(({ name, loopDelays }) => ({ name, delay: median(loopDelays) }))
  return delays.sort((a, b) => b.delay - a.delay)[0]
}

/** What its p99 may be at most, in milliseconds. */
export const loopDelayBar = 50

/** A bar in words, and whether it was met; undefined where there was nothing to compare with. */
export interface Verdict {
  readonly bar: string
  readonly met: boolean | undefined
}

/** How many times better Tocsin is than Alertmanager, by medians. NaN when one was not measured. */
export function ratioOf({ better, of }: MeasureResult): number {
  const ours = median(of.tocsin?.values ?? [])
  const theirs = median(of.alertmanager?.values ?? [])
  return better === 'more' ? ours / theirs : theirs / ours
}

/** How many times less CPU time Tocsin takes than Alertmanager, by medians. NaN when one was not measured. */
export function cpuRatioOf({ of }: MeasureResult): number {
  return median(of.alertmanager?.cpu ?? []) / median(of.tocsin?.cpu ?? [])
}

/** The verdicts on a measure: on its value, and on its CPU time. */
export function verdictsOn(measure: MeasureResult, all: readonly MeasureResult[]): readonly Verdict[] {
  const verdicts = (measure.bars ?? []).map((bar) => judge(bar, { measure, all, ratio: ratioOf(measure) }))
  if (measure.cpu?.bar !== undefined) {
    const { bar, met } = judge(measure.cpu.bar, { measure, all, ratio: cpuRatioOf(measure) })
    verdicts.push({ bar: `CPU ${bar}`, met })
  }
  return verdicts
}

function judge(
  bar: Bar,
  {
    measure,
    all,
    ratio,
  }: { readonly measure: MeasureResult; readonly all: readonly MeasureResult[]; readonly ratio: number },
): Verdict {
  const ours = median(measure.of.tocsin?.values ?? [])
  switch (bar.kind) {
    case 'times':
      return { bar: `${bar.factor}×`, met: Number.isNaN(ratio) ? undefined : ratio >= bar.factor }
    case 'at most':
      return {
        bar: `at most ${bar.value} ${measure.unit}`,
        met: Number.isNaN(ours) ? undefined : ours <= bar.value,
      }
    case 'as good as': {
      const other = all.find(({ key }) => key === bar.key)
      const value = median(other?.of.tocsin?.values ?? [])
      const slack = Math.max(value * bar.slack, bar.within ?? 0)
      const met = measure.better === 'more' ? ours >= value - slack : ours <= value + slack
      return { bar: `as good as: ${other?.title}`, met: Number.isNaN(ours + value) ? undefined : met }
    }
    default:
      return bar satisfies never
  }
}
