// How soon a server is there again that was killed with much in it.

import { expect, test } from 'vitest'
import { startRun } from '../support/start-run.ts'

test('ready within five seconds with 10,000 alerts in as many groups, and 10,000 silences', async () => {
  const { cpu } = await startRun({ alerts: 10_000, groups: 10_000, silences: 10_000 })
  // Of the processor's time: how much of it a busy machine gives is not the server's doing.
  expect(cpu).toBeGreaterThan(0)
  expect(cpu).toBeLessThan(5000)
})
