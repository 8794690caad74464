import { expect, test } from 'vitest'
import { ManualClock } from '../../test/support/manual-clock.ts'
import { EventBus } from '../events/bus.ts'
import type { TocsinEvent } from '../events/event.ts'
import type { Alert } from '../model/alert.ts'
import { minute } from '../model/instant.ts'
import { LabelSet } from '../model/labels.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import { AlertStore } from './alert-store.ts'

function setUp(perAlertnameLimit = 0, { clock = new ManualClock(), storage = memoryStorage() } = {}) {
  const bus = new EventBus()
  const limited: TocsinEvent[] = []
  bus.on('alert limited', (event) => limited.push(event))
  const store = new AlertStore({ clock, bus, storage, gcInterval: 30 * minute, perAlertnameLimit })
  const alert = (
    labels: Record<string, string>,
    times: { start?: number; end?: number; timeout?: boolean } = {},
  ): Alert => {
    const time = (at: number) => ({ at, text: new Date(at).toISOString() })
    return {
      labels: LabelSet.fromRecord(labels),
      annotations: LabelSet.empty,
      startsAt: time(clock.now() + (times.start ?? 0)),
      endsAt: time(clock.now() + (times.end ?? 5 * minute)),
      updatedAt: time(clock.now()),
      generatorURL: '',
      timeout: times.timeout ?? true,
    }
  }
  return { clock, storage, store, alert, limited }
}

test('a put is told whole and in the same turn, before it is answered', async () => {
  const { store, alert } = setUp()
  const told: string[][] = []
  store.subscribe((alerts) => told.push(alerts.map(({ labels }) => labels.get('n'))))
  const answered = store.put([alert({ n: '1' }), alert({ n: '2' })])
  expect(told).toEqual([['1', '2']])
  await answered
  expect(told).toHaveLength(1)
})

test('a resend keeps the first start', async () => {
  const { clock, store, alert } = setUp()
  const first = alert({ n: '1' }, { start: -minute })
  await store.put([first])
  await clock.advance(minute)
  await store.put([alert({ n: '1' })])
  expect(store.get(first.labels.fingerprint)?.startsAt).toEqual(first.startsAt)
  expect(store.size).toBe(1)
})

test('alerts that are over are swept out on the gc interval, others stay', async () => {
  const { clock, store, alert } = setUp()
  await store.put([alert({ n: '1' }), alert({ n: '2' }, { end: 60 * minute })])
  await clock.advance(29 * minute)
  expect(store.size).toBe(2)
  await clock.advance(minute)
  expect([...store.all()].map(({ labels }) => labels.get('n'))).toEqual(['2'])
})

test('while nobody has said yet which ends are still to be told, none leaves the disk', async () => {
  const { clock, storage, store, alert } = setUp()
  store.keepThoseIn(() => undefined)
  await store.put([alert({ n: '1' })])
  await clock.advance(31 * minute)
  expect([...store.all()]).toEqual([])

  const restarted = setUp(0, { clock, storage })
  expect([...restarted.store.all()].map(({ labels }) => labels.get('n'))).toEqual(['1'])
})

test('a listener that left hears nothing', async () => {
  const { store, alert } = setUp()
  let heard = 0
  const leave = store.subscribe(() => heard++)
  leave()
  await store.put([alert({ n: '1' })])
  expect(heard).toBe(0)
})

test('over the limit for its alertname an alert is dropped and told of; one that is over gives up its place', async () => {
  const { clock, store, alert, limited } = setUp(2)
  const disk = (n: string) => alert({ alertname: 'Disk', n })
  await store.put([disk('1'), disk('2'), disk('3'), alert({ alertname: 'Other' })])
  expect([...store.all()].map(({ labels }) => labels.get('n'))).toEqual(['1', '2', ''])
  expect(limited).toEqual([{ type: 'alert limited', alertname: 'Disk' }])
  await clock.advance(4 * minute)
  await store.put([disk('1')])
  await clock.advance(2 * minute)
  await store.put([disk('3')])
  expect([...store.all()].map(({ labels }) => labels.get('n'))).toContain('3')
  await store.put([disk('2')])
  expect(limited).toHaveLength(2)
})
