import { expect, test } from 'vitest'
import { readChips } from '../../filter/chip.ts'
import { formatSearchText, parseSearchText } from '../../search-text.ts'
import { labelsOf, readRoutesView, withoutDoubles, writeRoutesView } from './routes-view.ts'

test.each<[string, string, string | undefined]>([
  ['', '{}', undefined],
  ['?filter={team="db",severity="critical"}', '{severity="critical", team="db"}', undefined],
  ['?filter={team="db"}&at=2026-11-21T12:00:00.000Z', '{team="db"}', '2026-11-21T12:00:00.000Z'],
  ['?filter={team="db"}&at=noon', '{team="db"}', undefined],
  ['?filter={a="",team=~"d.*"}', '{}', undefined],
])('%s', (text, labels, at) => {
  const view = readRoutesView(parseSearchText(text))
  expect([`${labelsOf(view.chips)}`, view.at]).toEqual([labels, at])
  expect(readRoutesView(parseSearchText(formatSearchText(writeRoutesView(view))))).toEqual(view)
})

test('what is no label is marked', () => {
  expect(readRoutesView(parseSearchText('?filter=team!=db')).chips).toMatchObject([
    { error: expect.stringContaining('name=value') },
  ])
})

test('a label has one value', () => {
  expect(withoutDoubles([...readChips('{a="1",b="2"}'), ...readChips('a=3')]).map(({ text }) => text)).toEqual([
    'b="2"',
    'a="3"',
  ])
})
