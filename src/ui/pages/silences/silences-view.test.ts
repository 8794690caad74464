import { expect, test } from 'vitest'
import { parseSearchText } from '../../search-text.ts'
import { readSilencesView, type SilencesView, writeSilencesView } from './silences-view.ts'

const usual: SilencesView = { state: 'active', search: '', creator: '', order: 'ending' }

test.each<[string, Partial<SilencesView>]>([
  ['', {}],
  [
    '?state=expired&search=disk+full&creator=ann&order=newest',
    { state: 'expired', search: 'disk full', creator: 'ann', order: 'newest' },
  ],
  ['?state=nonsense&order=sideways', {}],
  ['?filter={a="b",c=~"d"}', { search: 'a="b" c=~"d"' }],
])('%s', (text, expected) => {
  const view = readSilencesView(parseSearchText(text))
  expect(view).toEqual({ ...usual, ...expected })
  expect(readSilencesView(writeSilencesView(view))).toEqual(view)
})

test('what is so by default is not written', () => {
  expect(writeSilencesView(usual)).toEqual({})
})
