// Random matchers and label sets over a small alphabet, so that much of it meets. The same seed gives the same ones.

import { LabelSet } from '../../src/model/labels.ts'
import { Matcher, type MatchType } from '../../src/model/matcher.ts'
import type { Random } from './random.ts'

const names = ['a', 'b', 'c']
const values = ['1', '2', '3', '']

const forms: readonly (readonly [MatchType, string])[] = [
  ['=', '1'],
  ['=', '2'],
  ['=', '3'],
  ['=', ''],
  ['=~', '1|2'],
  ['=~', '(?:2|3)'],
  ['=~', '3|'],
  ['=~', '.+'],
  ['=~', '[12]'],
  ['!=', '1'],
  ['!~', '2|3'],
]

export function randomMatchers(random: Random, { atLeast = 0, atMost = 3 } = {}): readonly Matcher[] {
  return Array.from({ length: atLeast + random(atMost - atLeast + 1) }, () => {
    const [type, value] = pick(forms, random)
    return new Matcher(type, pick(names, random), value)
  })
}

/** Labels of which some are absent. */
export function randomLabels(random: Random, more: Readonly<Record<string, string>> = {}): LabelSet {
  const some = names.map((name) => [name, pick(values, random)] as const).filter(([, value]) => value !== '')
  return LabelSet.fromEntries([...some, ...Object.entries(more)])
}

export function pick<T>(items: readonly T[], random: Random): T {
  return items[random(items.length)] as T
}
