// Our matcher parsers against what a real Alertmanager made of the same texts (record-matchers.ts).

import { describe, expect, test } from 'vitest'
import { compareMatchers } from '../../src/model/matcher.ts'
import { type MatcherMode, MatcherSyntaxError, parseMatcher, parseMatchers } from '../../src/model/matcher-parser.ts'
import { matcherTexts } from './matcher-texts.ts'
import recorded from './matchers.json' with { type: 'json' }

const modes: readonly MatcherMode[] = ['fallback', 'classic-mode', 'utf8-strict-mode']

test('every text is recorded', () => {
  expect(recorded.cases.map(({ text }) => text)).toEqual(matcherTexts)
})

describe.each(modes)('%s', (mode) => {
  test.each(recorded.cases)('$text', ({ text, single, list }) => {
    const ownSingle = orError(() => {
      const { type, name, value } = parseMatcher(text, mode)
      return { matcher: { type, name, value } }
    })
    const ownList = orError(() => {
      return { matchers: [...parseMatchers(text, mode)].sort(compareMatchers).map(String) }
    })

    expect(ownSingle).toEqual(single[mode])
    expect(ownList).toEqual(list[mode])
  })
})

function orError<T>(parse: () => T): T | { readonly error: string } {
  try {
    return parse()
  } catch (error) {
    if (error instanceof MatcherSyntaxError) return { error: error.message }
    throw error
  }
}
