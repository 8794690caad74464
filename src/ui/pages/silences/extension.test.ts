import { expect, test } from 'vitest'
import { type Extension, extendedEnd } from './extension.ts'

const now = Date.parse('2026-11-21T12:00:00Z')

test.each<[Extension, string, string | undefined]>([
  ['1h', '2026-11-21T12:30:00Z', '2026-11-21T13:30:00.000Z'],
  ['4h', '2026-11-21T12:30:00Z', '2026-11-21T16:30:00.000Z'],
  ['tomorrow', '2026-11-21T12:30:00Z', '2026-11-22T09:00:00.000Z'],
  ['tomorrow', '2026-11-22T09:00:00Z', undefined],
  ['tomorrow', '2026-11-25T00:00:00Z', undefined],
])('%s after %s', (extension, endsAt, expected) => {
  const end = extendedEnd(extension, { endsAt: Date.parse(endsAt), now, zone: 'UTC' })
  expect(end === undefined ? undefined : new Date(end).toISOString()).toBe(expected)
})
