// Kills the process without a warning, at random instants under load, and looks for what it had answered for.

import { expect, test } from 'vitest'
import { crashRun } from '../support/crash-run.ts'

test('whatever was answered with 200 survives kill -9, and what was to be told is told', async () => {
  const { kills, alerts, silences, ...account } = await crashRun(45)
  expect(account).toEqual({ lostAlerts: [], lostSilences: [], lostNotifications: [], repeats: [] })
  expect(kills).toBeGreaterThan(5)
  expect(alerts).toBeGreaterThan(50)
  expect(silences).toBeGreaterThan(20)
})
