// Random matchers and label sets over a small alphabet, so that much of it meets. The same seed gives the same ones.

import { LabelSet } from '../../src/model/labels.ts'
import { Matcher, type MatchType } from '../../src/model/matcher.ts'

/** Whole numbers from 0 up to, and without, `below`. */
export type Random = (below: number) => number

/** mulberry32. */
export function randomNumbers(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

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
