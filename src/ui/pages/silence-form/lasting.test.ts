import { expect, test } from 'vitest'
import { hour } from '../../../model/instant.ts'
import { endOf, type Lasting, lastingWords } from './lasting.ts'

const now = Date.parse('2026-11-20T14:00:00Z')
const later = Date.parse('2026-11-23T10:00:00Z')

test.each<[Lasting, number, string | undefined, string]>([
  [{ kind: 'for', span: 4 * hour }, now, '2026-11-20T18:00:00.000Z', 'for 4 h'],
  [{ kind: 'for', span: 1.5 * hour }, later, '2026-11-23T11:30:00.000Z', 'for 1 h 30 m'],
  [{ kind: 'tomorrow' }, now, '2026-11-21T09:00:00.000Z', 'until tomorrow 9:00'],
  [{ kind: 'monday' }, now, '2026-11-23T09:00:00.000Z', 'until Monday 9:00'],
  [{ kind: 'tomorrow' }, later, '2026-11-24T09:00:00.000Z', 'until 2026-11-24 09:00 UTC'],
  [{ kind: 'until', text: '2026-11-20T18:30' }, now, '2026-11-20T18:30:00.000Z', 'until 18:30 UTC'],
  [{ kind: 'until', text: '' }, now, undefined, 'until a time still to be given'],
])('%j', (lasting, from, end, words) => {
  const found = endOf(lasting, { from, now, zone: 'UTC' })
  expect(found === undefined ? undefined : new Date(found).toISOString()).toBe(end)
  expect(lastingWords(lasting, { from, now, zone: 'UTC' })).toBe(words)
})
