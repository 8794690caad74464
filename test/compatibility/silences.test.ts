// The recorded scenarios of silences, played against the API and the store behind it.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EventBus } from '../../src/events/bus.ts'
import { hour } from '../../src/model/instant.ts'
import { SilenceStore } from '../../src/silences/silence-store.ts'
import { memoryStorage } from '../../src/storage/memory-storage.ts'
import { apiFixture } from '../support/api-fixture.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { type SilenceCase, silenceCases } from './silence-cases.ts'
import { type PlayedCase, playSilenceCase, type Server } from './silence-player.ts'

const recorded: { readonly cases: readonly PlayedCase[] } = JSON.parse(
  readFileSync(new URL('silences.json', import.meta.url), 'utf8'),
)

describe('silences as recorded from Alertmanager', () => {
  it('are the scenarios that are written down', () => {
    expect(recorded.cases.map(({ name }) => name)).toEqual(silenceCases.map(({ name }) => name))
  })

  it.each(recorded.cases)('$name', async (scenario) => {
    expect(await playSilenceCase(scenario, serverFor(scenario))).toEqual(scenario)
  })
})

function serverFor({ options }: SilenceCase): Server {
  // Early in a second, as the recorder starts.
  const clock = new ManualClock(Date.UTC(2026, 0, 5, 12, 0, 0, 300))
  const silences = SilenceStore.open({
    clock,
    bus: new EventBus(),
    storage: memoryStorage(),
    limits: { maxSilences: options?.maxSilences ?? 0, maxSilenceSizeBytes: options?.maxSilenceSizeBytes ?? 0 },
    retention: 120 * hour,
  })
  const { server } = apiFixture({ clock, deps: { silences } })
  return {
    now: () => clock.now(),
    wait: (milliseconds) => clock.advance(milliseconds),
    request: async (method, path, body) => {
      const reply = await server.inject({
        method: method as 'GET' | 'POST' | 'DELETE',
        url: path,
        ...(body === undefined
          ? {}
          : { payload: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      return reply.body === ''
        ? { status: reply.statusCode }
        : { status: reply.statusCode, body: JSON.parse(reply.body) }
    },
  }
}
