import { expect, test } from 'vitest'
import { nearestName } from './nearest-name.ts'

const known = ['receiver', 'receivers', 'route', 'routes', 'group_by', 'group_wait']

test.each([
  ['reciever', 'receiver'],
  ['Receivers', 'receivers'],
  ['groupby', 'group_by'],
  ['group_wiat', 'group_wait'],
  ['x', undefined],
  ['matchers', undefined],
  ['y'.repeat(100_000), undefined],
])('%.20s → %s', (name, expected) => {
  expect(nearestName(name, known)).toBe(expected)
})
