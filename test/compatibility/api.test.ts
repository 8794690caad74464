// Our API against what a real Alertmanager answered to the same requests (record-api.ts). Where ours differs on purpose,
// deliberate below says how and why.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createApp, systemPorts } from '../../src/app/create-app.ts'
import { parseOptions } from '../../src/app/options.ts'
import { SystemClock } from '../../src/clock.ts'
import { memoryStorage } from '../../src/storage/memory-storage.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { type ApiScenario, scenarioConfig, scenarios } from './api-cases.ts'
import { deliberate } from './api-differences.ts'
import { type ApiAnswer, type ApiExchange, ApiSession } from './api-exchange.ts'

interface Recording {
  readonly scenarios: readonly { readonly name: string; readonly exchanges: readonly ApiExchange[] }[]
}

// Parsed rather than imported: as a module, a label called __proto__ would be lost. record-api.ts wrote it in this shape.
const { scenarios: recorded }: Recording = JSON.parse(readFileSync(join(import.meta.dirname, 'api.json'), 'utf8'))

test('every case is recorded', () => {
  expect(recorded.map(({ name }) => name)).toEqual(scenarios.map(({ name }) => name))
  for (const [index, { cases }] of scenarios.entries()) {
    expect(recorded[index]?.exchanges.map(({ request }) => request)).toEqual(cases.map(({ request }) => request))
  }
})

describe.each(scenarios)('$name', async (scenario) => {
  const answers = await play(scenario)
  const exchanges = recorded.find(({ name }) => name === scenario.name)?.exchanges ?? []

  test.each(exchanges.map(({ request, answer }, index) => ({ index, request, answer, body: scenario.cases[index] })))(
    '$index $request',
    ({ index, request, answer }) => {
      const asked = scenario.cases[index]
      const expected = asked === undefined ? answer : deliberate({ asked, answer })
      expect(answers[index], request).toEqual(expected)
    },
  )
})

/** Plays a scenario on a Tocsin of its own on loopback, since paths such as `//` do not survive an injected request. */
async function play(scenario: ApiScenario): Promise<readonly ApiAnswer[]> {
  await using directory = await scratchDirectory()
  const config = await directory.write('alertmanager.yml', scenarioConfig)
  const webConfig = scenario.webConfig === undefined ? [] : [await directory.write('web.yml', scenario.webConfig)]
  const parsed = parseOptions([
    `--config.file=${config}`,
    `--storage.path=${directory.path}/data`,
    '--web.listen-address=127.0.0.1:0',
    '--cluster.listen-address=',
    // What Alertmanager does without being asked.
    '--web.cors.origin=.*',
    ...webConfig.map((file) => `--web.config.file=${file}`),
    ...(scenario.flags ?? []),
  ])
  if (!parsed.ok) throw new Error(parsed.message)
  const clock = new SystemClock()
  const ports = systemPorts({ clock, logSink: { write: () => {} } })
  const app = await createApp(parsed.options, {
    ...ports,
    openStorage: async () => memoryStorage(),
    processMetrics: false,
    pageDirectory: undefined,
  })
  const { addresses } = await app.listen()
  const session = new ApiSession(`http://127.0.0.1:${addresses[0]?.port}`)
  const answers: ApiAnswer[] = []
  for (const asked of scenario.cases) answers.push(await session.ask(asked))
  await app.close()
  return answers
}
