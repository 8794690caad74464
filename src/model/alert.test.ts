import { describe, expect, test } from 'vitest'
import { type Alert, compareAlerts, isResolvedAt, mergeAlerts } from './alert.ts'
import { minute, type Timestamp, zeroTimestamp } from './instant.ts'
import { LabelSet } from './labels.ts'
import { timestampOf } from './timestamp.ts'

const now = Date.UTC(2026, 0, 1)

/** In minutes from now. */
interface Telling {
  readonly starts: number
  readonly ends: number
  readonly timeout?: boolean
  readonly updated?: number
  readonly annotation?: string
}

function alertOf({ starts, ends, timeout = false, updated = 0, annotation = '' }: Telling): Alert {
  return {
    labels: LabelSet.fromRecord({ alertname: 'X' }),
    annotations: LabelSet.fromRecord({ summary: annotation }),
    startsAt: inMinutes(starts),
    endsAt: inMinutes(ends),
    generatorURL: annotation,
    updatedAt: inMinutes(updated),
    timeout,
  }
}

function inMinutes(minutes: number): Timestamp {
  return timestampOf(now + minutes * minute)
}

// Those that are still firing are compared with the real Alertmanager in test/compatibility/model.test.ts, too.
describe('merging two tellings of one alert', () => {
  test.each<{ rule: string; old: Telling; update: Telling; starts: number; ends: number }>([
    {
      rule: 'the earlier start stays',
      old: { starts: -10, ends: 5, timeout: true },
      update: { starts: -1, ends: 6, timeout: true },
      starts: -10,
      ends: 6,
    },
    {
      rule: 'an earlier start is taken over',
      old: { starts: -1, ends: 5, timeout: true },
      update: { starts: -10, ends: 6, timeout: true },
      starts: -10,
      ends: 6,
    },
    {
      rule: 'an explicit later end survives a telling without one',
      old: { starts: -10, ends: 60 },
      update: { starts: -10, ends: 5, timeout: true },
      starts: -10,
      ends: 60,
    },
    {
      rule: 'an explicit later end survives an earlier one',
      old: { starts: -10, ends: 60 },
      update: { starts: -10, ends: 30 },
      starts: -10,
      ends: 60,
    },
    {
      rule: 'an end made by the timeout is replaced by an earlier one',
      old: { starts: -10, ends: 5, timeout: true },
      update: { starts: -10, ends: 1 },
      starts: -10,
      ends: 1,
    },
    {
      rule: 'a resolve ends what an explicit end would have kept',
      old: { starts: -10, ends: 60 },
      update: { starts: -10, ends: -1 },
      starts: -10,
      ends: -1,
    },
    {
      rule: 'the later of two resolves stays',
      old: { starts: -10, ends: -1 },
      update: { starts: -10, ends: -5 },
      starts: -10,
      ends: -1,
    },
    {
      rule: 'an alert that ended before the other began is replaced',
      old: { starts: -10, ends: -5 },
      update: { starts: -1, ends: 5, timeout: true },
      starts: -1,
      ends: 5,
    },
    {
      rule: 'spans that only touch do not overlap',
      old: { starts: -10, ends: -5 },
      update: { starts: -5, ends: 5, timeout: true },
      starts: -5,
      ends: 5,
    },
    {
      rule: 'a span around the other one does not overlap with it',
      old: { starts: -5, ends: -1 },
      update: { starts: -10, ends: 5, timeout: true },
      starts: -10,
      ends: 5,
    },
  ])('$rule', ({ old, update, starts, ends }) => {
    const merged = mergeAlerts(alertOf(old), alertOf({ ...update, annotation: 'new' }), now)

    expect(merged.startsAt).toEqual(inMinutes(starts))
    expect(merged.endsAt).toEqual(inMinutes(ends))
    expect(merged.annotations.get('summary')).toBe('new')
  })

  test('a telling that is older than what the store has changes the start alone', () => {
    const old = alertOf({ starts: -5, ends: 5, timeout: true, updated: 0, annotation: 'stored' })
    const late = alertOf({ starts: -10, ends: 3, timeout: true, updated: -2, annotation: 'late' })

    const merged = mergeAlerts(old, late, now)

    expect(merged).toEqual({ ...old, startsAt: inMinutes(-10) })
  })

  test('timeout is that of the younger telling, even where the end is not', () => {
    const old = alertOf({ starts: -10, ends: 60 })
    const update = alertOf({ starts: -10, ends: 5, timeout: true })

    expect(mergeAlerts(old, update, now)).toMatchObject({ timeout: true, endsAt: inMinutes(60) })
  })
})

describe('isResolvedAt', () => {
  test.each([
    ['before its end', inMinutes(1), false],
    ['at the very end', inMinutes(0), true],
    ['after its end', inMinutes(-1), true],
    ['without an end', zeroTimestamp, false],
  ])('%s', (_, endsAt, resolved) => {
    expect(isResolvedAt({ ...alertOf({ starts: -10, ends: 0 }), endsAt }, now)).toBe(resolved)
  })
})

test('alerts of a notification stand by job, instance, then labels; those without come last', () => {
  const inOrder = [
    { job: 'a', instance: 'n1' },
    { job: 'a', instance: 'n10' },
    { job: 'a', instance: 'n2', alertname: 'A' },
    { job: 'a', instance: 'n2', alertname: 'B' },
    { job: 'a' },
    { job: 'b', instance: 'n1' },
    { instance: 'n1' },
    { alertname: 'A' },
    { alertname: 'B' },
    { alertname: 'A', extra: 'x' },
  ].map(
    (labels): Alert => ({ ...alertOf({ starts: 0, ends: 0 }), labels: LabelSet.fromEntries(Object.entries(labels)) }),
  )

  expect([...inOrder].reverse().sort(compareAlerts)).toEqual(inOrder)
})
