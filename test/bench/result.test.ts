// Which bars count as met, and what several runs are together.

import { describe, expect, test } from 'vitest'
import { type BenchResult, type MeasureResult, merged, verdictsOn, worstLoopDelay } from './result.ts'
import type { Bar } from './scenario.ts'

interface Case {
  readonly better: 'more' | 'less'
  readonly bar: Bar
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  readonly met: boolean | undefined
}

const beside = measure({ key: 'beside', better: 'less', ours: [10], theirs: [] })

describe('a bar', () => {
  test.each<Case>([
    { better: 'more', bar: { kind: 'times', factor: 4 }, ours: [400, 1, 900], theirs: [100], met: true },
    { better: 'more', bar: { kind: 'times', factor: 4 }, ours: [399], theirs: [100], met: false },
    { better: 'less', bar: { kind: 'times', factor: 15 }, ours: [10], theirs: [150], met: true },
    { better: 'less', bar: { kind: 'times', factor: 15 }, ours: [10], theirs: [149], met: false },
    { better: 'less', bar: { kind: 'times', factor: 15 }, ours: [10], theirs: [], met: undefined },
    { better: 'less', bar: { kind: 'at most', value: 80 }, ours: [80], theirs: [1], met: true },
    { better: 'less', bar: { kind: 'at most', value: 0 }, ours: [0, 0, 1], theirs: [9], met: true },
    { better: 'less', bar: { kind: 'at most', value: 0 }, ours: [1], theirs: [9], met: false },
    { better: 'less', bar: { kind: 'at most', value: 80 }, ours: [], theirs: [1], met: undefined },
    { better: 'less', bar: { kind: 'as good as', key: 'beside', slack: 0.2 }, ours: [12], theirs: [], met: true },
    { better: 'less', bar: { kind: 'as good as', key: 'beside', slack: 0.2 }, ours: [12.1], theirs: [], met: false },
    {
      better: 'less',
      bar: { kind: 'as good as', key: 'beside', slack: 0, within: 3 },
      ours: [13],
      theirs: [],
      met: true,
    },
    { better: 'more', bar: { kind: 'as good as', key: 'beside', slack: 0.1 }, ours: [9], theirs: [], met: true },
    { better: 'more', bar: { kind: 'as good as', key: 'beside', slack: 0.1 }, ours: [8.9], theirs: [], met: false },
  ])('$bar is judged $met on $ours beside $theirs, where $better is better', ({ met, bar, ...figures }) => {
    const judged = measure({ key: 'judged', ...figures, bar })
    expect(verdictsOn(judged, [beside, judged]).map((verdict) => verdict.met)).toEqual([met])
  })

  test('on CPU time is judged by CPU time', () => {
    const judged: MeasureResult = {
      ...measure({ key: 'judged', better: 'more', ours: [1], theirs: [1] }),
      cpu: { per: 'alert', bar: { kind: 'times', factor: 6 } },
      of: { tocsin: { values: [1], cpu: [0.00001] }, alertmanager: { values: [1], cpu: [0.0001] } },
    }
    expect(verdictsOn(judged, [judged])).toEqual([{ bar: 'CPU 6×', met: true }])
  })
})

test('of what was measured twice, the later result counts, in the place of the first', () => {
  const short = { ...result('b', [60, 70, 80]), form: 'short', growth: [] } as const
  const all = merged([result('a', [1]), short, result('a', [9, 90])])
  expect(all.scenarios.map(({ name, loopDelays }) => [name, loopDelays])).toEqual([
    ['a', [9, 90]],
    ['b', [60, 70, 80]],
  ])
  expect(all.growth).toEqual([])
  expect(all.form).toBe('short')
  expect(worstLoopDelay(all)).toEqual({ name: 'b', delay: 70 })
})

function measure({
  key,
  better,
  bar,
  ours,
  theirs,
}: { readonly key: string; readonly bar?: Bar } & Pick<Case, 'better' | 'ours' | 'theirs'>): MeasureResult {
  return {
    key,
    title: key,
    unit: 'ms',
    better,
    ...(bar === undefined ? {} : { bars: [bar] }),
    of: { tocsin: { values: ours, cpu: [] }, alertmanager: { values: theirs, cpu: [] } },
  }
}

function result(name: string, loopDelays: readonly number[]): BenchResult {
  return {
    circumstances: {
      date: '2026-01-05',
      processor: 'one',
      cores: 2,
      load: 0,
      memory: 1,
      system: 'Linux',
      node: '24',
      tocsin: '1',
      alertmanager: '1',
    },
    form: 'full',
    scenarios: [{ name, title: name, rounds: 1, measures: [], faults: [], loopDelays, peakMemory: {} }],
  }
}
