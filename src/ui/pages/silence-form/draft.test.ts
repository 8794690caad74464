import { describe, expect, test } from 'vitest'
import type { WireSilence } from '../../../api/v2/schema.ts'
import { readChips } from '../../filter/chip.ts'
import { parseSearchText } from '../../search-text.ts'
import { checkDraft, type Draft, type DraftField, draftOf, newDraft, postedDraft } from './draft.ts'

const now = Date.parse('2026-11-21T12:00:00.000Z')
const when = { now, zone: 'UTC' } as const

const good: Draft = {
  ...newDraft(parseSearchText('?filter={team="db"}'), 'ann'),
  comment: 'new disks',
}

const kept: WireSilence = {
  id: 'one',
  status: { state: 'active' },
  updatedAt: '2026-11-21T11:00:00.000Z',
  startsAt: '2026-11-21T11:00:00.123Z',
  endsAt: '2026-11-21T13:30:45.678Z',
  createdBy: 'bob',
  comment: 'why',
  matchers: [{ name: 'team', value: 'db', isRegex: false, isEqual: true }],
  annotations: { ticket: 'OPS-1' },
}

describe('what is wrong', () => {
  test.each<[string, Partial<Draft>, Partial<Record<DraftField, RegExp>>]>([
    ['nothing', {}, {}],
    ['no matcher', { chips: [] }, { matchers: /at least one/ }],
    ['a matcher that is none', { chips: readChips('team=~"("') }, { matchers: /marked/ }],
    ['only what lacks a label', { chips: readChips('{team="",b=~".*"}') }, { matchers: /lack the label/ }],
    ['a negative matcher is enough, as for the server', { chips: readChips('team!="db"') }, {}],
    ['no name', { creator: ' ' }, { creator: /who you are/ }],
    ['no reason', { comment: '\n' }, { comment: /why/ }],
    ['no time', { lasting: { kind: 'until', text: '' } }, { lasting: /a date/ }],
    ['an end that is over', { lasting: { kind: 'until', text: '2026-11-21T11:59' } }, { lasting: /over already/ }],
    [
      'an end before the start',
      { start: '2026-11-22T00:00', lasting: { kind: 'until', text: '2026-11-21T13:00' } },
      { lasting: /after the start/ },
    ],
    ['half a start', { start: '' }, { start: /a date/ }],
    ['an annotation without a name', { annotations: [{ row: 0, name: '', text: 'x' }] }, { annotations: /name/ }],
    [
      'two of a name',
      {
        annotations: [
          { row: 0, name: 'a', text: '' },
          { row: 1, name: 'a', text: '' },
        ],
      },
      { annotations: /twice/ },
    ],
    ['an empty row is none', { annotations: [{ row: 0, name: '', text: ' ' }] }, {}],
  ])('%s', (_name, change, expected) => {
    const { problems } = checkDraft({ ...good, ...change }, when)
    expect(Object.keys(problems)).toEqual(Object.keys(expected))
    for (const [field, words] of Object.entries(expected)) expect(problems[field as DraftField]).toMatch(words)
  })
})

test('a new silence begins now', () => {
  expect(postedDraft(good, checkDraft(good, when), undefined)).toEqual({
    matchers: [{ name: 'team', value: 'db', isRegex: false, isEqual: true }],
    startsAt: '2026-11-21T12:00:00.000Z',
    endsAt: '2026-11-21T13:00:00.000Z',
    createdBy: 'ann',
    comment: 'new disks',
    annotations: {},
  })
})

describe('editing', () => {
  test('what nobody touched is posted as it was, to the millisecond', () => {
    const draft = draftOf(kept, when)
    const { status, updatedAt, ...expected } = kept
    expect(postedDraft(draft, checkDraft(draft, when), kept)).toEqual(expected)
  })

  test('another end is another end', () => {
    const draft: Draft = { ...draftOf(kept, when), lasting: { kind: 'until', text: '2026-11-21T13:31' } }
    expect(postedDraft(draft, checkDraft(draft, when), kept)).toMatchObject({
      startsAt: kept.startsAt,
      endsAt: '2026-11-21T13:31:00.000Z',
    })
  })

  test('a pending silence shows its start', () => {
    const pending = { ...kept, startsAt: '2026-11-21T13:00:00.000Z' }
    expect(draftOf(pending, when).start).toBe('2026-11-21T13:00')
  })

  test('one that is over lasts as long again', () => {
    const over = { ...kept, startsAt: '2026-11-20T11:00:00.000Z', endsAt: '2026-11-20T15:00:00.000Z' }
    const draft = draftOf(over, when)
    expect(postedDraft(draft, checkDraft(draft, when), undefined)).toMatchObject({
      startsAt: '2026-11-21T12:00:00.000Z',
      endsAt: '2026-11-21T16:00:00.000Z',
    })
  })
})
