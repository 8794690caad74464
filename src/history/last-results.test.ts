import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import { LabelSet } from '../model/labels.ts'
import type { Notification } from '../model/notification.ts'
import { LastResults } from './last-results.ts'

const integration = { receiver: 'team', name: 'webhook', index: 0 }

function notificationOf(groupKey: string, now: number): Notification {
  return {
    groupKey,
    groupLabels: LabelSet.empty,
    routeId: '{}',
    routeLabels: LabelSet.empty,
    receiver: 'team',
    repeatInterval: 0,
    muteTimeIntervals: [],
    activeTimeIntervals: [],
    now,
    flush: 1,
    alerts: [],
  }
}

function setUp(capacity?: number) {
  const clock = new ManualClock(0)
  const bus = new EventBus()
  const results = new LastResults({ clock, bus, ...(capacity === undefined ? {} : { capacity }) })
  const sent = (groupKey = 'g'): void =>
    bus.emit({
      type: 'notification sent',
      integration,
      notification: notificationOf(groupKey, clock.now()),
      reason: 'first notification',
      alerts: 1,
      attempts: 1,
    })
  const attempted = (error?: string, retry?: boolean): void =>
    bus.emit({
      type: 'notification attempted',
      integration,
      groupKey: 'g',
      attempt: 1,
      took: 1,
      ...(error === undefined ? {} : { error }),
      ...(retry === undefined ? {} : { retry }),
    })
  const failed = (): void =>
    bus.emit({
      type: 'notification failed',
      integration,
      groupKey: 'g',
      reason: 'serverError',
      error: '500',
      attempts: 3,
    })
  return { clock, results, sent, attempted, failed }
}

test('nothing is known of what was never sent', () => {
  const { results } = setUp()
  expect(results.find('g', integration)).toBeUndefined()
  expect(results.recordOf(integration)).toEqual({})
})

test('sent, then retried, then failed: when it was last sent stays known', () => {
  const { clock, results, sent, attempted, failed } = setUp()
  sent()
  expect(results.find('g', integration)).toEqual({ result: 'sent', at: 0, reason: 'first notification' })
  clock.step(10)
  attempted('503', true)
  expect(results.find('g', integration)).toMatchObject({ result: 'retrying', at: 10, error: '503', lastSent: 0 })
  clock.step(20)
  failed()
  expect(results.find('g', integration)).toMatchObject({ result: 'failed', at: 20, reason: 'serverError', lastSent: 0 })
  expect(results.recordOf(integration)).toEqual({
    lastSent: { at: 0, groupKey: 'g' },
    lastFailed: { at: 20, groupKey: 'g', error: '500', reason: 'serverError' },
  })
})

test('an attempt that went well, or the last one, is told by other events', () => {
  const { results, attempted } = setUp()
  attempted()
  attempted('400', false)
  expect(results.find('g', integration)).toBeUndefined()
})

test('the oldest are forgotten', () => {
  const { results, sent } = setUp(2)
  for (const groupKey of ['a', 'b', 'a', 'c']) sent(groupKey)
  expect(['a', 'b', 'c'].map((groupKey) => results.find(groupKey, integration) !== undefined)).toEqual([
    true,
    false,
    true,
  ])
})

test('what is disposed of listens no more', () => {
  const { results, sent } = setUp()
  results[Symbol.dispose]()
  sent()
  expect(results.find('g', integration)).toBeUndefined()
})
