// Some of what test/support/corruption-run.ts does by the ten thousand.

import { expect, test } from 'vitest'
import { corruptionRun } from '../support/corruption-run.ts'

test('whatever happens to the files, it starts, says so, and loses only what was damaged', async () => {
  const { faults, ...account } = await corruptionRun({ count: 200, seed: 20260105 })
  expect(faults).toEqual([])
  expect(account.corruptions).toBe(200)
  expect(account.servers).toBe(20)
  expect(account.setAside).toBeGreaterThan(50)
  expect(account.damagedRows).toBeGreaterThan(1000)
  expect(account.soundRows).toBeGreaterThan(20_000)
})
