// What the receivers hear does not depend on whether the server was killed, restarted or reloaded meanwhile, and when.

import { describe, expect, test } from 'vitest'
import { type Random, randomNumbers } from '../support/random.ts'
import { scenarioConfig, scenarioEnd, scenarioRoutes, scenarioSteps } from '../support/random-scenario.ts'
import type { Action, Second, Step } from '../support/timeline-case.ts'
import { differences } from '../support/timeline-comparison.ts'
import type { RecordedRequest } from '../support/timeline-recording.ts'
import { playVirtual } from '../support/timeline-virtual.ts'
import { at, crash, reload, restart, type YamlObject } from '../support/timeline-words.ts'

/** More of them: SCENARIOS=30 vitest run test/timeline/disturbed.test.ts */
const seeds = Array.from({ length: Number(process.env.SCENARIOS ?? 3) }, (_, seed) => seed)

/** What is different when this is done at such times as well. */
async function disturbedBy(
  seed: number,
  {
    steps: disturbances,
    tolerance,
    config = scenarioConfig(),
    silences = true,
  }: {
    readonly steps: readonly Step[]
    readonly tolerance: Second
    readonly config?: string
    readonly silences?: boolean
  },
): Promise<readonly string[]> {
  const scenario = { name: `${seed}`, shows: '', config, until: scenarioEnd }
  const steps = scenarioSteps(seed, { silences })
  const undisturbed = await playVirtual({ ...scenario, steps })
  expect(undisturbed.length).toBeGreaterThan(50)
  const disturbed = await playVirtual({
    ...scenario,
    steps: [...steps, ...disturbances].toSorted((a, b) => a.at - b.at),
  })
  return differences(undisturbed.map(withoutKey), disturbed.map(withoutKey), { seconds: tolerance })
}

/** A group that opens while its route has other matchers has another key; its labels and its receiver tell it as well. */
function withoutKey(request: RecordedRequest): RecordedRequest {
  const { groupLabels, receiver } = request.payload
  return { ...request, payload: { ...request.payload, groupKey: `${receiver} ${JSON.stringify(groupLabels)}` } }
}

function anyTimes(random: Random, count: number, action: (i: number) => Action): readonly Step[] {
  const times = Array.from({ length: count }, () => random(scenarioEnd * 1000) / 1000).sort((a, b) => a - b)
  return times.map((second, i) => at(second, action(i)))
}

/** The timer of a group is on disk within a tenth of a second: a crash in that time may move it by as much. */
const timerLag: Second = 0.1

describe.each(seeds)('scenario %i', (seed) => {
  test.each([1, 3, 20])('killed %i times tells the same', async (count) => {
    const steps = anyTimes(randomNumbers(1000 * seed + count), count, crash)
    expect(await disturbedBy(seed, { steps, tolerance: count * timerLag })).toEqual([])
  })

  test('restarted five times tells the same', async () => {
    const steps = anyTimes(randomNumbers(1000 * seed), 5, restart)
    expect(await disturbedBy(seed, { steps, tolerance: 0 })).toEqual([])
  })

  test('reloaded a hundred times tells the same', async () => {
    const steps = anyTimes(randomNumbers(1000 * seed), 100, () => reload(scenarioConfig()))
    expect(await disturbedBy(seed, { steps, tolerance: 0 })).toEqual([])
  })

  test('reloaded a hundred times with a route that comes and goes tells the same', async () => {
    const other = { receiver: 'd', matchers: ['team="nobody"'], group_interval: '7m' }
    const files = [scenarioConfig([other, ...scenarioRoutes]), scenarioConfig()]
    const steps = anyTimes(randomNumbers(1000 * seed), 100, (i) => reload(files[i % 2] as string))
    expect(await disturbedBy(seed, { steps, tolerance: 0 })).toEqual([])
  })

  test('reloaded a hundred times with matchers that change tells the same', async () => {
    const [first, second] = scenarioRoutes
    const files = ['team=~"c|nobody"', 'team="c"'].map((matcher) =>
      scenarioConfig([first as YamlObject, { ...second, matchers: [matcher] }], { inhibits: false }),
    )
    const steps = anyTimes(randomNumbers(1000 * seed), 100, (i) => reload(files[i % 2] as string))
    const config = files[1] as string
    // An end that was silenced stays untold under its group's key: a later group with another key is told of as the first one.
    expect(await disturbedBy(seed, { steps, tolerance: 0, config, silences: false })).toEqual([])
  })
})
