import { expect, test } from 'vitest'
import { severityOf } from './severity.ts'

test.each([
  [{ severity: 'critical' }, 'critical'],
  [{ severity: 'PAGE' }, 'critical'],
  [{ severity: 'warn' }, 'warning'],
  [{ severity: 'info' }, 'info'],
  [{ severity: 'none' }, 'other'],
  [{}, 'other'],
])('%j', (labels: Record<string, string>, expected) => {
  expect(severityOf(labels)).toBe(expected)
})
