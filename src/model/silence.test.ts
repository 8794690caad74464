import { expect, test } from 'vitest'
import { silenceState } from './silence.ts'
import { timestampOf } from './timestamp.ts'

test.each([
  [999, 'pending'],
  [1000, 'active'],
  [1500, 'active'],
  [1999, 'active'],
  [2000, 'expired'],
] as const)('from 1000 to 2000, at %d: %s', (now, state) => {
  expect(silenceState({ startsAt: timestampOf(1000), endsAt: timestampOf(2000) }, now)).toBe(state)
})
