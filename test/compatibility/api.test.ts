// Our API against what a real Alertmanager answered to the same requests (record-api.ts). Where ours differs on purpose,
// deliberate below says how and why.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listen } from '../../src/api/listen.ts'
import { FileGate } from '../../src/api/web/file-gate.ts'
import { WebConfigFile } from '../../src/api/web/web-config-file.ts'
import { SystemClock } from '../../src/clock.ts'
import { apiFixture } from '../support/api-fixture.ts'
import { scratchDirectory } from '../support/scratch-directory.ts'
import { type ApiScenario, scenarios } from './api-cases.ts'
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

/** Plays a scenario on a server of ours on loopback, since paths such as `//` do not survive an injected request. */
async function play(scenario: ApiScenario): Promise<readonly ApiAnswer[]> {
  await using directory = await scratchDirectory()
  const clock = new SystemClock()
  const webConfig =
    scenario.webConfig === undefined
      ? undefined
      : new WebConfigFile(await directory.write('web.yml', scenario.webConfig))
  const gate = webConfig === undefined ? {} : { gate: new FileGate({ file: webConfig, clock, onUnusable: fail }) }
  const { server } = apiFixture({ clock, options: optionsOf(scenario), ...gate })
  const targets = [{ kind: 'tcp', host: '127.0.0.1', port: 0, text: '127.0.0.1:0' }] as const
  const listeners = await listen(server, { targets, webConfig, clock, onUnusable: fail })
  const session = new ApiSession(`http://127.0.0.1:${listeners.addresses[0]?.port}`)
  const answers: ApiAnswer[] = []
  for (const asked of scenario.cases) answers.push(await session.ask(asked))
  await listeners.close()
  return answers
}

function fail(error: unknown): never {
  throw error
}

function optionsOf(scenario: ApiScenario) {
  const flags = scenario.flags ?? []
  const mode = flags.includes('--enable-feature=classic-mode')
    ? 'classic-mode'
    : flags.includes('--enable-feature=utf8-strict-mode')
      ? 'utf8-strict-mode'
      : 'fallback'
  return {
    corsOrigin: '.*',
    matcherMode: mode,
    routePrefix: scenario.name === 'route prefix' ? '/am/x' : '/',
  } as const
}
