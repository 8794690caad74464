import { describe, expect, test } from 'vitest'
import type { WireSilence } from '../../../api/v2/schema.ts'
import {
  creatorsOf,
  findSilences,
  matcherOf,
  nextChange,
  type SilenceQuery,
  shownSilence,
  stateAt,
  wireMatcherOf,
  wordsIn,
} from './shown-silence.ts'

const now = Date.parse('2026-11-21T12:00:00Z')

function silence(id: string, fields: Partial<WireSilence> = {}): WireSilence {
  return {
    id,
    status: { state: 'active' },
    updatedAt: '2026-11-21T11:00:00.000Z',
    startsAt: '2026-11-21T11:00:00.000Z',
    endsAt: '2026-11-21T13:00:00.000Z',
    createdBy: 'ann',
    comment: 'new disks',
    matchers: [{ name: 'team', value: 'data base', isRegex: false, isEqual: true }],
    ...fields,
  }
}

const all = [
  silence('a'),
  silence('b', { endsAt: '2026-11-21T12:30:00.000Z', createdBy: 'bob', updatedAt: '2026-11-21T11:30:00.000Z' }),
  silence('c', { startsAt: '2026-11-21T12:10:00.000Z', comment: 'Kernel' }),
  silence('d', { endsAt: '2026-11-21T12:00:00.000Z', annotations: { ticket: 'OPS-1' } }),
].map(shownSilence)

const query: SilenceQuery = {
  search: '',
  creator: '',
  state: 'active',
  order: 'ending',
  now,
  mutes: new Map([['a', 3]]),
}

describe('finding', () => {
  test.each<[string, Partial<SilenceQuery>, readonly string[]]>([
    ['by state', {}, ['b', 'a']],
    ['the pending ones', { state: 'pending' }, ['c']],
    ['the expired ones, the very instant of the end counting', { state: 'expired' }, ['d']],
    ['newest first', { order: 'newest' }, ['b', 'a']],
    ['what mutes most first', { order: 'mutes' }, ['a', 'b']],
    ['by creator', { creator: 'bob' }, ['b']],
    ['a matcher whose value has a blank', { search: 'team="data base"' }, ['b', 'a']],
    ['a word of the comment, in any case', { search: 'KERNEL', state: 'pending' }, ['c']],
    ['an annotation', { search: 'ops-1', state: 'expired' }, ['d']],
    ['all words have to be there', { search: 'disks nowhere' }, []],
  ])('%s', (_name, change, ids) => {
    expect(findSilences(all, { ...query, ...change }).silences.map((each) => each.silence.id)).toEqual(ids)
  })

  test('counts each state of what fits', () => {
    expect(findSilences(all, query).counts).toEqual({ active: 2, pending: 1, expired: 1 })
    expect(findSilences(all, { ...query, creator: 'bob' }).counts).toEqual({ active: 1, pending: 0, expired: 0 })
  })
})

test('words', () => {
  expect(wordsIn(' a="b c"  Disk ')).toEqual(['a="b c"', 'disk'])
})

test('creators, the busiest first', () => {
  expect(creatorsOf(all)).toEqual([
    { name: 'ann', count: 3 },
    { name: 'bob', count: 1 },
  ])
})

test('the next change of a state', () => {
  expect(nextChange(all, now)).toBe(Date.parse('2026-11-21T12:10:00Z'))
  expect(nextChange(all, Date.parse('2026-11-22T00:00:00Z'))).toBeUndefined()
  expect(stateAt({ startsAt: 1, endsAt: 2 }, 0)).toBe('pending')
})

test.each(['=', '!=', '=~', '!~'] as const)('a matcher with %s crosses the wire and back', (type) => {
  const wire = wireMatcherOf({ ...matcherOf({ name: 'a', value: 'b', isRegex: false }), type } as never)
  expect(matcherOf(wire).type).toBe(type)
})
