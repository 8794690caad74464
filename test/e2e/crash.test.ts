// Kills the process without a warning, at random instants under load, and looks for what it had answered for.

import { expect, test } from 'vitest'
import { crashRun } from '../support/crash-run.ts'

test('whatever was answered with 200 survives kill -9, and what was to be told is told, once and in time', async () => {
  const {
    kills,
    alerts,
    silences,
    repeatsInDoubt,
    longestDoubt,
    notifications,
    longestWait,
    slowestStart,
    ...account
  } = await crashRun({ seconds: 45 })
  expect(account).toEqual({
    failedStarts: [],
    lostAlerts: [],
    lostSilences: [],
    lostLogEntries: [],
    lostNotifications: [],
    repeats: [],
    earlyFlushes: [],
  })
  expect(kills).toBeGreaterThan(8)
  expect(alerts).toBeGreaterThan(100)
  expect(silences).toBeGreaterThan(10)
  expect(notifications).toBeGreaterThan(100)
})
