import { expect, test } from 'vitest'
import { hour, minute } from '../model/instant.ts'
import { notificationReason, type Situation } from './notification-reason.ts'

const now = 1_000_000_000
const last = { at: now - minute, firing: ['a'], resolved: [] as string[] }

const cases: readonly [string, Partial<Situation>, ReturnType<typeof notificationReason>][] = [
  ['nothing told, something fires', { last: undefined, firing: ['a'] }, 'first notification'],
  ['nothing told, only resolved', { last: undefined, resolved: ['a'] }, undefined],
  ['told, unchanged', { firing: ['a'] }, undefined],
  ['a new alert', { firing: ['a', 'b'] }, 'new alerts added'],
  ['one of two gone without a word', { last: { ...last, firing: ['a', 'b'] }, firing: ['a'] }, undefined],
  [
    'fires again after all resolved',
    { last: { ...last, firing: [], resolved: ['a'] }, firing: ['a'] },
    'first notification',
  ],
  ['all resolved', { resolved: ['a'] }, 'all alerts resolved'],
  [
    'all resolved, not wanted: still told, so that the log forgets',
    { resolved: ['a'], sendResolved: false },
    'all alerts resolved',
  ],
  ['resolved and told so', { last: { ...last, firing: [], resolved: ['a'] }, resolved: ['a'] }, undefined],
  ['another resolved between flushes', { last: { ...last, firing: [], resolved: ['a'] }, resolved: ['b'] }, undefined],
  ['some resolved', { last: { ...last, firing: ['a', 'b'] }, firing: ['a'], resolved: ['b'] }, 'some alerts resolved'],
  [
    'some resolved, not wanted',
    { last: { ...last, firing: ['a', 'b'] }, firing: ['a'], resolved: ['b'], sendResolved: false },
    undefined,
  ],
  ['some resolved, told so', { last: { ...last, resolved: ['b'] }, firing: ['a'], resolved: ['b'] }, undefined],
  ['repeat interval over', { last: { ...last, at: now - hour - 1 }, firing: ['a'] }, 'repeat interval elapsed'],
  ['repeat interval just reached', { last: { ...last, at: now - hour }, firing: ['a'] }, undefined],
  ['a new alert comes before the repeat', { last: { ...last, at: now - 2 * hour }, firing: ['b'] }, 'new alerts added'],
]

test.each(cases)('%s', (_name, situation, expected) => {
  const whole: Situation = {
    last,
    firing: [],
    resolved: [],
    repeatInterval: hour,
    sendResolved: true,
    now,
    ...situation,
  }
  expect(notificationReason(whole)).toBe(expected)
})
