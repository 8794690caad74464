import { expect, test } from 'vitest'
import { parseSearchText } from './search-text.ts'
import { readAlertsView, writeAlertsView } from './url-state.ts'

const bare = { chips: [], receiver: '', states: ['active'], groupBy: undefined, order: 'severity', open: [] }

function viewOf(text: string) {
  const view = readAlertsView(parseSearchText(text))
  return { ...view, states: [...view.states], chips: view.chips.map((chip) => chip.text) }
}

test.each([
  ['', {}],
  // Alertmanager's own addresses.
  ['?silenced=false&inhibited=false&muted=false&active=true', {}],
  ['?silenced=true&inhibited=TRUE&active=false', { states: ['silenced', 'inhibited'] }],
  ['?filter={a="b",c=~"d"}', { chips: ['a="b"', 'c=~"d"'] }],
  ['?filter=%7Ba%3D%22b%22%7D&receiver=team%5C.a', { chips: ['a="b"'], receiver: 'team\\.a' }],
  ['?group=cluster,team&customGrouping=true', { groupBy: ['cluster', 'team'] }],
  ['?group=&customGrouping=true', { groupBy: [] }],
  // Ours.
  ['?order=oldest&open=1,2', { order: 'oldest', open: ['1', '2'] }],
  ['?order=nonsense&other=1', {}],
  ['?filter={a="b"}&filter={c', { chips: ['a="b"', '{c'] }],
  ['?filter=a=b&filter=a=b', { chips: ['a="b"', 'a="b"'] }],
])('%s', (text, expected) => {
  expect(viewOf(text)).toEqual({ ...bare, ...expected })
})

test.each([
  '',
  '?filter={a="b",c!~"d|e"}&receiver=x&silenced=true&active=false&group=a,b&customGrouping=true&order=name&open=1',
  '?filter={a="b"}&filter={c',
])('is written as it was read: %s', (text) => {
  const view = readAlertsView(parseSearchText(text))
  expect(Object.entries(writeAlertsView(view)).sort()).toEqual(Object.entries(parseSearchText(text)).sort())
})
